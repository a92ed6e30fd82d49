import { DomainError } from '../../kernel/errors.ts';
import type { RiskDeps } from '../deps.ts';
import { decideReview } from './decide-review.ts';

const REVIEWS_PER_RUN = 100;

/** Decides reviews that nobody decided in time as the policy says; under `expire` they end with their checkout instead. */
export async function decideOverdue(deps: RiskDeps): Promise<number> {
  const { whenNobodyDecides, decideWithinMinutes } = deps.policy.review;
  if (whenNobodyDecides === 'expire') return 0;
  const overdue = await deps.db.query
    .selectFrom('risk_review')
    .select('reviewId')
    .where('status', '=', 'open')
    .where('livemode', '=', deps.livemode ? 1 : 0)
    .where('createdAtMs', '<=', deps.clock.nowMs() - decideWithinMinutes * 60_000)
    .orderBy('createdAtMs')
    .limit(REVIEWS_PER_RUN)
    .execute();
  const decision = whenNobodyDecides === 'approve' ? 'approved' : 'rejected';
  for (const { reviewId } of overdue) await decideUnlessDecided(deps, { reviewId, decision });
  return overdue.length;
}

async function decideUnlessDecided(
  deps: RiskDeps,
  command: { reviewId: string; decision: 'approved' | 'rejected' },
): Promise<void> {
  try {
    await decideReview(deps, { ...command, staffId: null, note: 'Nobody decided in time.' });
  } catch (error) {
    // A person was faster.
    if (!(error instanceof DomainError)) throw error;
  }
}
