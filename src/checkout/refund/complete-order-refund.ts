import type { Tx } from '../../kernel/db/database.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { sumLost } from '../dispute/store.ts';
import { settleAccess } from '../entitlement/settle-access.ts';
import { paymentRefunded } from '../events.ts';
import { reverseShares } from '../ledger/creator-share.ts';
import { returnAfterRefund } from '../offer/return-coupon.ts';
import { settleOrder } from '../order/settle-order.ts';
import { announce } from '../payment/apply-gateway-payment.ts';
import { lockPayment } from '../payment/lock-payment.ts';
import { paymentTransitions } from '../payment/payment.ts';
import { type Payment, updatePayment } from '../payment/store.ts';
import { type LineBalance, netOf } from './line-balances.ts';
import { findRefundLines, type Refund } from './store.ts';

/** What follows from money of an order being back with its payer; the refund is booked and marked so already. */
export async function completeOrderRefund(deps: CheckoutDeps, tx: Tx, refund: Refund): Promise<void> {
  const { payment, session } = await lockPayment(tx, refund.paymentId);
  const refundedMinor = payment.refundedMinor + refund.amountMinor;
  const balances = await settleAccess(deps, tx, payment);
  const isTopUp = session.topUp !== null;
  const isWhole = isTopUp ? refundedMinor >= payment.amountMinor : netOf(balances) === 0;
  const status = statusAfter(payment, isWhole);
  await updatePayment(tx, payment.paymentId, { status, refundedMinor, updatedAtMs: deps.clock.nowMs() });
  await settleOrder(tx, payment.orderId, isWhole ? 0 : payment.amountMinor);
  if (!isTopUp) {
    const lostMinor = balances.some((each) => each.isChargedBack) ? await sumLost(tx, payment) : 0;
    await reverseShares(deps, tx, {
      ...{ session, payment, causeId: refund.refundId, totalMinor: payment.amountMinor },
      beforeMinor: lostMinor + payment.refundedMinor,
      afterMinor: lostMinor + refundedMinor,
    });
    const shares = (await findRefundLines(tx, refund.refundId)).map((share) => wholeOrPart(share, balances));
    const lines = balances.map(({ line }) => line);
    await paymentRefunded(deps, tx, { payment, session, refund, shares, lines });
    if (isWhole) await returnAfterRefund(deps, tx, { session, paymentId: payment.paymentId });
  }
  announce(deps, tx, session);
}

/** While a dispute is open, or after it was lost, that is what the payment is. */
function statusAfter({ status }: Payment, isWhole: boolean): Payment['status'] {
  if (status === 'disputed') return status;
  return transition(paymentTransitions, status, isWhole ? 'refunded' : 'partially_refunded');
}

function wholeOrPart(
  { orderLineId, amountMinor }: { orderLineId: string; amountMinor: number },
  balances: readonly LineBalance[],
) {
  const balance = balances.find(({ line }) => line.orderLineId === orderLineId);
  const isWhole = balance !== undefined && balance.returnedMinor >= balance.line.totalMinor;
  return { orderLineId, amountMinor, isWhole };
}
