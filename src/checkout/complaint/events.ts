import type { Tx } from '../../kernel/db/database.ts';
import { appendEvent, type OutboxDeps } from '../../kernel/outbox.ts';
import type { Complaint } from './store.ts';

type Deps = OutboxDeps & { livemode: boolean };

/** A payer complained at a gateway; what it is about may still be unknown. */
export function complaintOpened(deps: Deps, tx: Tx, complaint: Complaint): Promise<string> {
  return appendEvent(deps, tx, { ...factsOf(deps, complaint), type: 'complaint.opened' });
}

/** The gateway said more of a case: its payment, or how it stands. */
export function complaintUpdated(deps: Deps, tx: Tx, complaint: Complaint): Promise<string> {
  return appendEvent(deps, tx, { ...factsOf(deps, complaint), type: 'complaint.updated' });
}

/** Ids and states only: what the payer wrote stays in the case. */
function factsOf(deps: Deps, complaint: Complaint) {
  const { complaintId, gateway, gatewayComplaintId, status, paymentId, orderId } = complaint;
  return {
    subjectId: complaintId,
    learnerId: complaint.learnerId,
    conversationId: complaint.conversationId,
    livemode: deps.livemode,
    payload: { complaintId, gateway, gatewayComplaintId, status, paymentId, orderId },
  };
}
