import type { Tx } from '../../kernel/db/database.ts';
import { splitAmount } from '../../kernel/money.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { settleAccess } from '../entitlement/settle-access.ts';
import type { GatewayDispute } from '../gateway/types.ts';
import { accounts } from '../ledger/accounts.ts';
import { postToLedger } from '../ledger/post.ts';
import { announce } from '../payment/apply-gateway-payment.ts';
import { paymentTransitions } from '../payment/payment.ts';
import { type Attempt, type Payment, updatePayment } from '../payment/store.ts';
import { lineBalancesOf } from '../refund/line-balances.ts';
import { pauseRefunds } from '../refund/store.ts';
import type { Session } from '../session/store.ts';
import { freezeTopUp } from '../wallet/freeze-top-up.ts';
import { disputeChanged } from './events.ts';
import { type Dispute, type DisputeShare, saveDispute } from './store.ts';

export interface Opening {
  readonly payment: Payment;
  readonly session: Session;
  readonly attempt: Attempt;
  readonly word: GatewayDispute;
}

/**
 * Writes a dispute that the payer's bank opened, under the checkout's lock: the gateway holds the money, access is
 * paused, and refunds that were not asked for yet wait (M15). One about a surplus touches no order.
 */
export async function openDispute(deps: CheckoutDeps, tx: Tx, opening: Opening): Promise<Dispute> {
  const { payment, session, attempt } = opening;
  const dispute = disputeOf(deps, opening);
  const isCounted = payment.countedAttemptId === attempt.attemptId;
  await saveDispute(tx, dispute, isCounted ? await sharesOf(tx, dispute) : []);
  await postToLedger(deps, tx, {
    reference: `dispute:${dispute.disputeId}:opened`,
    kind: 'dispute',
    currency: dispute.currency,
    entries: [
      { account: accounts.disputesHeld(dispute.gateway), amountMinor: dispute.amountMinor },
      { account: accounts.gatewayClearing(dispute.gateway), amountMinor: -dispute.amountMinor },
    ],
  });
  await pauseRefunds(tx, attempt.attemptId);
  if (isCounted && payment.status !== 'disputed') {
    const status = transition(paymentTransitions, payment.status, 'disputed');
    await updatePayment(tx, payment.paymentId, { status, updatedAtMs: deps.clock.nowMs() });
  }
  await disputeChanged(deps, tx, { dispute, how: 'opened' });
  if (isCounted) await settleAccess(deps, tx, payment);
  if (isCounted && session.topUp !== null) {
    const { disputeId: subjectId, amountMinor } = dispute;
    await freezeTopUp(deps, tx, { subjectId, payment, amountMinor });
  }
  announce(deps, tx, session);
  return dispute;
}

/** Spread over what of each line was not returned, since a bank names no lines. */
async function sharesOf(tx: Tx, { orderId, amountMinor }: Dispute): Promise<DisputeShare[]> {
  const balances = await lineBalancesOf(tx, orderId);
  const nets = balances.map(({ line, returnedMinor }) => Math.max(0, line.totalMinor - returnedMinor));
  const netMinor = nets.reduce((sum, net) => sum + net, 0);
  const amounts = splitAmount(Math.min(amountMinor, netMinor), nets);
  return balances
    .map(({ line }, place) => ({ orderLineId: line.orderLineId, amountMinor: amounts[place] ?? 0 }))
    .filter((share) => share.amountMinor > 0);
}

function disputeOf(deps: CheckoutDeps, { payment, attempt, word }: Opening): Dispute {
  return {
    disputeId: deps.newId('dsp'),
    paymentId: payment.paymentId,
    attemptId: attempt.attemptId,
    orderId: payment.orderId,
    learnerId: payment.learnerId,
    conversationId: payment.conversationId,
    merchantAccountId: payment.merchantAccountId,
    livemode: payment.livemode,
    gateway: attempt.gateway,
    gatewayDisputeId: word.gatewayDisputeId,
    currency: word.currency,
    amountMinor: word.amountMinor,
    status: 'opened',
    reason: word.reason.slice(0, 200),
    evidenceDueAtMs: word.evidenceDueAtMs,
    openedAtMs: deps.clock.nowMs(),
    closedAtMs: null,
  };
}
