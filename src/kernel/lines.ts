import type { Log } from './log.ts';

/** Work in lines: what has one key is done one after another, and a stuck line holds only itself. */
export interface Lines {
  /** Takes up a line, or has the one in hand looked at once more. Returns without waiting. */
  takeUp(key: string): void;
  /** Resolves when no line is in hand. */
  idle(): Promise<void>;
  /** Takes up nothing more and tells what is in hand to break off; it is done again later. */
  stop(): Promise<void>;
}

export interface LinesOptions {
  /** Works off a line until it is empty or has to wait. */
  work(key: string, signal: AbortSignal): Promise<void>;
  readonly log: Log;
  /** Named in the log. */
  readonly name: string;
  /** Lines in hand at once; further ones are not taken up and have to be found again. Left out: any. */
  readonly linesMax?: number;
}

export function createLines({ work, log, name, linesMax = Number.POSITIVE_INFINITY }: LinesOptions): Lines {
  const lines = new Map<string, Promise<void>>();
  /** Lines that got something while they were in hand, perhaps after their last look. */
  const again = new Set<string>();
  const stopping = new AbortController();

  const takeUp = (key: string): void => {
    if (stopping.signal.aborted) return;
    if (lines.has(key)) {
      again.add(key);
      return;
    }
    if (lines.size >= linesMax) return;
    const line = work(key, stopping.signal)
      .catch((error: unknown) => log.error({ error, line: name, key }, 'a line broke off'))
      .then(() => {
        lines.delete(key);
        if (again.delete(key)) takeUp(key);
      });
    lines.set(key, line);
  };
  const idle = async (): Promise<void> => {
    while (lines.size > 0) await Promise.all(lines.values());
  };
  return {
    takeUp,
    idle,
    stop: () => {
      stopping.abort();
      return idle();
    },
  };
}
