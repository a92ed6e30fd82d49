import { conflict, type Tx } from '../../kernel/db/database.ts';
import { sumAmounts, taxContained } from '../../kernel/money.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { type Entitlement, saveEntitlements } from '../entitlement/store.ts';
import { entitlementGranted, paymentSucceeded } from '../events.ts';
import { accounts } from '../ledger/accounts.ts';
import { bookShares } from '../ledger/creator-share.ts';
import { postToLedger } from '../ledger/post.ts';
import { redeemCoupon } from '../offer/redeem-coupon.ts';
import { orderTransitions } from '../order/order.ts';
import { findOrder, findOrderLines, updateOrder } from '../order/store.ts';
import { sellPlaces } from '../places/hold-places.ts';
import { checkoutTransitions } from '../session/checkout.ts';
import { type Session, updateSessionState } from '../session/store.ts';
import { creditTopUp } from '../wallet/credit-top-up.ts';
import { spendEntries } from '../wallet/entries.ts';
import { takeForPayment, walletMinorOf } from '../wallet/pay-from-wallet.ts';
import { countPayment } from './count-payment.ts';
import { paymentTransitions } from './payment.ts';
import { type Attempt, type Payment, updatePayment } from './store.ts';

export interface Settlement {
  readonly session: Session;
  readonly payment: Payment;
  /** The attempt whose capture counts; null when no gateway had anything to take. */
  readonly attempt: Attempt | null;
  /** Who paid, as a keyed hash, when the gateway says it. */
  readonly payerKey?: number;
}

/**
 * Everything that follows from a payment being collected, in one transaction (M5): payment, order, checkout,
 * ledger, entitlements and their events. The caller has the proof (M2) and the checkout's lock.
 * Throws when the learner came to own a product meanwhile; the transaction is then undone and judged anew.
 */
export async function settlePayment(deps: CheckoutDeps, tx: Tx, settlement: Settlement): Promise<Payment> {
  const { session, payment, attempt } = settlement;
  const nowMs = deps.clock.nowMs();
  const order = await findOrder(tx, payment.orderId);
  if (order === undefined) throw new Error(`payment ${payment.paymentId} has no order`);

  const settled: Payment = {
    ...payment,
    status: transition(paymentTransitions, payment.status, 'succeeded'),
    countedAttemptId: attempt?.attemptId ?? null,
    succeededAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  const { status, countedAttemptId, succeededAtMs, updatedAtMs } = settled;
  await updatePayment(tx, payment.paymentId, { status, countedAttemptId, succeededAtMs, updatedAtMs });
  await updateOrder(tx, order.orderId, {
    status: transition(orderTransitions, order.status, 'paid'),
    paidAtMs: nowMs,
  });
  await updateSessionState(tx, {
    checkoutId: session.checkoutId,
    status: transition(checkoutTransitions, session.status, 'complete'),
    updatedAtMs: nowMs,
  });
  const walletMinor = walletMinorOf(payment, attempt);
  const method = attempt?.method ?? (walletMinor > 0 ? 'wallet' : 'none');
  countPayment(deps, tx, { outcome: 'succeeded', method, gateway: attempt?.gateway ?? 'none' });
  await redeemCoupon(deps, tx, { session, orderId: order.orderId });
  await sellPlaces(deps, tx, { session, orderId: order.orderId });
  const facts = { payment: settled, session, attempt, walletMinor };
  if (session.topUp !== null) {
    await creditTopUp(deps, tx, facts);
    return settled;
  }
  await bookCapture(deps, tx, facts);
  await bookShares(deps, tx, facts);
  await paymentSucceeded(deps, tx, { ...facts, payerKey: settlement.payerKey });
  await grantEntitlements(deps, tx, settled);
  return settled;
}

/** Prices contain tax, so revenue and discount are booked without their share of it. Gifts by coupon are sales too. */
async function bookCapture(
  deps: CheckoutDeps,
  tx: Tx,
  { session, payment, attempt, walletMinor }: Settlement & { walletMinor: number },
): Promise<void> {
  const fromWallet = await takeForPayment(deps, tx, { payment, amountMinor: walletMinor });
  const { taxRatePpm } = deps.merchant;
  const fullTaxMinor = sumAmounts(session.lines.map((line) => taxContained(line.amountMinor, taxRatePpm)));
  const collected =
    attempt === null
      ? []
      : [{ account: accounts.gatewayClearing(attempt.gateway), amountMinor: attempt.amountMinor }];
  await postToLedger(deps, tx, {
    reference: `capture:${attempt?.attemptId ?? payment.paymentId}`,
    kind: 'capture',
    currency: payment.currency,
    entries: [
      ...collected,
      ...spendEntries(fromWallet),
      {
        account: accounts.discounts,
        amountMinor: session.discountMinor - (fullTaxMinor - session.taxMinor),
      },
      { account: accounts.revenue, amountMinor: -(session.subtotalMinor - fullTaxMinor) },
      { account: accounts.taxPayable, amountMinor: -session.taxMinor },
    ],
  });
}

async function grantEntitlements(deps: CheckoutDeps, tx: Tx, payment: Payment): Promise<void> {
  const lines = await findOrderLines(tx, [payment.orderId]);
  const entitlements = lines.map(
    (line): Entitlement => ({
      entitlementId: deps.newId('ent'),
      learnerId: payment.learnerId,
      productId: line.productId,
      orderId: payment.orderId,
      orderLineId: line.orderLineId,
      livemode: payment.livemode,
      status: 'active',
      grantedAtMs: deps.clock.nowMs(),
      revokedAtMs: null,
      revokeReason: null,
    }),
  );
  if (!(await saveEntitlements(tx, entitlements))) {
    throw conflict(`a product of order ${payment.orderId} came to be owned meanwhile`);
  }
  for (const { entitlementId, productId } of entitlements) {
    await entitlementGranted(deps, tx, { payment, entitlement: { entitlementId, productId } });
  }
}
