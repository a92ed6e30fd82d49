import type { Queries, Tx } from '../kernel/db/database.ts';
import { appendEvent } from '../kernel/outbox.ts';
import type { RiskDeps } from './deps.ts';
import type { Assessment } from './types.ts';
import { sentences } from './wording.ts';

export interface AllowPayment {
  readonly learnerId: string;
  /** The checkout that was refused. */
  readonly checkoutId: string;
  /** The case in which a person decided it. */
  readonly caseId: string;
}

/**
 * A person lets a learner pay once, within two days, whatever rules and model say: the next judgement reads it from the
 * event log like every other fact.
 */
export async function allowPayment(
  deps: Pick<RiskDeps, 'clock' | 'newId' | 'livemode'>,
  tx: Tx,
  { learnerId, checkoutId, caseId }: AllowPayment,
): Promise<void> {
  await appendEvent(deps, tx, {
    type: 'risk.allowed',
    subjectId: checkoutId,
    learnerId,
    livemode: deps.livemode,
    payload: { checkoutId, caseId },
  });
}

/** What was concluded, overruled by a person. What was measured stays in the record. */
export function letThrough<Concluded extends Pick<Assessment, 'decision' | 'reasons'>>(concluded: Concluded) {
  const upheld = {
    code: 'appeal_upheld',
    staff: `A person upheld the learner’s appeal; by rules and model alone: ${concluded.decision}.`,
    ...sentences.goOn,
  };
  return {
    ...concluded,
    decision: 'allow' as const,
    reasons: [upheld, ...concluded.reasons],
    learnerMessage: sentences.goOn,
    retryAfterSeconds: null,
  };
}

/** A payment that nobody but rules, model or the clock refused. */
export interface PaymentRefusal {
  readonly subject: 'payment_blocked' | 'review_expired';
  readonly learnerId: string;
  readonly conversationId: string | null;
}

/** The automatic refusal that a checkout's payment met last; null when it met none, or a person said no. */
export async function paymentRefusalOf(db: Queries, checkoutId: string): Promise<PaymentRefusal | null> {
  const last = await db
    .selectFrom('risk_assessment')
    .leftJoin('risk_review', 'risk_review.assessmentId', 'risk_assessment.assessmentId')
    .select(['risk_assessment.decision', 'risk_assessment.learnerId', 'risk_assessment.conversationId'])
    .select('risk_review.status')
    .where('risk_assessment.checkoutId', '=', checkoutId)
    .orderBy('risk_assessment.createdAtMs', 'desc')
    .orderBy('risk_assessment.assessmentId', 'desc')
    .executeTakeFirst();
  if (last === undefined) return null;
  const { decision, status, learnerId, conversationId } = last;
  if (status === 'expired') return { subject: 'review_expired', learnerId, conversationId };
  const rejected = await db
    .selectFrom('risk_review')
    .select('reviewId')
    .where('checkoutId', '=', checkoutId)
    .where('status', '=', 'rejected')
    .executeTakeFirst();
  if (decision !== 'block' || rejected !== undefined) return null;
  return { subject: 'payment_blocked', learnerId, conversationId };
}
