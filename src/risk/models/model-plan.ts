import type { RiskModelPlan } from '../../kernel/db/tables.ts';
import type { Transitions } from '../../kernel/state-machine.ts';

/** What a model may be: it decides, it decides for a share of learners, or it only takes notes. */
export const modelRoles = ['champion', 'challenger', 'shadow'] as const;
export type ModelRole = (typeof modelRoles)[number];

export type PlanState = 'requested' | 'live' | 'declined' | 'ended';

/** What decides waits for a second person; a shadow, which decides nothing, begins at once. Ending needs nobody else. */
export const planTransitions: Transitions<PlanState> = {
  requested: ['live', 'declined'],
  live: ['ended'],
  declined: [],
  ended: [],
};

export type ModelPlan = Omit<RiskModelPlan, 'role' | 'status'> & {
  readonly role: ModelRole;
  readonly status: PlanState;
};

/** There is one champion and one challenger; shadows are as many as there are models. */
export function liveKeyOf({ role, modelVersion }: Pick<ModelPlan, 'role' | 'modelVersion'>): string {
  return role === 'shadow' ? `shadow:${modelVersion}` : role;
}

/** Whether a plan is in force; what ends by its date needs nobody to end it. */
export function isInForce({ status, endsAtMs }: ModelPlan, nowMs: number): boolean {
  return status === 'live' && (endsAtMs === null || nowMs < endsAtMs);
}
