import type { RiskDeps } from '../deps.ts';
import type { RiskModel } from '../model/model.ts';
import { isInForce, type ModelPlan, type ModelRole } from './model-plan.ts';

/** Which model judges a press. */
export interface ChosenModel {
  /** Null when no artifact may serve. */
  readonly model: RiskModel | null;
  /** True when it is a learner of the challenger's share. */
  readonly isChallenger: boolean;
  /** True when a planned model is not there and another one, or none, judges in its place. */
  readonly isMissing: boolean;
}

type Choosing = Pick<RiskDeps, 'models' | 'hashKey'>;

interface Asked {
  readonly plans: readonly ModelPlan[];
  readonly learnerId: string;
  readonly nowMs: number;
}

/**
 * The champion's model, or the challenger's for its share of learners: a learner stays on their side as long as the plan
 * lasts. Asks no database; while nothing is planned it is a look at an empty list.
 */
export function chooseModel({ models, hashKey }: Choosing, { plans, learnerId, nowMs }: Asked): ChosenModel {
  if (plans.length === 0) return { model: models.standard, isChallenger: false, isMissing: false };
  const challenger = inForce(plans, 'challenger', nowMs);
  const challenging = challenger && models.find(challenger.modelVersion);
  if (challenger !== undefined && isOfShare(hashKey, challenger, learnerId)) {
    if (challenging !== undefined) return { model: challenging, isChallenger: true, isMissing: false };
    return { model: championOf(models, { plans, nowMs }).model, isChallenger: false, isMissing: true };
  }
  return { ...championOf(models, { plans, nowMs }), isChallenger: false };
}

/** The model that decides for everybody outside a challenger's share. */
export function championOf(
  models: RiskDeps['models'],
  { plans, nowMs }: Omit<Asked, 'learnerId'>,
): { model: RiskModel | null; isMissing: boolean } {
  const plan = inForce(plans, 'champion', nowMs);
  if (plan === undefined) return { model: models.standard, isMissing: false };
  const model = models.find(plan.modelVersion);
  return { model: model ?? models.standard, isMissing: model === undefined };
}

function inForce(plans: readonly ModelPlan[], role: ModelRole, nowMs: number): ModelPlan | undefined {
  return plans.find((plan) => plan.role === role && isInForce(plan, nowMs));
}

/** By the plan's id, so that another experiment draws other learners. */
function isOfShare(hashKey: Choosing['hashKey'], plan: ModelPlan, learnerId: string): boolean {
  return hashKey(`challenger:${plan.planId}`, learnerId) % 100 < (plan.sharePercent ?? 0);
}
