import type { Queries } from '../../kernel/db/database.ts';
import type { RiskDeps } from '../deps.ts';

/** What was judged of a learner's presses of pay, for those who help them. */
export interface LearnerRisk {
  readonly assessments: {
    readonly assessmentId: string;
    readonly checkoutId: string;
    readonly decision: string;
    readonly score: number | null;
    readonly currency: string;
    readonly amountMinor: number;
    /** Sentences for staff, most important first. */
    readonly reasons: string[];
    readonly createdAtMs: number;
  }[];
  readonly reviews: {
    readonly reviewId: string;
    readonly assessmentId: string;
    readonly checkoutId: string;
    readonly conversationId: string | null;
    readonly status: string;
    readonly note: string | null;
    readonly createdAtMs: number;
    readonly decidedAtMs: number | null;
  }[];
}

const SHOWN_MAX = 20;

/** The newest judgements and reviews of a learner, at most 20 of each. */
export async function riskOfLearner(
  deps: Pick<RiskDeps, 'db' | 'livemode'>,
  learnerId: string,
): Promise<LearnerRisk> {
  const livemode = deps.livemode ? 1 : 0;
  const [assessments, reviews] = await Promise.all([
    deps.db.query
      .selectFrom('risk_assessment')
      .select(['assessmentId', 'checkoutId', 'decision', 'score', 'currency', 'amountMinor', 'reasons'])
      .select('createdAtMs')
      .where('learnerId', '=', learnerId)
      .where('livemode', '=', livemode)
      .orderBy('createdAtMs', 'desc')
      .orderBy('assessmentId', 'desc')
      .limit(SHOWN_MAX)
      .execute(),
    deps.db.query
      .selectFrom('risk_review')
      .select(['reviewId', 'assessmentId', 'checkoutId', 'conversationId', 'status', 'note'])
      .select(['createdAtMs', 'decidedAtMs'])
      .where('learnerId', '=', learnerId)
      .where('livemode', '=', livemode)
      .orderBy('createdAtMs', 'desc')
      .orderBy('reviewId', 'desc')
      .limit(SHOWN_MAX)
      .execute(),
  ]);
  return {
    assessments: assessments.map(({ reasons, ...rest }) => ({ ...rest, reasons: staffReasons(reasons) })),
    reviews,
  };
}

/** Whether a payment that was begun in this conversation waits for a person. */
export async function hasOpenReview(queries: Queries, conversationId: string): Promise<boolean> {
  const row = await queries
    .selectFrom('risk_review')
    .select('reviewId')
    .where('conversationId', '=', conversationId)
    .where('status', '=', 'open')
    .executeTakeFirst();
  return row !== undefined;
}

/** What an older version wrote in another form is left out rather than kept from being read. */
function staffReasons(json: string): string[] {
  const stored = JSON.parse(json) as { reasons?: unknown } | null;
  const reasons = Array.isArray(stored?.reasons) ? stored.reasons : [];
  return reasons.flatMap((reason: { staff?: unknown } | null) =>
    typeof reason?.staff === 'string' ? [reason.staff] : [],
  );
}
