/** Longest delay setTimeout takes. */
const DELAY_MAX_MS = 2_147_483_647;

/** One-shot timers that all end with the server. */
export interface Timers {
  after(delayMs: number, work: () => void): void;
  stop(): void;
}

export function newTimers(): Timers {
  const running = new Set<NodeJS.Timeout>();
  let stopped = false;
  return {
    after: (delayMs, work) => {
      if (stopped) return;
      const timer = setTimeout(
        () => {
          running.delete(timer);
          work();
        },
        Math.min(Math.max(0, delayMs), DELAY_MAX_MS),
      );
      running.add(timer);
    },
    stop: () => {
      stopped = true;
      for (const timer of running) clearTimeout(timer);
      running.clear();
    },
  };
}
