import type { Transitions } from '../../kernel/state-machine.ts';

export type PaymentState =
  | 'created'
  | 'requires_action'
  | 'processing'
  | 'succeeded'
  | 'partially_refunded'
  | 'refunded'
  | 'failed'
  | 'canceled';

/** `processing`: the gateway may or may not have charged. `failed` and `canceled` may still succeed: money can be late. */
export const paymentTransitions: Transitions<PaymentState> = {
  created: ['requires_action', 'processing', 'succeeded', 'failed', 'canceled'],
  requires_action: ['requires_action', 'processing', 'succeeded', 'failed', 'canceled'],
  processing: ['requires_action', 'processing', 'succeeded', 'failed', 'canceled'],
  failed: ['created', 'requires_action', 'processing', 'succeeded', 'failed', 'canceled'],
  canceled: ['succeeded'],
  succeeded: ['partially_refunded', 'refunded'],
  partially_refunded: ['partially_refunded', 'refunded'],
  refunded: [],
};

/** States in which the total has been collected, whatever was returned since. */
export const collectedStates: readonly PaymentState[] = ['succeeded', 'partially_refunded', 'refunded'];
