import { percentile } from './bench.ts';

export interface Pace {
  readonly perSecond: number;
  readonly seconds: number;
  /** The piece of work that is due; told how many came before it. */
  readonly work: (index: number) => Promise<void>;
}

export interface Paced {
  readonly done: number;
  /** From the first that was due until the last was done. */
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

const TICK_MS = 1;

/**
 * Begins so many pieces of work a second whether or not those before are done, as a crowd does, and measures each from
 * the moment it was due: a stall is felt by everybody who came meanwhile.
 */
export async function runPaced({ perSecond, seconds, work }: Pace): Promise<Paced> {
  const total = Math.floor(perSecond * seconds);
  const times: number[] = [];
  const running: Promise<void>[] = [];
  const startedMs = performance.now();
  const dueMs = (index: number): number => startedMs + (index * 1_000) / perSecond;
  let begun = 0;
  while (begun < total) {
    const nowMs = performance.now();
    while (begun < total && dueMs(begun) <= nowMs) {
      const due = dueMs(begun);
      running.push(work(begun).then(() => void times.push(performance.now() - due)));
      begun += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  await Promise.all(running);
  const elapsedMs = performance.now() - startedMs;
  times.sort((a, b) => a - b);
  return {
    done: times.length,
    perSecond: (times.length / elapsedMs) * 1_000,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    p99Ms: percentile(times, 0.99),
  };
}
