import type { Queries } from '../../kernel/db/database.ts';
import { findRefundLines, type Refund } from './store.ts';
import type { HostRefundView } from './wire.ts';

/** A refund with its shares, for the seller's own servers and people. */
export async function viewRefund(db: Queries, refund: Refund): Promise<HostRefundView> {
  const lines = await findRefundLines(db, refund.refundId);
  const { refundId, paymentId, orderId, kind, status, currency, amountMinor } = refund;
  return {
    ...{ refundId, paymentId, orderId, kind: kind === 'surplus' ? 'surplus' : 'order', status },
    ...{ currency, amountMinor, reason: refund.reason, requestedBy: refund.requestedBy },
    failureCode: refund.failureCode,
    resolutionNote: refund.resolutionNote,
    lines: lines.map(({ orderLineId, taxMinor, ...line }) => ({
      orderLineId,
      amountMinor: line.amountMinor,
      taxMinor,
    })),
    createdAtMs: refund.createdAtMs,
    succeededAtMs: refund.succeededAtMs,
  };
}
