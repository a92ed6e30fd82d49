import type { Tx } from '../../kernel/db/database.ts';
import type { RiskDeps } from '../deps.ts';
import { reviewOpened } from '../events.ts';
import { findOpenReview, insertReview, type Review } from '../store.ts';
import type { Assessment } from '../types.ts';

/**
 * Opens the review of a held payment after `saveAssessment`, in the same transaction. A checkout has one open review:
 * pressing pay again finds that one. `opened` is false then.
 */
export async function openReview(
  deps: RiskDeps,
  tx: Tx,
  assessment: Assessment,
): Promise<{ reviewId: string; opened: boolean }> {
  const review = reviewFor(deps, assessment);
  if (await insertReview(tx, review)) {
    await reviewOpened(deps, tx, review);
    return { reviewId: review.reviewId, opened: true };
  }
  const known = await findOpenReview(tx, assessment.command.checkoutId);
  if (known === undefined) throw new Error(`checkout ${assessment.command.checkoutId} has no open review`);
  return { reviewId: known.reviewId, opened: false };
}

function reviewFor(deps: RiskDeps, { assessmentId, command, decision, judgedAtMs }: Assessment): Review {
  if (decision !== 'review') throw new Error(`${assessmentId} asks for ${decision}, not for a review`);
  return {
    reviewId: deps.newId('rev'),
    assessmentId,
    checkoutId: command.checkoutId,
    learnerId: command.learnerId,
    conversationId: command.conversationId,
    livemode: deps.livemode ? 1 : 0,
    status: 'open',
    openKey: command.checkoutId,
    decidedBy: null,
    note: null,
    createdAtMs: judgedAtMs,
    decidedAtMs: null,
  };
}
