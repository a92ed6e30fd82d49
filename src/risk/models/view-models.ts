import type { ModelsView } from '../wire.ts';
import { championOf } from './choose-model.ts';
import type { ModelsDeps } from './deps.ts';
import { isInForce, type ModelPlan } from './model-plan.ts';
import { findOpenPlans, findPastPlans } from './store.ts';

const PAST_SHOWN = 10;

/** Every model there is, what each does, and what waits for a second person, as `actor` sees it. */
export async function viewModels(deps: ModelsDeps, actor: string): Promise<ModelsView> {
  deps.models.look();
  const nowMs = deps.clock.nowMs();
  const [open, past] = await Promise.all([
    findOpenPlans(deps.db.query),
    findPastPlans(deps.db.query, PAST_SHOWN),
  ]);
  const champion = championOf(deps.models, { plans: open, nowMs });
  return {
    champion: champion.model?.version ?? null,
    isChampionMissing: champion.isMissing,
    models: deps.models.loaded().map(({ version, labels }) => ({ version, labels })),
    refused: [...deps.models.refused()],
    inForce: open.filter((plan) => isInForce(plan, nowMs)).map((plan) => viewPlan(plan, actor)),
    wishes: open.filter(({ status }) => status === 'requested').map((plan) => viewPlan(plan, actor)),
    past: [...open.filter((plan) => plan.status === 'live' && !isInForce(plan, nowMs)), ...past].map((plan) =>
      viewPlan(plan, actor),
    ),
  };
}

/** A plan for those who work with it. */
export function viewPlan(plan: ModelPlan, actor: string): ModelsView['inForce'][number] {
  const { planId, modelVersion, role, sharePercent, endsAtMs, status, note, requestedBy, decidedBy } = plan;
  return {
    ...{ planId, modelVersion, role, sharePercent, endsAtMs, status, note, requestedBy, decidedBy },
    createdAtMs: plan.createdAtMs,
    mayApprove: plan.requestedBy !== actor,
  };
}
