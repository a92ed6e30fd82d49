import { appendAudit } from '../../kernel/audit/append-audit.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { riskErrors } from '../errors.ts';
import { changeBook } from '../rules/change-book.ts';
import type { ModelsDeps } from './deps.ts';
import type { ModelPlan } from './model-plan.ts';
import { endedPlan } from './plan-model.ts';
import { findPlan, updatePlan } from './store.ts';

/**
 * Ends a challenger or shadow before its date: back to the champion needs no second person. A champion is ended by the next
 * one. Throws `not_found`, `model_plan_refused`.
 */
export function endPlan(
  deps: ModelsDeps,
  { planId, actor }: { planId: string; actor: string },
): Promise<ModelPlan> {
  return changeBook(deps, async (tx) => {
    const plan = await findPlan(tx, planId);
    if (plan === undefined) throw new DomainError(kernelErrors.not_found);
    if (plan.status !== 'live' || plan.role === 'champion')
      throw new DomainError(riskErrors.model_plan_refused, { extensions: { status: plan.status } });
    const over = endedPlan(plan, { by: actor, nowMs: deps.clock.nowMs() });
    await updatePlan(tx, over);
    const { role, modelVersion } = plan;
    await appendAudit(deps, tx, {
      ...{ action: 'model.plan_ended', actor, subjectId: planId, detail: { role, modelVersion } },
    });
    return over;
  });
}
