import { hasOneWriter, type Queries, sql, type Tx } from '../kernel/db/database.ts';
import { insertRow, prepared } from '../kernel/db/prepared.ts';
import type { RiskReview } from '../kernel/db/tables.ts';
import type { Assessment, Reason, ReviewStanding, ReviewState, RuleHit } from './types.ts';
import { windows } from './windows.ts';

export type Review = Omit<RiskReview, 'status'> & { readonly status: ReviewState };

interface Mode {
  readonly livemode: boolean;
}

const modeOf = ({ livemode }: Mode): number => (livemode ? 1 : 0);

/**
 * Lets the presses of one learner through one after another until the transaction ends, so that each counts those
 * before it. With one writer they come so anyway. The pair of numbers is a space of its own among advisory locks.
 */
export async function holdPresses(tx: Tx, learnerId: string): Promise<void> {
  if (hasOneWriter(tx)) return;
  await sql`SELECT pg_advisory_xact_lock(hashtext('risk.presses'), hashtext(${learnerId}))`.execute(tx);
}

/** How often a learner pressed pay before `nowMs`, the present transaction's own rows included. */
export async function countPresses(
  queries: Queries,
  { learnerId, nowMs, livemode }: Mode & { learnerId: string; nowMs: number },
): Promise<{ within1h: number; within24h: number }> {
  const [row] = await countOfLearner(queries, {
    learnerId,
    hourAgoMs: nowMs - windows.pressesShortMs,
    dayAgoMs: nowMs - windows.dayMs,
    livemode: modeOf({ livemode }),
  });
  return { within1h: row?.within1h ?? 0, within24h: row?.within24h ?? 0 };
}

interface Presses {
  readonly learnerId: string;
  readonly hourAgoMs: number;
  readonly dayAgoMs: number;
  readonly livemode: number;
}

const countOfLearner = prepared((db, presses: Presses) =>
  db
    .selectFrom('risk_assessment')
    .select((of) => [
      of.fn.countAll<number>().as('within24h'),
      of.fn.countAll<number>().filterWhere('createdAtMs', '>', presses.hourAgoMs).as('within1h'),
    ])
    .where('learnerId', '=', presses.learnerId)
    .where('createdAtMs', '>', presses.dayAgoMs)
    .where('livemode', '=', presses.livemode),
);

/** Appends an assessment; assessments are never changed (M8). */
export async function insertAssessment(tx: Tx, assessment: Assessment, mode: Mode): Promise<void> {
  const { command } = assessment;
  await insertRow(tx, 'risk_assessment', {
    assessmentId: assessment.assessmentId,
    checkoutId: command.checkoutId,
    learnerId: command.learnerId,
    conversationId: command.conversationId,
    livemode: modeOf(mode),
    currency: command.currency,
    amountMinor: command.amountMinor,
    method: command.method,
    decision: assessment.decision,
    score: assessment.score,
    modelVersion: assessment.modelVersion,
    features: JSON.stringify(assessment.features),
    ruleHits: JSON.stringify(assessment.ruleHits),
    reasons: JSON.stringify({ reasons: assessment.reasons, learnerMessage: assessment.learnerMessage }),
    createdAtMs: assessment.judgedAtMs,
    detail: assessment.detail === null ? null : JSON.stringify(assessment.detail),
  });
}

/** Writes an open review unless the checkout has one; says whether it was written. */
export async function insertReview(tx: Tx, review: Review): Promise<boolean> {
  const result = await tx
    .insertInto('risk_review')
    .values(review)
    .onConflict((conflict) => conflict.column('openKey').doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The newest review of a checkout, found by its assessments. */
export async function findReviewOfCheckout(
  queries: Queries,
  checkoutId: string,
): Promise<ReviewStanding | undefined> {
  const reviews = await reviewsOfCheckout(queries, { checkoutId });
  const newest = reviews.reduce<(typeof reviews)[number] | undefined>(
    (last, review) => (last !== undefined && isNewer(last, review) ? last : review),
    undefined,
  );
  return newest && { reviewId: newest.reviewId, status: newest.status as ReviewState };
}

type Made = Pick<Review, 'createdAtMs' | 'reviewId'>;

function isNewer(one: Made, other: Made): boolean {
  if (one.createdAtMs !== other.createdAtMs) return one.createdAtMs > other.createdAtMs;
  return one.reviewId > other.reviewId;
}

/** In no order: most checkouts have none, and sorting nothing costs more than finding it. */
const reviewsOfCheckout = prepared((db, { checkoutId }: { checkoutId: string }) =>
  db
    .selectFrom('risk_assessment')
    .innerJoin('risk_review', 'risk_review.assessmentId', 'risk_assessment.assessmentId')
    .select(['risk_review.reviewId', 'risk_review.status', 'risk_review.createdAtMs'])
    .where('risk_assessment.checkoutId', '=', checkoutId),
);

export async function findOpenReview(tx: Tx, checkoutId: string): Promise<Review | undefined> {
  const row = await tx
    .selectFrom('risk_review')
    .selectAll()
    .where('openKey', '=', checkoutId)
    .forUpdate()
    .executeTakeFirst();
  return row && { ...row, status: row.status as ReviewState };
}

export async function lockReview(tx: Tx, reviewId: string): Promise<Review | undefined> {
  const row = await tx
    .selectFrom('risk_review')
    .selectAll()
    .where('reviewId', '=', reviewId)
    .forUpdate()
    .executeTakeFirst();
  return row && { ...row, status: row.status as ReviewState };
}

export async function updateReview(tx: Tx, review: Review): Promise<void> {
  const { reviewId, status, openKey, decidedBy, note, decidedAtMs } = review;
  await tx
    .updateTable('risk_review')
    .set({ status, openKey, decidedBy, note, decidedAtMs })
    .where('reviewId', '=', reviewId)
    .execute();
}

/** A review with the assessment that asked for it, for the people who decide. */
export interface ReviewItem {
  readonly reviewId: string;
  readonly status: ReviewState;
  readonly checkoutId: string;
  readonly learnerId: string;
  readonly conversationId: string | null;
  readonly amountMinor: number;
  readonly currency: string;
  readonly method: string | null;
  readonly score: number | null;
  readonly modelVersion: string | null;
  readonly features: Readonly<Record<string, number | null>>;
  readonly ruleHits: readonly RuleHit[];
  readonly reasons: readonly Reason[];
  readonly decidedBy: string | null;
  readonly note: string | null;
  readonly createdAtMs: number;
  readonly decidedAtMs: number | null;
}

export async function findReviews(
  queries: Queries,
  wanted: Mode & { status: ReviewState; limit: number },
): Promise<ReviewItem[]> {
  const rows = await queries
    .selectFrom('risk_review')
    .innerJoin('risk_assessment', 'risk_assessment.assessmentId', 'risk_review.assessmentId')
    .selectAll('risk_assessment')
    .select(['risk_review.reviewId', 'risk_review.status', 'risk_review.decidedBy', 'risk_review.note'])
    .select(['risk_review.createdAtMs as openedAtMs', 'risk_review.decidedAtMs'])
    .where('risk_review.status', '=', wanted.status)
    .where('risk_review.livemode', '=', modeOf(wanted))
    .orderBy('risk_review.createdAtMs', wanted.status === 'open' ? 'asc' : 'desc')
    .orderBy('risk_review.reviewId')
    .limit(wanted.limit)
    .execute();
  return rows.map((row) => ({
    reviewId: row.reviewId,
    status: row.status as ReviewState,
    checkoutId: row.checkoutId,
    learnerId: row.learnerId,
    conversationId: row.conversationId,
    amountMinor: row.amountMinor,
    currency: row.currency,
    method: row.method,
    score: row.score,
    modelVersion: row.modelVersion,
    features: JSON.parse(row.features),
    ruleHits: JSON.parse(row.ruleHits),
    reasons: JSON.parse(row.reasons).reasons,
    decidedBy: row.decidedBy,
    note: row.note,
    createdAtMs: row.openedAtMs,
    decidedAtMs: row.decidedAtMs,
  }));
}
