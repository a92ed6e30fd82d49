import type { Tx } from '../../kernel/db/database.ts';
import { taxContained } from '../../kernel/money.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { entitlementTransitions } from '../entitlement/entitlement.ts';
import { findEntitlementsOfOrder, updateEntitlement } from '../entitlement/store.ts';
import { entitlementChanged, paymentRefunded } from '../events.ts';
import { accounts } from '../ledger/accounts.ts';
import { reverseShares } from '../ledger/creator-share.ts';
import { type Entry, postToLedger } from '../ledger/post.ts';
import { returnAfterRefund } from '../offer/return-coupon.ts';
import { orderTransitions } from '../order/order.ts';
import { findOrder, updateOrder } from '../order/store.ts';
import { announce } from '../payment/apply-gateway-payment.ts';
import { paymentTransitions } from '../payment/payment.ts';
import { findPayment, type Payment, updatePayment } from '../payment/store.ts';
import { lockSession } from '../session/store.ts';
import { returnEntries } from '../wallet/entries.ts';
import { completeTopUpRefund } from '../wallet/refund-top-up.ts';
import { returnToWallet } from '../wallet/return-to-wallet.ts';
import type { Refund } from './store.ts';

/**
 * What follows from a gateway having returned what was paid for an order, or, without one, from the wallet's part going
 * back to its lots: all in one transaction (M5).
 */
export async function completeOrderRefund(
  deps: CheckoutDeps,
  tx: Tx,
  { refund, gateway }: { refund: Refund; gateway: string | null },
): Promise<void> {
  const known = await findPayment(tx, refund.paymentId);
  const session = known && (await lockSession(tx, known.checkoutId));
  const payment = await findPayment(tx, refund.paymentId);
  if (session === undefined || payment === undefined)
    throw new Error(`refund ${refund.refundId} has no payment`);
  const refundedMinor = payment.refundedMinor + refund.amountMinor;
  const whole = refundedMinor === payment.amountMinor;
  await updatePayment(tx, payment.paymentId, {
    status: transition(paymentTransitions, payment.status, whole ? 'refunded' : 'partially_refunded'),
    refundedMinor,
    updatedAtMs: deps.clock.nowMs(),
  });
  if (session.topUp !== null) {
    await completeTopUpRefund(deps, tx, { refund, gateway });
    announce(deps, tx, session);
    return;
  }
  await bookRefund(deps, tx, { refund, gateway });
  await reverseShares(deps, tx, {
    session,
    payment,
    refundId: refund.refundId,
    totalMinor: payment.amountMinor,
    beforeMinor: payment.refundedMinor,
    afterMinor: refundedMinor,
  });
  await paymentRefunded(deps, tx, { payment, session, refund });
  if (whole) {
    await endOrder(deps, tx, payment);
    await returnAfterRefund(deps, tx, { session, paymentId: payment.paymentId });
  }
  announce(deps, tx, session);
}

/** Tax contained goes back with the price: both shares of the sale are reversed. */
async function bookRefund(
  deps: CheckoutDeps,
  tx: Tx,
  { refund, gateway }: { refund: Refund; gateway: string | null },
): Promise<void> {
  const source: Entry[] =
    gateway === null
      ? returnEntries(await returnToWallet(deps, tx, refund))
      : [{ account: accounts.gatewayClearing(gateway), amountMinor: -refund.amountMinor }];
  const taxMinor = taxContained(refund.amountMinor, deps.merchant.taxRatePpm);
  await postToLedger(deps, tx, {
    reference: `refund:${refund.refundId}`,
    kind: 'refund',
    currency: refund.currency,
    entries: [
      { account: accounts.refunds, amountMinor: refund.amountMinor - taxMinor },
      { account: accounts.taxPayable, amountMinor: taxMinor },
      ...source,
    ],
  });
}

async function endOrder(deps: CheckoutDeps, tx: Tx, payment: Payment): Promise<void> {
  const order = await findOrder(tx, payment.orderId);
  if (order !== undefined) {
    await updateOrder(tx, order.orderId, { status: transition(orderTransitions, order.status, 'refunded') });
  }
  for (const entitlement of await findEntitlementsOfOrder(tx, payment.orderId)) {
    if (entitlement.status === 'revoked') continue;
    await updateEntitlement(tx, entitlement, {
      status: transition(entitlementTransitions, entitlement.status, 'revoked'),
      revokedAtMs: deps.clock.nowMs(),
      revokeReason: 'refunded',
    });
    const { entitlementId, productId } = entitlement;
    await entitlementChanged(deps, tx, {
      payment,
      entitlement: { entitlementId, productId },
      how: 'revoked',
    });
  }
}
