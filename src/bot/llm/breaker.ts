import type { Clock } from '../../kernel/clock.ts';

const FAILURES_MAX = 4;
const OPEN_MS = 30_000;

export interface Breaker {
  /** False while it is open; true once after its time, to try again. */
  mayTry(): boolean;
  tell(outcome: 'fine' | 'failed'): void;
}

/** Stops asking a server that failed several times in a row, for a while. */
export function createBreaker(clock: Clock): Breaker {
  let failures = 0;
  let opensAgainMs = 0;
  return {
    mayTry: () => {
      if (failures < FAILURES_MAX) return true;
      if (clock.wallMs() < opensAgainMs) return false;
      opensAgainMs = clock.wallMs() + OPEN_MS;
      return true;
    },
    tell: (outcome) => {
      failures = outcome === 'fine' ? 0 : failures + 1;
      if (failures >= FAILURES_MAX) opensAgainMs = clock.wallMs() + OPEN_MS;
    },
  };
}
