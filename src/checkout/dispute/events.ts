import type { Tx } from '../../kernel/db/database.ts';
import { appendEvent, type OutboxDeps } from '../../kernel/outbox.ts';
import type { Dispute } from './store.ts';

/** A dispute was opened by the payer, or decided by the gateway. */
export function disputeChanged(
  deps: OutboxDeps,
  tx: Tx,
  { dispute, how }: { dispute: Dispute; how: 'opened' | 'won' | 'lost' },
): Promise<string> {
  const { disputeId, paymentId, orderId, gateway, gatewayDisputeId, amountMinor, currency } = dispute;
  return appendEvent(deps, tx, {
    type: `dispute.${how}`,
    subjectId: disputeId,
    learnerId: dispute.learnerId,
    conversationId: dispute.conversationId,
    livemode: dispute.livemode === 1,
    payload: {
      ...{ disputeId, paymentId, orderId, gateway, gatewayDisputeId, amountMinor, currency },
      reason: dispute.reason,
      evidenceDueAtMs: dispute.evidenceDueAtMs,
    },
  });
}
