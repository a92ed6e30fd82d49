import type { Queries } from '../../kernel/db/database.ts';

/** The payments of orders with their last tries, the newest first. */
export async function findPaymentsOf(db: Queries, orderIds: readonly string[]) {
  const payments = await db
    .selectFrom('payment')
    .select(['paymentId', 'orderId', 'status', 'currency', 'amountMinor', 'refundedMinor'])
    .select(['createdAtMs', 'succeededAtMs'])
    .where('orderId', 'in', orderIds)
    .execute();
  const paymentIds = payments.map(({ paymentId }) => paymentId);
  if (paymentIds.length === 0) return [];
  const attempts = await db
    .selectFrom('payment_attempt')
    .select(['paymentId', 'method', 'gateway', 'gatewayReference', 'failureCode'])
    .where('paymentId', 'in', paymentIds)
    .orderBy('number')
    .execute();
  return payments.map((payment) => ({
    ...payment,
    last: attempts.findLast(({ paymentId }) => paymentId === payment.paymentId),
  }));
}

/** The refunds of orders with their shares in lines, oldest first. */
export async function findRefundsOf(db: Queries, orderIds: readonly string[]) {
  const refunds = await db
    .selectFrom('refund')
    .leftJoin('payment_attempt', 'payment_attempt.attemptId', 'refund.attemptId')
    .select(['refund.refundId', 'refund.paymentId', 'refund.orderId', 'refund.kind', 'refund.status'])
    .select(['refund.currency', 'refund.amountMinor', 'refund.reason', 'refund.requestedBy'])
    .select(['refund.failureCode', 'refund.createdAtMs', 'refund.succeededAtMs'])
    .select(['payment_attempt.gateway', 'payment_attempt.method'])
    .where('refund.orderId', 'in', orderIds)
    .orderBy('refund.createdAtMs')
    .orderBy('refund.refundId')
    .execute();
  const refundIds = refunds.map(({ refundId }) => refundId);
  if (refundIds.length === 0) return [];
  const shares = await db
    .selectFrom('refund_line')
    .select(['refundId', 'orderLineId', 'amountMinor'])
    .where('refundId', 'in', refundIds)
    .execute();
  return refunds.map((refund) => ({
    ...refund,
    lines: shares.filter(({ refundId }) => refundId === refund.refundId),
  }));
}

/** The disputes of orders with their shares in lines, oldest first. */
export async function findDisputesOf(db: Queries, orderIds: readonly string[]) {
  const disputes = await db
    .selectFrom('dispute')
    .select(['disputeId', 'paymentId', 'orderId', 'status', 'currency', 'amountMinor', 'reason'])
    .select(['evidenceDueAtMs', 'openedAtMs', 'closedAtMs'])
    .where('orderId', 'in', orderIds)
    .orderBy('openedAtMs')
    .execute();
  const disputeIds = disputes.map(({ disputeId }) => disputeId);
  if (disputeIds.length === 0) return [];
  const shares = await db
    .selectFrom('dispute_line')
    .select(['disputeId', 'orderLineId', 'amountMinor'])
    .where('disputeId', 'in', disputeIds)
    .execute();
  return disputes.map((dispute) => ({
    ...dispute,
    lines: shares.filter(({ disputeId }) => disputeId === dispute.disputeId),
  }));
}
