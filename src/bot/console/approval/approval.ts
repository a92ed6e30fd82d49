import type { Transitions } from '../../../kernel/state-machine.ts';
import type { ApprovalStatus } from './wire.ts';

/** Settled once: who wants it all the same asks again. */
export const approvalTransitions: Transitions<ApprovalStatus> = {
  requested: ['approved', 'declined', 'withdrawn', 'expired'],
  approved: [],
  declined: [],
  withdrawn: [],
  expired: [],
};
