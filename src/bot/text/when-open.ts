import { type Both, both } from './both.ts';

/** When people are back, by the clock of the office: today, tomorrow or on a day. */
export function whenOpen(atMs: number, timeZone: string, nowMs: number): Both {
  const dayOf = (ms: number): string => new Date(ms).toLocaleDateString('en-CA', { timeZone });
  const clock = (locale: string, zone: object = {}): string =>
    new Date(atMs).toLocaleTimeString(locale, {
      timeZone,
      hour: 'numeric',
      minute: '2-digit',
      hourCycle: 'h23',
      ...zone,
    });
  const zh = clock('zh-CN');
  const en = clock('en-GB', { timeZoneName: 'short' });
  if (dayOf(atMs) === dayOf(nowMs)) return both(`今天 ${zh}`, `today at ${en}`);
  if (dayOf(atMs) === dayOf(nowMs + 86_400_000)) return both(`明天 ${zh}`, `tomorrow at ${en}`);
  const day = (locale: string): string =>
    new Date(atMs).toLocaleDateString(locale, { timeZone, month: 'short', day: 'numeric', weekday: 'short' });
  return both(`${day('zh-CN')} ${zh}`, `on ${day('en-GB')} at ${en}`);
}
