import type { Database } from './db/database.ts';
import type { Log } from './log.ts';
import { createWaker, type Waker } from './waker.ts';

/** Recurring work of which one process at a time runs each. Named `noun.verb`; may run twice. */
export interface Job {
  readonly name: string;
  /** The longest pause between two runs, in ms. */
  readonly everyMs: number;
  run(): Promise<void>;
}

export interface Jobs {
  start(): void;
  /** Runs the named job soon. */
  wake(name: string): void;
  stop(): Promise<void>;
}

/** The recurring jobs of this process. */
export function createJobs(deps: { db: Database; log: Log }, jobs: readonly Job[]): Jobs {
  const wakers = new Map<string, Waker>(
    jobs.map((job) => {
      const runAlone = async (): Promise<void> => {
        if (await deps.db.holdLock(`job:${job.name}`)) await job.run();
      };
      return [job.name, createWaker(runAlone, { name: job.name, pollMs: job.everyMs, log: deps.log })];
    }),
  );
  return {
    start: () => {
      for (const waker of wakers.values()) waker.start();
    },
    wake: (name) => wakers.get(name)?.wake(),
    stop: async () => {
      await Promise.all([...wakers.values()].map((waker) => waker.stop()));
    },
  };
}
