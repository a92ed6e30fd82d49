import type { Job } from '../kernel/job.ts';
import type { Log } from '../kernel/log.ts';
import type { ExperimentDeps } from './experiment/change-experiment.ts';
import { guardExperiment } from './experiment/guard-experiment.ts';

const GUARD_EVERY_MS = 10 * 60_000;

/** The recurring work of recommending. */
export function recommendJobs(deps: ExperimentDeps & { readonly log: Log }): Job[] {
  const guard = async (): Promise<void> => void (await guardExperiment(deps));
  return [{ name: 'recommend.guard_experiment', everyMs: GUARD_EVERY_MS, run: guard }];
}
