import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { canTransition } from '../../kernel/state-machine.ts';
import { riskErrors } from '../errors.ts';
import { changeBook } from '../rules/change-book.ts';
import type { ModelsDeps } from './deps.ts';
import { liveKeyOf, type ModelPlan, planTransitions } from './model-plan.ts';
import { endedPlan } from './plan-model.ts';
import { findOpenPlans, findPlan, updatePlan } from './store.ts';

export interface DecidePlan {
  readonly planId: string;
  readonly decision: 'approved' | 'declined';
  /** `staff:ID`, never who asked for it. */
  readonly actor: string;
}

/**
 * A second person lets a champion or challenger begin, or declines it. Throws `not_found`, `second_person_needed` when they
 * ask for themselves, `model_plan_refused` when it waits no longer, `model_not_loaded` when its artifact is gone.
 */
export function decidePlan(deps: ModelsDeps, command: DecidePlan): Promise<ModelPlan> {
  return changeBook(deps, (tx) => settle(deps, tx, command));
}

async function settle(deps: ModelsDeps, tx: Tx, { planId, decision, actor }: DecidePlan): Promise<ModelPlan> {
  const plan = await findPlan(tx, planId);
  if (plan === undefined) throw new DomainError(kernelErrors.not_found);
  const status = decision === 'approved' ? 'live' : 'declined';
  if (!canTransition(planTransitions, plan.status, status))
    throw new DomainError(riskErrors.model_plan_refused, { extensions: { status: plan.status } });
  // Taking one's own wish back needs nobody else.
  if (decision === 'approved' && plan.requestedBy === actor)
    throw new DomainError(riskErrors.second_person_needed);
  if (decision === 'approved' && deps.models.find(plan.modelVersion) === undefined)
    throw new DomainError(riskErrors.model_not_loaded);
  const nowMs = deps.clock.nowMs();
  if (decision === 'approved') await makeRoom(tx, { plan, actor, nowMs });
  const decided: ModelPlan = {
    ...{ ...plan, status, openKey: null, decidedBy: actor, decidedAtMs: nowMs },
    liveKey: status === 'live' ? liveKeyOf(plan) : null,
  };
  await updatePlan(tx, decided);
  const { role, modelVersion } = plan;
  await appendAudit(deps, tx, {
    action: decision === 'approved' ? 'model.put_live' : 'model.plan_declined',
    ...{ actor, subjectId: planId, detail: { role, modelVersion } },
  });
  return decided;
}

/** What held the role ends; a challenger or shadow that becomes champion is one no longer. */
async function makeRoom(
  tx: Tx,
  { plan, actor, nowMs }: { plan: ModelPlan; actor: string; nowMs: number },
): Promise<void> {
  for (const other of await findOpenPlans(tx)) {
    if (other.status !== 'live') continue;
    const isPredecessor = other.role === plan.role;
    if (isPredecessor || other.modelVersion === plan.modelVersion)
      await updatePlan(tx, endedPlan(other, { by: actor, nowMs }));
  }
}
