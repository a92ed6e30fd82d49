import type { Transitions } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import type { GatewayComplaint } from '../gateway/types.ts';

export type ComplaintState = GatewayComplaint['status'];

/** A payer may complain on after a case was closed; the gateway then opens the same one again. */
export const complaintTransitions: Transitions<ComplaintState> = {
  opened: ['processing', 'closed'],
  processing: ['opened', 'closed'],
  closed: ['opened', 'processing'],
};

/** What keeping complaints needs of selling. */
export type ComplaintDeps = Pick<
  CheckoutDeps,
  'db' | 'clock' | 'newId' | 'meter' | 'livemode' | 'gateways' | 'wakeJob'
>;
