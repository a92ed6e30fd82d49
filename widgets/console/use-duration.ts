import { useSay } from '../ui/language.ts';
import { useDesk } from './context.ts';
import { type ConsoleKey, consoleText } from './text.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

type Say = (key: ConsoleKey, values?: Record<string, string | number>) => string;

/** A span of time in words short enough for a list. */
export function spanOf(ms: number, say: Say): string {
  if (ms < hourMs) return say('minutes', { count: Math.floor(ms / minuteMs) });
  if (ms < dayMs) return say('hours', { count: Math.floor(ms / hourMs) });
  return say('days', { count: Math.floor(ms / dayMs) });
}

/** How long ago an instant was. */
export function useDuration(): (sinceMs: number) => string {
  const say = useSay(consoleText);
  const { nowMs } = useDesk().state;
  return (sinceMs) => {
    const passedMs = nowMs - sinceMs;
    return passedMs < minuteMs ? say('justNow') : spanOf(passedMs, say);
  };
}
