import type { Database } from './db/database.ts';
import type { Log } from './log.ts';
import type { Meter } from './meter.ts';
import { withSpan } from './trace.ts';
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

export interface JobsDeps {
  readonly db: Database;
  readonly log: Log;
  readonly meter: Meter;
}

/** The recurring jobs of this process. */
export function createJobs(deps: JobsDeps, jobs: readonly Job[]): Jobs {
  const failures = deps.meter.counter('tilltalk_job_failures_total', 'Runs of jobs that failed', ['job']);
  const wakers = new Map<string, Waker>(
    jobs.map((job) => {
      const runAlone = async (): Promise<void> => {
        try {
          if (await deps.db.holdLock(`job:${job.name}`)) await withSpan(job.name, {}, () => job.run());
        } catch (error) {
          failures.inc({ job: job.name });
          throw error;
        }
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
