import type { Transitions } from '../../kernel/state-machine.ts';
import type { InvoiceStatus } from './wire.ts';

/** The host platform issues it or says that it does not; a declined one can be asked for anew. */
export const invoiceTransitions: Transitions<InvoiceStatus> = {
  requested: ['issued', 'declined'],
  issued: [],
  declined: [],
};
