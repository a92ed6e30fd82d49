import type { Job } from '../kernel/job.ts';
import type { RiskDeps } from './deps.ts';
import { decideOverdue } from './review/decide-overdue.ts';

const OVERDUE_EVERY_MS = 60_000;

/** The recurring work of judging; none while the policy leaves reviews to people. */
export function riskJobs(deps: RiskDeps): Job[] {
  if (deps.policy.review.whenNobodyDecides === 'expire') return [];
  return [
    {
      name: 'risk.decide_overdue',
      everyMs: OVERDUE_EVERY_MS,
      run: async () => void (await decideOverdue(deps)),
    },
  ];
}
