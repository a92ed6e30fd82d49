import { percentile } from './bench.ts';

export interface LoopOptions {
  /** How many are in flight at a time. */
  readonly width: number;
  readonly seconds: number;
  /** One piece of work; returns how long it took, in ms. */
  readonly work: () => Promise<number>;
  /** Counters of CPU time and the like, read at both edges of the window. */
  readonly read: () => Readonly<Record<string, number>>;
}

export interface Loop {
  readonly done: number;
  readonly elapsedMs: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** By how much each counter grew in the window. */
  readonly grown: Readonly<Record<string, number>>;
}

/** Keeps `width` pieces of work in flight for a window of time; what ends inside the window counts. */
export async function runLoop({ width, seconds, work, read }: LoopOptions): Promise<Loop> {
  const times: number[] = [];
  let open = true;
  const startedMs = performance.now();
  const before = read();
  const lanes = Array.from({ length: width }, async () => {
    while (open) {
      const tookMs = await work();
      if (open) times.push(tookMs);
    }
  });
  const failed = Promise.all(lanes).then(() => {});
  await Promise.race([new Promise((resolve) => setTimeout(resolve, seconds * 1000)), failed]);
  open = false;
  const elapsedMs = performance.now() - startedMs;
  const after = read();
  await failed;
  times.sort((a, b) => a - b);
  return {
    done: times.length,
    elapsedMs,
    perSecond: (times.length / elapsedMs) * 1000,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    p99Ms: percentile(times, 0.99),
    grown: Object.fromEntries(
      Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)]),
    ),
  };
}
