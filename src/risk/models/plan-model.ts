import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { DomainError } from '../../kernel/errors.ts';
import { transition } from '../../kernel/state-machine.ts';
import { riskErrors } from '../errors.ts';
import { changeBook } from '../rules/change-book.ts';
import type { ModelsDeps } from './deps.ts';
import { liveKeyOf, type ModelPlan, type ModelRole, planTransitions } from './model-plan.ts';
import { findOpenPlans, findPlansOf, insertPlan, updatePlan } from './store.ts';

export interface PlanModel {
  readonly modelVersion: string;
  readonly role: ModelRole;
  /** Of learners, 1 to 50; a challenger's alone. */
  readonly sharePercent: number | null;
  /** Business time in ms; null for a champion, which has no end. */
  readonly endsAtMs: number | null;
  readonly note: string | null;
  readonly actor: string;
}

/**
 * Plans what a model is to do. A shadow begins at once, since it decides nothing; a champion or challenger waits for a second
 * person (`decidePlan`). Throws `model_not_loaded`, and `model_plan_refused` when the role is asked for already or the model
 * has one.
 */
export async function planModel(deps: ModelsDeps, command: PlanModel): Promise<ModelPlan> {
  deps.models.look();
  if (deps.models.find(command.modelVersion) === undefined)
    throw new DomainError(riskErrors.model_not_loaded);
  return changeBook(deps, async (tx) => {
    await refuseWhenTaken(deps, tx, command);
    const plan = planOf(deps, command);
    await insertPlan(tx, plan);
    const { role, modelVersion, sharePercent } = plan;
    await appendAudit(deps, tx, {
      action: role === 'shadow' ? 'model.shadowed' : 'model.plan_requested',
      ...{ actor: command.actor, subjectId: plan.planId, detail: { role, modelVersion, sharePercent } },
    });
    return plan;
  });
}

async function refuseWhenTaken(
  { clock }: ModelsDeps,
  tx: Tx,
  { role, modelVersion }: PlanModel,
): Promise<void> {
  const nowMs = clock.nowMs();
  for (const plan of await findOpenPlans(tx)) {
    const isOver = plan.endsAtMs !== null && plan.endsAtMs <= nowMs;
    const isSame = plan.role === role && plan.modelVersion === modelVersion;
    if (plan.status === 'requested' ? plan.openKey === role : isSame && !isOver)
      throw new DomainError(riskErrors.model_plan_refused, { extensions: { planId: plan.planId } });
  }
  if (role === 'shadow') await endLive(tx, { plans: await findPlansOf(tx, role), modelVersion, nowMs });
}

/** A shadow whose date is over makes room for the same model's next. */
async function endLive(
  tx: Tx,
  { plans, modelVersion, nowMs }: { plans: readonly ModelPlan[]; modelVersion: string; nowMs: number },
): Promise<void> {
  for (const plan of plans)
    if (plan.modelVersion === modelVersion) await updatePlan(tx, endedPlan(plan, { by: 'system', nowMs }));
}

function planOf({ clock, newId }: ModelsDeps, command: PlanModel): ModelPlan {
  const { modelVersion, role, sharePercent, endsAtMs, note, actor } = command;
  const nowMs = clock.nowMs();
  const isShadow = role === 'shadow';
  return {
    ...{ planId: newId('rmp'), modelVersion, role, sharePercent, endsAtMs, note },
    status: isShadow ? 'live' : 'requested',
    openKey: isShadow ? null : role,
    liveKey: isShadow ? liveKeyOf(command) : null,
    ...{ requestedBy: actor, decidedBy: null, endedBy: null },
    ...{ createdAtMs: nowMs, decidedAtMs: isShadow ? nowMs : null, endedAtMs: null },
  };
}

/** The plan as it is once it is over. */
export function endedPlan(plan: ModelPlan, { by, nowMs }: { by: string; nowMs: number }): ModelPlan {
  const status = transition(planTransitions, plan.status, 'ended');
  return { ...plan, status, liveKey: null, endedBy: by, endedAtMs: nowMs };
}
