import type { Transitions } from '../../kernel/state-machine.ts';

export type DisputeState = 'opened' | 'won' | 'lost';

/** `lost` is a chargeback: the money is gone. The gateway alone decides. */
export const disputeTransitions: Transitions<DisputeState> = {
  opened: ['won', 'lost'],
  won: [],
  lost: [],
};
