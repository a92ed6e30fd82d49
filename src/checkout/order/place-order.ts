import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import type { CheckoutDeps } from '../deps.ts';
import { paymentCreated } from '../events.ts';
import { accountingDayOf } from '../ledger/accounting-day.ts';
import { type Payment, savePayment } from '../payment/store.ts';
import type { Session } from '../session/store.ts';
import { updateSessionState } from '../session/store.ts';
import { topUpText } from '../wallet/top-up.ts';
import { type Order, saveOrder } from './store.ts';

/** The consent that was shown when pay was pressed, and what the buyer's country was concluded from (M12). */
export interface Placing {
  readonly session: Session;
  readonly consent: { readonly version: string; readonly language: string };
  readonly buyer: { readonly country: string; readonly evidence: Readonly<Record<string, unknown>> };
}

/** Makes the order of a checkout and the payment that collects it. Once per checkout: both are unique by it. */
export async function placeOrder(
  deps: CheckoutDeps,
  tx: Tx,
  placing: Placing,
): Promise<{ order: Order; payment: Payment }> {
  const order = orderOf(deps, placing);
  const lines = linesOf(deps, placing.session, order);
  await saveOrder(tx, order, lines);
  const payment = paymentOf(deps, order);
  await savePayment(tx, payment);
  afterCommit(tx, () => deps.journal?.recordOrder({ session: placing.session, order, lines, payment }));
  await updateSessionState(tx, {
    checkoutId: order.checkoutId,
    status: 'confirmed',
    updatedAtMs: order.createdAtMs,
  });
  if (placing.session.topUp === null) await paymentCreated(deps, tx, { payment, session: placing.session });
  return { order, payment };
}

function orderOf(deps: CheckoutDeps, { session, consent, buyer }: Placing): Order {
  const nowMs = deps.clock.nowMs();
  return {
    orderId: deps.newId('ord'),
    orderNumber: orderNumber(deps, nowMs),
    checkoutId: session.checkoutId,
    learnerId: session.learnerId,
    conversationId: session.conversationId,
    livemode: session.livemode,
    merchantAccountId: session.merchantAccountId,
    surface: session.surface,
    language: session.language,
    status: 'pending',
    currency: session.currency,
    subtotalMinor: session.subtotalMinor,
    discountMinor: session.discountMinor,
    taxMinor: session.taxMinor,
    totalMinor: session.totalMinor,
    buyerCountry: buyer.country,
    buyerCountryEvidence: JSON.stringify(buyer.evidence),
    consentVersion: consent.version,
    consentLanguage: consent.language,
    consentSurface: session.surface,
    consentAtMs: nowMs,
    topUp: topUpText(session.topUp),
    createdAtMs: nowMs,
    paidAtMs: null,
    refundRulesVersion: deps.refundRules.version,
  };
}

/** A number to read aloud: the day and eight characters of chance. */
function orderNumber(deps: CheckoutDeps, nowMs: number): string {
  const day = accountingDayOf(nowMs, deps.merchant.timeZone).replaceAll('-', '');
  return `${day}${deps.newId('n').slice(-8).toUpperCase()}`;
}

function linesOf(deps: CheckoutDeps, session: Session, order: Order) {
  return session.lines.map((line, index) => ({
    orderLineId: deps.newId('oln'),
    orderId: order.orderId,
    lineNumber: index + 1,
    productId: line.productId,
    title: line.title,
    kind: line.kind,
    priceId: line.priceId,
    priceVersion: line.priceVersion,
    impressionId: line.impressionId,
    currency: session.currency,
    amountMinor: line.amountMinor,
    discountMinor: line.discountMinor,
    taxRatePpm: deps.merchant.taxRatePpm,
    taxMinor: line.taxMinor,
    taxIncluded: 1,
    totalMinor: line.totalMinor,
    sellerId: deps.merchant.merchantAccountId,
    livemode: session.livemode,
  }));
}

function paymentOf(deps: CheckoutDeps, order: Order): Payment {
  return {
    paymentId: deps.newId('pay'),
    orderId: order.orderId,
    checkoutId: order.checkoutId,
    learnerId: order.learnerId,
    conversationId: order.conversationId,
    livemode: order.livemode,
    merchantAccountId: order.merchantAccountId,
    currency: order.currency,
    amountMinor: order.totalMinor,
    refundedMinor: 0,
    status: 'created',
    countedAttemptId: null,
    createdAtMs: order.createdAtMs,
    updatedAtMs: order.createdAtMs,
    succeededAtMs: null,
    captureMode: deps.captureMode,
  };
}
