import type { Transitions } from '../../kernel/state-machine.ts';

export type RefundState = 'created' | 'pending' | 'unknown' | 'succeeded' | 'failed' | 'manual';

/** `manual`: the gateway refused for good; a person decides (M15). */
export const refundTransitions: Transitions<RefundState> = {
  created: ['pending', 'unknown', 'succeeded', 'manual'],
  unknown: ['pending', 'unknown', 'succeeded', 'manual'],
  pending: ['pending', 'unknown', 'succeeded', 'failed', 'manual'],
  succeeded: [],
  failed: ['manual'],
  manual: ['succeeded'],
};
