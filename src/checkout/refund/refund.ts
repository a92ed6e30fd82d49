import type { Transitions } from '../../kernel/state-machine.ts';

export type RefundState = 'created' | 'pending' | 'unknown' | 'succeeded' | 'failed' | 'manual';

/**
 * `created`: the gateway was surely not asked yet. `unknown`: it may have been; committed before each first call (M4).
 * `manual`: the gateway cannot or will not do it; a person decides (M15), unless the gateway says late that it did.
 * `failed`: nothing goes back: given up by a person, or overtaken by a lost dispute.
 */
export const refundTransitions: Transitions<RefundState> = {
  created: ['unknown', 'succeeded', 'failed'],
  unknown: ['pending', 'unknown', 'succeeded', 'manual'],
  pending: ['pending', 'unknown', 'succeeded', 'manual'],
  manual: ['succeeded', 'failed'],
  succeeded: [],
  failed: [],
};
