import type { Transitions } from '../../kernel/state-machine.ts';
import type { ReviewState } from '../types.ts';

/** A held payment that a person decides. `expired`: its checkout ended before anybody did. */
export const reviewTransitions: Transitions<ReviewState> = {
  open: ['approved', 'rejected', 'expired'],
  approved: [],
  rejected: [],
  expired: [],
};
