import type { Tx } from '../kernel/db/database.ts';
import { appendEvent, type OutboxDeps } from '../kernel/outbox.ts';
import type { Review } from './store.ts';
import type { Assessment } from './types.ts';
import { milliTypicalOf } from './velocity/risk-event-of.ts';

type Deps = OutboxDeps & { livemode: boolean };

/** A press of pay was judged: ids, decision, score and the names of rules, never what was measured of the learner. */
export function riskAssessed(deps: Deps, tx: Tx, assessment: Assessment): Promise<string> {
  const { command, ruleHits } = assessment;
  return appendEvent(deps, tx, {
    type: 'risk.assessed',
    subjectId: assessment.assessmentId,
    learnerId: command.learnerId,
    conversationId: command.conversationId,
    livemode: deps.livemode,
    payload: {
      assessmentId: assessment.assessmentId,
      checkoutId: command.checkoutId,
      decision: assessment.decision,
      modelVersion: assessment.modelVersion,
      score: assessment.score,
      rules: ruleHits.map(({ rule }) => rule),
      productIds: command.productIds,
      // Keyed hashes, so that counts by address or device can be rebuilt from the log.
      ...(command.keys !== undefined && { keys: command.keys, milliTypical: milliTypicalOf(command) }),
    },
  });
}

export function reviewOpened(deps: Deps, tx: Tx, review: Review): Promise<string> {
  return reviewEvent(deps, tx, { type: 'risk.review_opened', review });
}

/** `decision`: approved, rejected or expired. Who decided is an id. */
export function reviewDecided(deps: Deps, tx: Tx, review: Review): Promise<string> {
  return reviewEvent(deps, tx, { type: 'risk.review_decided', review });
}

function reviewEvent(
  deps: Deps,
  tx: Tx,
  { type, review }: { type: string; review: Review },
): Promise<string> {
  const { reviewId, assessmentId, checkoutId, status, decidedBy } = review;
  return appendEvent(deps, tx, {
    type,
    subjectId: reviewId,
    learnerId: review.learnerId,
    conversationId: review.conversationId,
    livemode: deps.livemode,
    payload: {
      reviewId,
      assessmentId,
      checkoutId,
      ...(status === 'open' ? {} : { decision: status, decidedBy }),
    },
  });
}
