import type { CheckoutDeps } from '../deps.ts';
import { findOrderLines, findOrdersOfLearner } from '../order/store.ts';
import { findAttempt, findPaymentOfCheckout } from '../payment/store.ts';
import { destinationsOf, type RefundDestination } from './destinations.ts';
import { judgeRefund, type RefundJudgement } from './judge-refund.ts';
import { type RefundRefusal, refundableUntilMs, windowDays } from './policy.ts';

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
  /** Where each part of it goes, with when it is there. */
  readonly destinations: readonly RefundDestination[];
  readonly paidAtMs: number;
  readonly untilMs: number;
  /** Days of its refund window. */
  readonly days: number;
  /** The law behind an `exempt` refusal; null with any other. */
  readonly legalText: { readonly zh: string; readonly en: string } | null;
  /** Null when the learner can have it refunded by themselves. */
  readonly refusal: RefundRefusal | null;
}

type ViewDeps = Pick<CheckoutDeps, 'db' | 'clock' | 'merchant' | 'refundRules'>;

/** How many recent orders are looked at. */
const ORDERS_MAX = 10;

/** A learner's recent paid orders, newest first, each with whether it can be refunded by the policy. */
export async function refundableOrdersOf(deps: ViewDeps, learnerId: string): Promise<RefundableOrder[]> {
  const orders = await findOrdersOfLearner(deps.db.query, learnerId, ORDERS_MAX);
  const views = await Promise.all(orders.map((order) => refundableOf(deps, order)));
  return views.filter((view) => view !== undefined);
}

async function refundableOf(
  deps: ViewDeps,
  order: Awaited<ReturnType<typeof findOrdersOfLearner>>[number],
): Promise<RefundableOrder | undefined> {
  const db = deps.db.query;
  const payment = await findPaymentOfCheckout(db, order.checkoutId);
  // Money in the wallet is given back as such, by another way.
  if (payment === undefined || order.paidAtMs === null || order.topUp !== null) return undefined;
  const [lines, judged, attempt] = await Promise.all([
    findOrderLines(db, [order.orderId]),
    judgeRefund(deps, db, payment),
    payment.countedAttemptId === null ? undefined : findAttempt(db, payment.countedAttemptId),
  ]);
  const more = lines.length - 1;
  const first = lines[0]?.title ?? '';
  const destinations = destinationsOf(deps, { payment, attempt });
  return {
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    paymentId: payment.paymentId,
    title: more > 0 ? `${first} +${more}` : first,
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    method: destinations[0]?.method ?? null,
    destinations,
    paidAtMs: order.paidAtMs,
    untilMs: refundableUntilMs(order.paidAtMs, judged),
    days: windowDays(judged),
    legalText: judged.refusal === 'exempt' ? legalTextOf(judged) : null,
    refusal: judged.refusal,
  };
}

function legalTextOf({ lines, rules }: RefundJudgement): RefundableOrder['legalText'] {
  const exempt = lines.find(({ kind }) => rules.kinds[kind].onceOpened === 'exempt');
  const text = exempt && rules.kinds[exempt.kind].legalText;
  return text === undefined ? null : { zh: text.zh, en: text.en };
}
