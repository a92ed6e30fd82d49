import { expect, it } from 'vitest';
import { afterOpenTime, isOpenAt, isTimeZone, nextOpenAt } from './open-hours.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NINE_TO_SIX: [number, number][] = [[540, 1_080]];
const workdays = (timeZone: string, days: { date: string; spans: [number, number][] }[] = []) => ({
  timeZone,
  week: [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? NINE_TO_SIX : [])),
  days,
});
const shanghai = workdays('Asia/Shanghai', [{ date: '2026-11-24', spans: [] }]);
const at = (text: string) => Date.parse(text);

it('people are there within the hours of the office’s own clock, and at their last minute no more', () => {
  expect(isOpenAt(shanghai, at('2026-11-23T09:00:00+08:00'))).toBe(true);
  expect(isOpenAt(shanghai, at('2026-11-23T08:59:59+08:00'))).toBe(false);
  expect(isOpenAt(shanghai, at('2026-11-23T18:00:00+08:00'))).toBe(false);
  expect(isOpenAt(shanghai, at('2026-11-24T10:00:00+08:00'))).toBe(false);
  expect(nextOpenAt(shanghai, at('2026-11-23T19:00:00+08:00'))).toBe(at('2026-11-25T09:00:00+08:00'));
  expect(nextOpenAt(shanghai, at('2026-11-27T18:30:00+08:00'))).toBe(at('2026-11-30T09:00:00+08:00'));
});

it('time that is promised stands still at night, at weekends and on holidays', () => {
  const friday = at('2026-11-27T17:40:00+08:00');
  expect(afterOpenTime(shanghai, friday, 10 * MINUTE)).toBe(friday + 10 * MINUTE);
  expect(afterOpenTime(shanghai, friday, 30 * MINUTE)).toBe(at('2026-11-30T09:10:00+08:00'));
  expect(afterOpenTime(shanghai, at('2026-11-23T20:00:00+08:00'), HOUR)).toBe(
    at('2026-11-25T10:00:00+08:00'),
  );
});

it('a day of summer time is as long as its clock says', () => {
  const berlin = { timeZone: 'Europe/Berlin', week: Array(7).fill([[0, 1_440]]), days: [] };
  // 25 hours on the day on which clocks go back, 23 on the one on which they go forward.
  const [autumn, spring] = [at('2026-10-25T00:00:00+02:00'), at('2026-03-29T00:00:00+01:00')];
  expect(afterOpenTime(berlin, autumn, 25 * HOUR)).toBe(at('2026-10-26T00:00:00+01:00'));
  expect(afterOpenTime(berlin, spring, 23 * HOUR)).toBe(at('2026-03-30T00:00:00+02:00'));
  expect(isOpenAt(workdays('Europe/Berlin'), at('2026-10-26T09:00:00+01:00'))).toBe(true);
});

it('an office that never opens promises nothing and is never back', () => {
  const never = { timeZone: 'Asia/Shanghai', week: Array(7).fill([]), days: [] };
  expect(nextOpenAt(never, 0)).toBeNull();
  expect(afterOpenTime(never, 0, 1)).toBeNull();
  expect([isTimeZone('Asia/Shanghai'), isTimeZone('Mars/Olympus')]).toEqual([true, false]);
});
