import type { RiskDeps } from './deps.ts';
import { judgePayment } from './judge-payment.ts';
import { openReview } from './review/open-review.ts';
import { saveAssessment } from './save-assessment.ts';
import type { Assessment, JudgePayment } from './types.ts';

/**
 * Judges a press of pay and commits the assessment, and a review when one is asked for, in a transaction of their own:
 * for callers that write nothing else in the same breath. `refusalOf` makes the error of a block or a hold.
 */
export async function assessPayment(deps: RiskDeps, command: JudgePayment): Promise<Assessment> {
  const judged = await judgePayment(deps, command);
  return deps.db.transact(async (tx) => {
    const assessment = await saveAssessment(deps, tx, judged);
    if (assessment.decision === 'review') await openReview(deps, tx, assessment);
    return assessment;
  });
}
