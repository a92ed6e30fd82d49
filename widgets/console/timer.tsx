import type { SlaTimer } from '../../src/bot/handoff/wire.ts';
import { useSay } from '../ui/language.ts';
import { Glyph } from './glyph.tsx';
import { consoleText } from './text.ts';
import { spanOf } from './use-duration.ts';
import { useNow } from './use-now.ts';

/** The promise to look at: one that is broken, else the one that ends first; null without any. */
export function mostPressing(timers: readonly SlaTimer[]): SlaTimer | null {
  const rank = ({ breachedAtMs, dueAtMs }: SlaTimer) => (breachedAtMs === null ? dueAtMs : dueAtMs - 1e15);
  return [...timers].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

/** From here on a promise is close to breaking. */
const soonMs = 2 * 60_000;

/** How long a promise still holds, or since when it is broken; said in words where there is room. */
export function Timer({ timer, isShort = false }: { timer: SlaTimer; isShort?: boolean }) {
  const say = useSay(consoleText);
  const nowMs = useNow();
  const leftMs = timer.dueAtMs - nowMs;
  const isLate = timer.breachedAtMs !== null || leftMs <= 0;
  const time = spanOf(Math.abs(leftMs), say);
  const words = say(isLate ? 'breached' : 'dueIn', { timer: say(timer.timer), time });
  const standing = isLate ? 'late' : leftMs < soonMs ? 'soon' : 'fine';
  return (
    <span class="due number" data-standing={standing} title={words}>
      <Glyph name={isLate ? 'alert' : 'clock'} />
      {isShort ? (
        <>
          <span aria-hidden="true">{isLate ? `+${clockOf(-leftMs)}` : clockOf(leftMs)}</span>
          <span class="unseen">{words}</span>
        </>
      ) : (
        words
      )}
    </span>
  );
}

/** Minutes and seconds while that is near, else hours. */
function clockOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds >= 3600) return `${Math.floor(seconds / 3600)}h`;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A promise was broken, where there is no room to say which. */
export function DueMark() {
  const say = useSay(consoleText);
  return (
    <span class="due" data-standing="late">
      <Glyph name="alert" />
      {say('breachedMark')}
    </span>
  );
}
