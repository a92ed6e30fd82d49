import type { Log } from './log.ts';

export interface Waker {
  start(): void;
  /** Runs the work soon; calls that come while it runs lead to one more run. */
  wake(): void;
  /** Resolves when the run in hand has ended; nothing runs afterwards. */
  stop(): Promise<void>;
}

export interface WakerOptions {
  readonly name: string;
  /** The backstop when no wake came, in ms. */
  readonly pollMs: number;
  readonly log: Log;
}

/** Runs `work` when woken and at the latest every `pollMs`, never twice at once. A failing run is logged and tried again. */
export function createWaker(work: () => Promise<void>, options: WakerOptions): Waker {
  let state: 'stopped' | 'idle' | 'running' = 'stopped';
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();

  const run = (): void => {
    state = 'running';
    again = false;
    clearTimeout(timer);
    current = work()
      .catch((error: unknown) =>
        options.log.error({ error, job: options.name }, 'a job failed and will run again'),
      )
      .then(() => {
        if (state === 'stopped') return;
        state = 'idle';
        if (again) setImmediate(wake);
        else timer = setTimeout(wake, options.pollMs);
      });
  };
  const wake = (): void => {
    if (state === 'running') again = true;
    else if (state === 'idle') run();
  };
  return {
    start: () => {
      if (state !== 'stopped') return;
      state = 'idle';
      wake();
    },
    wake,
    stop: () => {
      state = 'stopped';
      clearTimeout(timer);
      return current;
    },
  };
}
