import { letThrough } from './allowance.ts';
import { conclude } from './decide/conclude.ts';
import type { RiskDeps } from './deps.ts';
import type { Keys } from './engine/types.ts';
import { extractFeatures } from './features.ts';
import { countVelocity } from './history/count-velocity.ts';
import { type History, unknownHistory, withoutHistory } from './history/unknown-history.ts';
import { chooseModel } from './models/choose-model.ts';
import { findReviewOfCheckout } from './store.ts';
import type { Assessment, Check, JudgePayment } from './types.ts';
import { idNumber, milliTypicalOf } from './velocity/risk-event-of.ts';

/**
 * Judges a press of pay: reads, decides, writes nothing. Call it before the transaction that writes the attempt and
 * give what it returns to `saveAssessment` inside.
 */
export async function judgePayment(deps: RiskDeps, command: JudgePayment): Promise<Assessment> {
  const nowMs = deps.clock.nowMs();
  const wallMs = deps.clock.wallMs();
  const [{ history, degraded }, review, page] = await Promise.all([
    historyOf(deps, { learnerId: command.learnerId, nowMs }),
    findReviewOfCheckout(deps.db.query, command.checkoutId),
    deps.ruleBook.page(),
  ]);
  const assessmentId = deps.newId('asm');
  const judged = { ...command, keys: deps.velocity.withKnownPayers(keysOf(deps, command)) };
  const velocity = await deps.velocity.count({
    id: idNumber(assessmentId),
    atMs: nowMs,
    keys: judged.keys,
    amount: milliTypicalOf(command),
  });
  const extracted = extractFeatures(command, { ...history, velocity }, { nowMs, wallMs });
  const { learnerId } = command;
  const chosen = chooseModel(deps, { plans: page.plans, learnerId, nowMs });
  const features = degraded.length === 0 ? extracted : withoutHistory(extracted);
  const beganMs = performance.now();
  const concluded = conclude(
    { page, ...chosen, policy: deps.policy },
    {
      ...{ command: judged, features, review: review ?? null, degraded, nowMs, wallMs },
      elapsedMs: () => performance.now() - beganMs,
    },
  );
  return {
    assessmentId,
    command: judged,
    judgedAtMs: nowMs,
    ...(history.isAllowed ? letThrough(concluded) : concluded),
  };
}

/** What lists, snoozes and velocity know the press by; the learner always. */
function keysOf({ hashKey }: RiskDeps, { learnerId, identifiers = {}, keys }: JudgePayment): Keys {
  const hashed = Object.entries(identifiers).map(([name, values]) => [
    name,
    [values].flat().map((value) => hashKey(name, value)),
  ]);
  return { learner: hashKey('learner', learnerId), ...Object.fromEntries(hashed), ...keys };
}

/** A history that cannot be read is missing, and the policy says what that means. */
async function historyOf(
  deps: RiskDeps,
  wanted: { learnerId: string; nowMs: number },
): Promise<{ history: History; degraded: Check[] }> {
  try {
    return { history: await countVelocity(deps, wanted), degraded: [] };
  } catch (error) {
    deps.log.error({ error }, 'the history of a learner could not be read for risk');
    return { history: unknownHistory, degraded: ['history'] };
  }
}
