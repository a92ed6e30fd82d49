import type { Transitions } from '../../kernel/state-machine.ts';

export type PaymentState =
  | 'created'
  | 'requires_action'
  | 'processing'
  | 'authorized'
  | 'succeeded'
  | 'partially_refunded'
  | 'refunded'
  | 'disputed'
  | 'failed'
  | 'canceled';

/**
 * `processing`: the gateway may or may not have charged. `authorized`: reserved, not taken; nothing is granted yet.
 * `failed` may be tried again; it and `canceled` may still succeed: money can be late. `disputed`: contested, or lost
 * as a chargeback; won, it is again what its refunds make of it.
 */
export const paymentTransitions: Transitions<PaymentState> = {
  created: ['requires_action', 'processing', 'authorized', 'succeeded', 'failed', 'canceled'],
  requires_action: ['authorized', 'succeeded', 'failed', 'canceled'],
  processing: ['authorized', 'succeeded', 'failed', 'canceled'],
  authorized: ['processing', 'succeeded', 'failed', 'canceled'],
  failed: ['requires_action', 'processing', 'authorized', 'succeeded', 'canceled'],
  canceled: ['succeeded'],
  succeeded: ['partially_refunded', 'refunded', 'disputed'],
  partially_refunded: ['partially_refunded', 'refunded', 'disputed'],
  refunded: ['disputed'],
  disputed: ['succeeded', 'partially_refunded', 'refunded'],
};

/** States in which the total has been collected, whatever was returned since. */
export const collectedStates: readonly PaymentState[] = [
  'succeeded',
  'partially_refunded',
  'refunded',
  'disputed',
];
