import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';

/** A payment with its last try and what went back, for those who help the learner. */
export interface PaymentSummary {
  readonly paymentId: string;
  readonly orderNumber: string;
  readonly status: string;
  /** Of the last try; null when nothing had to be paid. */
  readonly method: string | null;
  readonly currency: string;
  readonly amountMinor: number;
  readonly refundedMinor: number;
  readonly createdAtMs: number;
  /** Why the last try failed; null when it did not. */
  readonly failureCode: string | null;
  readonly refunds: {
    readonly refundId: string;
    readonly kind: string;
    readonly status: string;
    readonly amountMinor: number;
    readonly createdAtMs: number;
  }[];
}

/** A learner's payments, newest first, at most `limits.ordersPerPage`. */
export async function paymentsOf(
  deps: Pick<CheckoutDeps, 'db' | 'livemode'>,
  learnerId: string,
): Promise<PaymentSummary[]> {
  const payments = await deps.db.query
    .selectFrom('payment')
    .innerJoin('orders', 'orders.orderId', 'payment.orderId')
    .select(['payment.paymentId', 'orders.orderNumber', 'payment.status', 'payment.currency'])
    .select(['payment.amountMinor', 'payment.refundedMinor', 'payment.createdAtMs'])
    .where('payment.learnerId', '=', learnerId)
    .where('payment.livemode', '=', deps.livemode ? 1 : 0)
    .orderBy('payment.createdAtMs', 'desc')
    .orderBy('payment.paymentId', 'desc')
    .limit(limits.ordersPerPage)
    .execute();
  const paymentIds = payments.map(({ paymentId }) => paymentId);
  if (paymentIds.length === 0) return [];
  const [attempts, refunds] = await Promise.all([attemptsOf(deps, paymentIds), refundsOf(deps, paymentIds)]);
  return payments.map((payment) => {
    const last = attempts.findLast(({ paymentId }) => paymentId === payment.paymentId);
    return {
      ...payment,
      method: last?.method ?? null,
      failureCode: last?.failureCode ?? null,
      refunds: refunds
        .filter(({ paymentId }) => paymentId === payment.paymentId)
        .map(({ paymentId: _same, ...refund }) => refund),
    };
  });
}

function attemptsOf(deps: Pick<CheckoutDeps, 'db'>, paymentIds: readonly string[]) {
  return deps.db.query
    .selectFrom('payment_attempt')
    .select(['paymentId', 'method', 'failureCode'])
    .where('paymentId', 'in', paymentIds)
    .orderBy('number')
    .execute();
}

function refundsOf(deps: Pick<CheckoutDeps, 'db'>, paymentIds: readonly string[]) {
  return deps.db.query
    .selectFrom('refund')
    .select(['paymentId', 'refundId', 'kind', 'status', 'amountMinor', 'createdAtMs'])
    .where('paymentId', 'in', paymentIds)
    .orderBy('createdAtMs')
    .orderBy('refundId')
    .execute();
}
