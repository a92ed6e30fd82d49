import { setTimeout as sleep } from 'node:timers/promises';
import type { Pause } from '../search/search-index.ts';

/** So long may work go on at a stretch … */
const STRETCH_MS = 4;
/** … before others have the process for this many times as long. */
const REST_FACTOR = 3;
/** What looks like longer work was time in which nothing was worked on at all. */
const REST_MAX_MS = 150;

/** A pause for long work in the process that also sells: a quarter of the time at most, in short stretches. */
export function createPatience(): Pause {
  let startedMs = performance.now();
  return async () => {
    const workedMs = performance.now() - startedMs;
    if (workedMs < STRETCH_MS) return;
    await sleep(Math.min(workedMs * REST_FACTOR, REST_MAX_MS));
    startedMs = performance.now();
  };
}
