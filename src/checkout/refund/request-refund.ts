import type { Caller } from '../../identity/index.ts';
import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { newReference } from '../../kernel/id.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { entitlementTransitions } from '../entitlement/entitlement.ts';
import { findEntitlementsOfOrder, updateEntitlement } from '../entitlement/store.ts';
import { entitlementChanged, refundCreated } from '../events.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { type GivenAnswer, runOnce } from '../idempotency.ts';
import { announce } from '../payment/apply-gateway-payment.ts';
import { findPayment, type Payment } from '../payment/store.ts';
import { lockSession, type Session } from '../session/store.ts';
import { holdTopUpRefund, lockReturnable } from '../wallet/refund-top-up.ts';
import type { RefundView } from '../wire.ts';
import { judgeRefund, requireRefundable } from './judge-refund.ts';
import { countRefunds, type RefundSource, refundSourcesOf } from './refund-sources.ts';
import { type Refund, saveRefund } from './store.ts';

/**
 * A learner asks their whole payment back. Within the policy it is granted at once: access is paused in the same
 * transaction, the gateway is asked by a job, and access ends when the money is back. Of a top-up goes back what is
 * unspent. Throws `not_found` and the `refund_…` refusals.
 */
export async function requestRefund(
  deps: CheckoutDeps,
  command: { caller: Caller; key: string; paymentId: string },
): Promise<GivenAnswer> {
  const { caller, key, paymentId } = command;
  const request = {
    scope: `${caller.learnerId}:payment.refund`,
    key,
    fingerprint: fingerprintOf({ paymentId }),
  };
  return runOnce(deps, request, async (tx) => {
    const { payment, session } = await lockPayment(tx, caller, paymentId);
    const isTopUp = session.topUp !== null;
    if (!isTopUp) requireRefundable(await judgeRefund(deps, tx, payment), null);
    const amountMinor = isTopUp ? await lockReturnable(tx, payment) : payment.amountMinor;
    const sources = await refundSourcesOf(tx, payment, amountMinor);
    const before = await countRefunds(tx, paymentId);
    const refunds = sources.map((source, index) =>
      newRefund(deps, payment, { ...source, number: before + index + 1 }),
    );
    const [refund] = refunds;
    if (refund === undefined) throw new Error(`payment ${payment.paymentId} has nothing to return`);
    for (const one of refunds) await saveRefund(tx, one);
    if (isTopUp) await holdTopUpRefund(deps, tx, refund);
    await pauseAccess(deps, tx, payment);
    for (const one of refunds) await refundCreated(deps, tx, one);
    announce(deps, tx, payment);
    afterCommit(tx, () => deps.wakeJob('checkout.execute_refunds'));
    return { status: 201, body: viewOf({ ...refund, amountMinor }) };
  });
}

async function lockPayment(
  tx: Tx,
  caller: Caller,
  paymentId: string,
): Promise<{ payment: Payment; session: Session }> {
  const known = await findPayment(tx, paymentId);
  const session = known && (await lockSession(tx, known.checkoutId));
  const payment = await findPayment(tx, paymentId);
  if (payment === undefined || session === undefined || payment.learnerId !== caller.learnerId)
    throw new DomainError(kernelErrors.not_found);
  return { payment, session };
}

function newRefund(
  deps: CheckoutDeps,
  payment: Payment,
  source: RefundSource & { readonly number: number },
): Refund {
  const nowMs = deps.clock.nowMs();
  return {
    refundId: deps.newId('ref'),
    paymentId: payment.paymentId,
    attemptId: source.attemptId,
    orderId: payment.orderId,
    learnerId: payment.learnerId,
    conversationId: payment.conversationId,
    merchantAccountId: payment.merchantAccountId,
    livemode: payment.livemode,
    refundReference: newReference('R'),
    sourceKey: `order:${payment.paymentId}:${source.number}`,
    kind: 'order',
    requestedBy: 'learner',
    requestedById: payment.learnerId,
    reason: 'requested_by_learner',
    currency: payment.currency,
    amountMinor: source.amountMinor,
    status: 'created',
    failureCode: null,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    checkAtMs: nowMs,
    checks: 0,
    succeededAtMs: null,
    resolutionNote: null,
  };
}

async function pauseAccess(deps: CheckoutDeps, tx: Tx, payment: Payment): Promise<void> {
  for (const entitlement of await findEntitlementsOfOrder(tx, payment.orderId)) {
    if (entitlement.status !== 'active') continue;
    const status = transition(entitlementTransitions, entitlement.status, 'paused');
    await updateEntitlement(tx, entitlement, { status, revokedAtMs: null, revokeReason: null });
    const { entitlementId, productId } = entitlement;
    await entitlementChanged(deps, tx, { payment, entitlement: { entitlementId, productId }, how: 'paused' });
  }
}

function viewOf(refund: Refund): RefundView {
  const { refundId, paymentId, orderId, amountMinor, currency, createdAtMs } = refund;
  return { refundId, paymentId, orderId, amountMinor, currency, status: 'pending', createdAtMs };
}
