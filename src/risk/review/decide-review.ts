import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { canTransition } from '../../kernel/state-machine.ts';
import type { RiskDeps } from '../deps.ts';
import { riskErrors } from '../errors.ts';
import { reviewDecided } from '../events.ts';
import { lockReview, type Review, updateReview } from '../store.ts';
import { reviewTransitions } from './review.ts';
import { saveLabel } from './save-label.ts';

export interface DecideReview {
  readonly reviewId: string;
  readonly decision: 'approved' | 'rejected';
  /** Null when nobody decided in time and the policy does. */
  readonly staffId: string | null;
  /** Why, for colleagues; never shown to the learner. */
  readonly note: string | null;
}

/**
 * A person settles a held payment; `risk.review_decided` tells who waits. An approved review lets that one checkout
 * be paid. Throws `not_found` and, when it is not open any more, `review_decided`.
 */
export async function decideReview(deps: RiskDeps, command: DecideReview): Promise<Review> {
  const { reviewId, decision, staffId, note } = command;
  return deps.db.transact(async (tx) => {
    const review = await lockReview(tx, reviewId);
    if (review === undefined || review.livemode !== (deps.livemode ? 1 : 0))
      throw new DomainError(kernelErrors.not_found);
    if (!canTransition(reviewTransitions, review.status, decision))
      throw new DomainError(riskErrors.review_decided, { extensions: { status: review.status } });
    const decided: Review = {
      ...review,
      status: decision,
      openKey: null,
      decidedBy: staffId,
      note,
      decidedAtMs: deps.clock.nowMs(),
    };
    await updateReview(tx, decided);
    if (staffId !== null) await labelOf(deps, tx, decided);
    await reviewDecided(deps, tx, decided);
    await appendAudit(deps, tx, {
      action: `review.${decision}`,
      actor: staffId === null ? 'system' : `staff:${staffId}`,
      subjectId: reviewId,
      detail: { checkoutId: review.checkoutId },
    });
    return decided;
  });
}

/** What a person found is what training and backtests learn from. */
async function labelOf(deps: RiskDeps, tx: Tx, review: Review): Promise<void> {
  const { reviewId, checkoutId, learnerId, status, createdAtMs, decidedAtMs } = review;
  await saveLabel(deps, tx, {
    ...{ checkoutId, learnerId, source: 'review', sourceId: reviewId },
    ...{ isFraud: status === 'rejected', occurredAtMs: createdAtMs, knownAtMs: decidedAtMs ?? createdAtMs },
  });
}
