import type { Transitions } from '../../kernel/state-machine.ts';

export type EntitlementState = 'active' | 'paused' | 'revoked';

export const entitlementTransitions: Transitions<EntitlementState> = {
  active: ['paused', 'revoked'],
  paused: ['active', 'revoked'],
  revoked: [],
};

/** What allows one entitlement for a learner, product and mode at a time (M3). */
export function activeKeyOf(entitlement: { livemode: number; learnerId: string; productId: string }): string {
  return `${entitlement.livemode === 1 ? 'live' : 'test'}:${entitlement.learnerId}:${entitlement.productId}`;
}
