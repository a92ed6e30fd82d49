import { letThrough } from './allowance.ts';
import { conclude } from './conclude.ts';
import { countDegraded } from './degraded.ts';
import type { RiskDeps } from './deps.ts';
import { extractFeatures } from './features.ts';
import { countVelocity } from './history/count-velocity.ts';
import { findReviewOfCheckout } from './store.ts';
import type { Assessment, JudgePayment } from './types.ts';

/**
 * Judges a press of pay: reads, decides, writes nothing. Call it before the transaction that writes the attempt and
 * give what it returns to `saveAssessment` inside.
 */
export async function judgePayment(deps: RiskDeps, command: JudgePayment): Promise<Assessment> {
  const nowMs = deps.clock.nowMs();
  const [history, review] = await Promise.all([
    countVelocity(deps, { learnerId: command.learnerId, nowMs }),
    findReviewOfCheckout(deps.db.query, command.checkoutId),
  ]);
  if (deps.model === null) countDegraded(deps.meter, 'model');
  const features = extractFeatures(command, history, { nowMs, wallMs: deps.clock.wallMs() });
  const concluded = conclude(deps, features, review ?? null);
  return {
    assessmentId: deps.newId('asm'),
    command,
    judgedAtMs: nowMs,
    ...(history.isAllowed ? letThrough(concluded) : concluded),
  };
}
