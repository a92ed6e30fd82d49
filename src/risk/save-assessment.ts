import { afterCommit, type Tx } from '../kernel/db/database.ts';
import { conclude } from './decide/conclude.ts';
import { countDegraded } from './degraded.ts';
import type { RiskDeps } from './deps.ts';
import { riskAssessed } from './events.ts';
import { chooseModel } from './models/choose-model.ts';
import { countPresses, holdPresses, insertAssessment } from './store.ts';
import type { Assessment } from './types.ts';

/**
 * Appends the assessment and `risk.assessed` in the caller's transaction and returns it as it counts: presses of the
 * same instant are counted again here, one after another, so the decision may be stronger than the one that was
 * judged. Act on what this returns. A refused press must be committed too: throw after the transaction, not in it.
 */
export async function saveAssessment(deps: RiskDeps, tx: Tx, judged: Assessment): Promise<Assessment> {
  const { learnerId } = judged.command;
  await holdPresses(tx, learnerId);
  const presses = await countPresses(tx, { learnerId, nowMs: judged.judgedAtMs, livemode: deps.livemode });
  const assessment = reconsider(deps, judged, presses);
  await insertAssessment(tx, assessment, deps);
  await riskAssessed(deps, tx, assessment);
  const decisions = deps.meter.counter('tilltalk_risk_decisions_total', 'Presses of pay by decision', [
    'decision',
  ]);
  afterCommit(tx, () => {
    decisions.inc({ decision: assessment.decision });
    countMissing(deps, assessment);
  });
  return assessment;
}

/** Counts as judged stay when nothing came in between; else the same judgement with the higher ones. */
function reconsider(
  deps: RiskDeps,
  judged: Assessment,
  { within1h, within24h }: { within1h: number; within24h: number },
): Assessment {
  const { features } = judged;
  const payments_1h = Math.max(features.payments_1h ?? 0, within1h + 1);
  const payments_24h = Math.max(features.payments_24h ?? 0, within24h + 1);
  if (payments_1h === features.payments_1h && payments_24h === features.payments_24h) return judged;
  const { command, review, detail, judgedAtMs } = judged;
  const page = deps.ruleBook.current();
  const asked = { plans: page.plans, learnerId: command.learnerId, nowMs: judgedAtMs };
  const concluded = conclude(
    { page, ...chooseModel(deps, asked), policy: deps.policy },
    {
      command,
      features: { ...features, payments_1h, payments_24h },
      review,
      degraded: (detail?.degraded ?? []).filter((check) => check === 'history'),
      nowMs: judgedAtMs,
      wallMs: deps.clock.wallMs(),
    },
  );
  return { ...judged, ...concluded };
}

/** What had to be done without is visible, for each press and each rule. */
function countMissing({ meter }: RiskDeps, { detail }: Assessment): void {
  for (const check of detail?.degraded ?? []) countDegraded(meter, check);
  if (detail?.missing === undefined) return;
  const rules = meter.counter('tilltalk_risk_rule_missing_total', 'Presses for which a rule lacked a field', [
    'rule',
  ]);
  for (const rule of detail.missing) rules.inc({ rule });
}
