import { afterEach, expect, it, vi } from 'vitest';
import { createPatience } from './patience.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('rests shortly though an hour went by in which nothing was worked on', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const pause = createPatience();
  vi.advanceTimersByTime(3_600_000);
  await expect(pause()).resolves.toBeUndefined();
});
