import type { IBreaker } from 'cockatiel';
import { CircuitState } from 'cockatiel';

export interface SampleWindowOptions {
  /** How far back calls count, in ms; whole seconds. */
  readonly windowMs: number;
  /** Fewer calls than this prove nothing. */
  readonly callsMin: number;
  /** The share of failures, 0–1, from which the circuit opens. */
  readonly failureShareMin: number;
  /** Wall time. */
  readonly nowMs: () => number;
}

interface Second {
  readonly second: number;
  calls: number;
  failures: number;
}

/**
 * Decides when a circuit opens, by the calls of the last seconds. cockatiel's own sampling breaker forgets a second
 * only when a call comes in another one, so that on a quiet till failures of an hour would count as one window.
 */
export function sampleWindow(options: SampleWindowOptions): IBreaker {
  let seconds: Second[] = [];
  const count = (failed: boolean): void => {
    const second = Math.floor(options.nowMs() / 1_000);
    seconds = seconds.filter((past) => past.second > second - options.windowMs / 1_000);
    let last = seconds.at(-1);
    if (last?.second !== second) {
      last = { second, calls: 0, failures: 0 };
      seconds.push(last);
    }
    last.calls += 1;
    if (failed) last.failures += 1;
  };
  return {
    get state() {
      return seconds;
    },
    set state(value: unknown) {
      seconds = value as Second[];
    },
    success: (circuit) => {
      // A probe that went well opens a new page.
      if (circuit === CircuitState.HalfOpen) seconds = [];
      count(false);
    },
    failure: (circuit) => {
      count(true);
      if (circuit !== CircuitState.Closed) return true;
      const calls = seconds.reduce((sum, past) => sum + past.calls, 0);
      const failures = seconds.reduce((sum, past) => sum + past.failures, 0);
      return calls >= options.callsMin && failures >= options.failureShareMin * calls;
    },
  };
}
