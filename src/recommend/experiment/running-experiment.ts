import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import type { Experiment } from './experiment.ts';
import { findRunning } from './store.ts';

/** The experiment that runs now. */
export type RunningExperiment = () => Promise<Experiment | undefined>;

/** A started or stopped experiment is noticed after so long. */
const KEPT_MS = 5_000;

/** Asks the database at most every five seconds. */
export function createRunningExperiment(deps: {
  readonly db: Database;
  readonly clock: Clock;
  readonly livemode: boolean;
}): RunningExperiment {
  let known: Experiment | undefined;
  let askAtMs = Number.NEGATIVE_INFINITY;
  return async () => {
    if (deps.clock.wallMs() < askAtMs) return known;
    askAtMs = deps.clock.wallMs() + KEPT_MS;
    known = await findRunning(deps.db.query, deps.livemode);
    return known;
  };
}
