import { expect, it } from 'vitest';
import { createRateLimit } from './rate-limit.ts';

function clockAt(startMs: number) {
  let nowMs = startMs;
  return {
    wallMs: () => nowMs,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

it('lets a burst through, then the rate, and says how long to wait', async () => {
  const clock = clockAt(1_000);
  const limit = createRateLimit(clock, { perMinute: 60, burst: 3 });
  const burst = await Promise.all([1, 2, 3, 4].map(() => limit.take('a')));
  expect(burst.map((answer) => answer.allowed)).toEqual([true, true, true, false]);
  expect(burst[3]?.retryAfterMs).toBe(1_000);
  clock.pass(999);
  expect((await limit.take('a')).allowed).toBe(false);
  clock.pass(1);
  expect((await limit.take('a')).allowed).toBe(true);
});

it('counts every key by itself', async () => {
  const limit = createRateLimit(clockAt(0), { perMinute: 1 });
  expect((await limit.take('a')).allowed).toBe(true);
  expect((await limit.take('a')).allowed).toBe(false);
  expect((await limit.take('b')).allowed).toBe(true);
});

it('never saves up more than a burst', async () => {
  const clock = clockAt(0);
  const limit = createRateLimit(clock, { perMinute: 60, burst: 2 });
  clock.pass(3_600_000);
  const answers = await Promise.all([1, 2, 3].map(() => limit.take('a')));
  expect(answers.filter((answer) => answer.allowed)).toHaveLength(2);
});
