import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { settleAccess } from '../entitlement/settle-access.ts';
import { refundFailed } from '../events.ts';
import { accounts } from '../ledger/accounts.ts';
import { reverseShares } from '../ledger/creator-share.ts';
import { type Entry, postToLedger } from '../ledger/post.ts';
import { settleOrder } from '../order/settle-order.ts';
import { announce } from '../payment/apply-gateway-payment.ts';
import { lockPayment } from '../payment/lock-payment.ts';
import { paymentTransitions } from '../payment/payment.ts';
import { type Payment, updatePayment } from '../payment/store.ts';
import { netOf } from '../refund/line-balances.ts';
import { refundTransitions } from '../refund/refund.ts';
import { findPausedRefunds, updateRefund } from '../refund/store.ts';
import { surplusEntries } from '../refund/surplus-entries.ts';
import type { Session } from '../session/store.ts';
import { seizeTopUp, thawTopUp } from '../wallet/freeze-top-up.ts';
import { releaseTopUpRefund } from '../wallet/refund-top-up.ts';
import { disputeTransitions } from './dispute.ts';
import { disputeChanged } from './events.ts';
import { type Dispute, isDisputed, sumLost, updateDispute } from './store.ts';

export interface Closing {
  readonly dispute: Dispute;
  readonly to: 'won' | 'lost';
}

/**
 * What follows from a gateway's decision, under the checkout's lock: won, money and access come back and waiting refunds
 * go on; lost, the money is gone, access to what was charged back ends, and refunds that waited are overtaken.
 */
export async function closeDispute(deps: CheckoutDeps, tx: Tx, { dispute, to }: Closing): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const status = transition(disputeTransitions, dispute.status, to);
  await updateDispute(tx, dispute.disputeId, { status, closedAtMs: nowMs });
  await releaseRefunds(deps, tx, { dispute, to });
  await bookDecision(deps, tx, { dispute, to });
  const { payment, session } = await lockPayment(tx, dispute.paymentId);
  if (payment.countedAttemptId === dispute.attemptId) {
    if (to === 'lost' && session.topUp === null) await shareLoss(deps, tx, { dispute, payment, session });
    const leftMinor = await settlePaymentStatus(deps, tx, payment);
    const balances = await settleAccess(deps, tx, payment);
    await settleOrder(tx, payment.orderId, session.topUp === null ? netOf(balances) : leftMinor);
  }
  await disputeChanged(deps, tx, { dispute: { ...dispute, status }, how: to });
  announce(deps, tx, session);
}

/** Refunds that waited, of which the gateway surely does not know, go on or are overtaken. */
async function releaseRefunds(deps: CheckoutDeps, tx: Tx, { dispute, to }: Closing): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const paused = await findPausedRefunds(tx, dispute.attemptId);
  for (const refund of paused) {
    if (to === 'won') {
      await updateRefund(tx, refund.refundId, { checkAtMs: nowMs, updatedAtMs: nowMs });
      continue;
    }
    const status = transition(refundTransitions, refund.status, 'failed');
    await updateRefund(tx, refund.refundId, { status, failureCode: 'charged_back', updatedAtMs: nowMs });
    await releaseTopUpRefund(deps, tx, refund);
    await refundFailed(deps, tx, { ...refund, failureCode: 'charged_back' });
  }
  if (to === 'won') afterCommit(tx, () => deps.wakeJob('checkout.execute_refunds'));
}

async function bookDecision(deps: CheckoutDeps, tx: Tx, { dispute, to }: Closing): Promise<void> {
  const { gateway, amountMinor } = dispute;
  const debits =
    to === 'lost'
      ? await lossOf(deps, tx, dispute)
      : [{ account: accounts.gatewayClearing(gateway), amountMinor }];
  await postToLedger(deps, tx, {
    reference: `dispute:${dispute.disputeId}:${to}`,
    kind: 'dispute',
    currency: dispute.currency,
    entries: [...debits, { account: accounts.disputesHeld(gateway), amountMinor: -amountMinor }],
  });
  if (to === 'won') await thawTopUp(deps, tx, dispute.disputeId);
}

/** A lost surplus was owed to the payer anyway, a lost top-up leaves the wallet; any other loss is ours. */
async function lossOf(deps: CheckoutDeps, tx: Tx, dispute: Dispute): Promise<Entry[]> {
  const { disputeId: subjectId, amountMinor } = dispute;
  const { payment, session } = await lockPayment(tx, dispute.paymentId);
  const isCounted = payment.countedAttemptId === dispute.attemptId;
  if (isCounted && session.topUp !== null) return seizeTopUp(deps, tx, { subjectId, payment, amountMinor });
  if (!isCounted) return surplusEntries(tx, dispute);
  return [{ account: accounts.chargebacks, amountMinor }];
}

/** Creators bear their part of what a bank took. */
async function shareLoss(
  deps: CheckoutDeps,
  tx: Tx,
  { dispute, payment, session }: { dispute: Dispute; payment: Payment; session: Session },
): Promise<void> {
  const afterMinor = payment.refundedMinor + (await sumLost(tx, payment));
  await reverseShares(deps, tx, {
    ...{ session, payment, causeId: dispute.disputeId, totalMinor: payment.amountMinor },
    ...{ beforeMinor: afterMinor - dispute.amountMinor, afterMinor },
  });
}

/**
 * Without another open dispute a payment is what its refunds and losses make of it; lost as a whole it stays disputed.
 * Returns what is left of it.
 */
async function settlePaymentStatus(deps: CheckoutDeps, tx: Tx, payment: Payment): Promise<number> {
  const lostMinor = await sumLost(tx, payment);
  const leftMinor = payment.amountMinor - payment.refundedMinor - lostMinor;
  if (payment.countedAttemptId !== null && (await isDisputed(tx, payment.countedAttemptId))) return leftMinor;
  if (leftMinor <= 0 && lostMinor > 0) return leftMinor;
  const unchanged = leftMinor === payment.amountMinor;
  const to = unchanged ? 'succeeded' : leftMinor <= 0 ? 'refunded' : 'partially_refunded';
  const status = transition(paymentTransitions, payment.status, to);
  await updatePayment(tx, payment.paymentId, { status, updatedAtMs: deps.clock.nowMs() });
  return leftMinor;
}
