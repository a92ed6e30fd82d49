import type { Job } from '../kernel/job.ts';
import type { RiskDeps } from './deps.ts';
import { createBesideScorer } from './models/score-beside.ts';
import { decideOverdue } from './review/decide-overdue.ts';

const OVERDUE_EVERY_MS = 60_000;
const BESIDE_EVERY_MS = 10_000;

/** The recurring work of judging; overdue reviews are none while the policy leaves them to people. */
export function riskJobs(deps: RiskDeps): Job[] {
  const scoreBeside = createBesideScorer(deps);
  const beside: Job = {
    name: 'risk.score_beside',
    everyMs: BESIDE_EVERY_MS,
    run: async () => void (await scoreBeside()),
  };
  if (deps.policy.review.whenNobodyDecides === 'expire') return [beside];
  return [
    beside,
    {
      name: 'risk.decide_overdue',
      everyMs: OVERDUE_EVERY_MS,
      run: async () => void (await decideOverdue(deps)),
    },
  ];
}
