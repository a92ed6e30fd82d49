import { useEffect, useState } from 'preact/hooks';
import { useDesk } from './context.ts';

const listeners = new Set<() => void>();
let beat: ReturnType<typeof setInterval> | undefined;

/** The instant, anew every second, for what counts down; only those who ask are drawn again. */
export function useNow(): number {
  const { deps } = useDesk().desk;
  const [nowMs, setNow] = useState(deps.nowMs());
  useEffect(() => {
    const tick = () => setNow(deps.nowMs());
    listeners.add(tick);
    beat ??= setInterval(() => {
      for (const listener of listeners) listener();
    }, 1_000);
    return () => {
      listeners.delete(tick);
      if (listeners.size > 0) return;
      clearInterval(beat);
      beat = undefined;
    };
  }, [deps]);
  return nowMs;
}
