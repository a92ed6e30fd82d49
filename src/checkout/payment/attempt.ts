import type { Transitions } from '../../kernel/state-machine.ts';

export type AttemptState =
  | 'created'
  | 'requires_action'
  | 'closing'
  | 'unknown'
  | 'authorized'
  | 'succeeded'
  | 'surplus'
  | 'failed'
  | 'canceled';

/**
 * `created`: committed, the gateway not heard yet. `closing`: being closed at the gateway; it may still charge.
 * `unknown`: in doubt, after the first call or after a capture. `authorized`: the money is reserved, to be captured or
 * voided. `succeeded`: its capture counts. `surplus`: its capture does not, and is refunded. Money can arrive on an
 * attempt that we thought over, so `failed` and `canceled` lead there too (M10).
 */
export const attemptTransitions: Transitions<AttemptState> = {
  created: [
    'requires_action',
    'unknown',
    'authorized',
    'closing',
    'succeeded',
    'surplus',
    'failed',
    'canceled',
  ],
  requires_action: ['authorized', 'closing', 'succeeded', 'surplus', 'failed', 'canceled'],
  closing: ['succeeded', 'surplus', 'failed', 'canceled'],
  unknown: ['authorized', 'closing', 'succeeded', 'surplus', 'failed', 'canceled'],
  authorized: ['unknown', 'closing', 'succeeded', 'surplus', 'failed', 'canceled'],
  succeeded: [],
  surplus: [],
  failed: ['succeeded', 'surplus'],
  canceled: ['succeeded', 'surplus'],
};

/** States in which the gateway may still charge: one attempt of a payment at a time (M3). */
export const liveStates: readonly AttemptState[] = [
  'created',
  'requires_action',
  'closing',
  'unknown',
  'authorized',
];

/** What keeps a second live attempt out: set while live, null afterwards. */
export function liveKeyOf(state: AttemptState, paymentId: string): string | null {
  return liveStates.includes(state) ? paymentId : null;
}
