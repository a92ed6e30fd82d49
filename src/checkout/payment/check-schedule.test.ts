import { expect, it } from 'vitest';
import { firstCheckMs, nextCheckMs } from './check-schedule.ts';

const MINUTE_MS = 60_000;

it('doubt is asked about after 5 s, 30 s, 2 min, 10 min, 1 h and then once a day', () => {
  expect(firstCheckMs('unknown')).toBe(5_000);
  const pauses = [0, 1, 2, 3, 4, 5, 6, 50].map((checks) => nextCheckMs('closing', checks));
  const day = 24 * 60 * MINUTE_MS;
  expect(pauses).toEqual([5_000, 30_000, 2 * MINUTE_MS, 10 * MINUTE_MS, 60 * MINUTE_MS, day, day, day]);
});

it('attempts in doubt since the same moment are spread over a fifth of the pause, each always alike', () => {
  const pauses = Array.from({ length: 1_000 }, (_, index) => nextCheckMs('unknown', 5, `att_${index}`));
  const day = 24 * 60 * MINUTE_MS;
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(day);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(day * 1.2);
  expect(new Set(pauses).size).toBeGreaterThan(990);
  for (let tenth = 0; tenth < 10; tenth += 1) {
    const within = pauses.filter((pause) => Math.floor((pause - day) / (day * 0.02)) === tenth);
    expect(within.length, `the ${tenth}th tenth`).toBeGreaterThan(50);
  }
  expect(nextCheckMs('unknown', 5, 'att_7')).toBe(pauses[7]);
});
