import { useSay } from '../ui/language.ts';
import { useDesk } from './context.ts';
import { consoleText } from './text.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long ago an instant was, in words short enough for a list. */
export function useDuration(): (sinceMs: number) => string {
  const say = useSay(consoleText);
  const { nowMs } = useDesk().state;
  return (sinceMs) => {
    const passedMs = nowMs - sinceMs;
    if (passedMs < minuteMs) return say('justNow');
    if (passedMs < hourMs) return say('minutes', { count: Math.floor(passedMs / minuteMs) });
    if (passedMs < dayMs) return say('hours', { count: Math.floor(passedMs / hourMs) });
    return say('days', { count: Math.floor(passedMs / dayMs) });
  };
}
