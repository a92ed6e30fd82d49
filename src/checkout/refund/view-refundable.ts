import type { CheckoutDeps } from '../deps.ts';
import { findEntitlementsOfOrder, findUsages } from '../entitlement/store.ts';
import { findOrderLines, findOrdersOfLearner } from '../order/store.ts';
import { findAttempt, findPaymentOfCheckout } from '../payment/store.ts';
import { type RefundRefusal, refundableUntilMs, refundRefusal } from './policy.ts';
import { sumOrderRefunds } from './store.ts';

/** A paid order as seen by a learner who wants their money back. */
export interface RefundableOrder {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly paymentId: string;
  readonly title: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** How it was paid and where a refund goes; null when nothing was captured. */
  readonly method: string | null;
  readonly paidAtMs: number;
  readonly untilMs: number;
  /** Null when the learner can have it refunded by themselves. */
  readonly refusal: RefundRefusal | null;
}

/** How many recent orders are looked at. */
const ORDERS_MAX = 10;

/** A learner's recent paid orders, newest first, each with whether it can be refunded by the policy. */
export async function refundableOrdersOf(
  deps: Pick<CheckoutDeps, 'db' | 'clock'>,
  learnerId: string,
): Promise<RefundableOrder[]> {
  const orders = await findOrdersOfLearner(deps.db.query, learnerId, ORDERS_MAX);
  const views = await Promise.all(orders.map((order) => refundableOf(deps, order)));
  return views.filter((view) => view !== undefined);
}

async function refundableOf(
  deps: Pick<CheckoutDeps, 'db' | 'clock'>,
  order: Awaited<ReturnType<typeof findOrdersOfLearner>>[number],
): Promise<RefundableOrder | undefined> {
  const db = deps.db.query;
  const payment = await findPaymentOfCheckout(db, order.checkoutId);
  if (payment === undefined || order.paidAtMs === null) return undefined;
  const [lines, entitlements, refundingMinor, attempt] = await Promise.all([
    findOrderLines(db, [order.orderId]),
    findEntitlementsOfOrder(db, order.orderId),
    sumOrderRefunds(db, payment.paymentId),
    payment.countedAttemptId === null ? undefined : findAttempt(db, payment.countedAttemptId),
  ]);
  const usages = await findUsages(
    db,
    entitlements.map((entitlement) => entitlement.entitlementId),
  );
  const more = lines.length - 1;
  const first = lines[0]?.title ?? '';
  return {
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    paymentId: payment.paymentId,
    title: more > 0 ? `${first} +${more}` : first,
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    method: attempt?.method ?? null,
    paidAtMs: order.paidAtMs,
    untilMs: refundableUntilMs(order.paidAtMs),
    refusal: refundRefusal({ order, payment, refundingMinor, usages, nowMs: deps.clock.nowMs() }),
  };
}
