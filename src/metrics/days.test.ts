import { expect, it } from 'vitest';
import { createDayOf, daysBetween } from './days.ts';

const MINUTE_MS = 60_000;

it.each([
  ['Asia/Shanghai', '2026-05-02'],
  ['America/New_York', '2026-11-01'],
  ['Africa/Cairo', '2026-04-24'],
  ['Asia/Kathmandu', '2026-01-01'],
  // The clock went back one minute after midnight: the new day came, left and came again.
  ['America/St_Johns', '2010-11-07'],
  ['Pacific/Apia', '2011-12-30'],
])('tells the day in %s of every minute around %s as a calendar does', (timeZone, day) => {
  const dayOf = createDayOf(timeZone);
  const calendar = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const startMs = Date.parse(day) - 36 * 60 * MINUTE_MS;
  for (let minute = 0; minute < 72 * 60; minute += 1) {
    const atMs = startMs + minute * MINUTE_MS;
    if (dayOf(atMs) !== calendar.format(atMs))
      expect([atMs, dayOf(atMs)]).toEqual([atMs, calendar.format(atMs)]);
  }
  expect(dayOf(startMs - 1)).toBe(calendar.format(startMs - 1));
});

it('lists the days of a period over the end of a February', () => {
  expect(daysBetween('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
});
