import type { Transitions } from '../../kernel/state-machine.ts';

export type DeliveryStatus = 'pending' | 'delivered' | 'failed';

/** What failed may still arrive when somebody sends it again. */
export const deliveryTransitions: Transitions<DeliveryStatus> = {
  pending: ['delivered', 'failed'],
  delivered: [],
  failed: ['delivered'],
};
