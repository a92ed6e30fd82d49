import type { Caller } from '../../identity/index.ts';
import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import { DomainError, type ErrorDefinition, kernelErrors } from '../../kernel/errors.ts';
import { newReference } from '../../kernel/id.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { entitlementTransitions } from '../entitlement/entitlement.ts';
import { findEntitlementsOfOrder, findUsages, updateEntitlement } from '../entitlement/store.ts';
import { checkoutErrors } from '../errors.ts';
import { entitlementChanged, refundCreated } from '../events.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { type GivenAnswer, runOnce } from '../idempotency.ts';
import { findOrder } from '../order/store.ts';
import { announce } from '../payment/apply-gateway-payment.ts';
import { findPayment, type Payment } from '../payment/store.ts';
import { lockSession } from '../session/store.ts';
import type { RefundView } from '../wire.ts';
import { type RefundRefusal, refundRefusal } from './policy.ts';
import { type Refund, saveRefund, sumOrderRefunds } from './store.ts';

const refusals: Readonly<Record<RefundRefusal, ErrorDefinition>> = {
  not_paid: checkoutErrors.refund_not_paid,
  free: checkoutErrors.refund_not_paid,
  refund_running: checkoutErrors.refund_running,
  refunded: checkoutErrors.refund_done,
  too_late: checkoutErrors.refund_too_late,
  opened: checkoutErrors.refund_opened,
};

/**
 * A learner asks their whole payment back. Within the policy it is granted at once: access is paused in the same
 * transaction, the gateway is asked by a job, and access ends when the money is back. Throws `not_found` and the
 * `refund_…` refusals.
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
    const payment = await lockPayment(tx, caller, paymentId);
    await refuseOutsidePolicy(deps, tx, payment);
    const refund = newRefund(deps, payment);
    await saveRefund(tx, refund);
    await pauseAccess(deps, tx, payment);
    await refundCreated(deps, tx, refund);
    announce(deps, tx, payment);
    afterCommit(tx, () => deps.wakeJob('checkout.execute_refunds'));
    return { status: 201, body: viewOf(refund) };
  });
}

async function lockPayment(tx: Tx, caller: Caller, paymentId: string): Promise<Payment> {
  const known = await findPayment(tx, paymentId);
  if (known === undefined || known.learnerId !== caller.learnerId)
    throw new DomainError(kernelErrors.not_found);
  await lockSession(tx, known.checkoutId);
  return (await findPayment(tx, paymentId)) ?? known;
}

async function refuseOutsidePolicy(deps: CheckoutDeps, tx: Tx, payment: Payment): Promise<void> {
  const order = await findOrder(tx, payment.orderId);
  if (order === undefined) throw new Error(`payment ${payment.paymentId} has no order`);
  const entitlements = await findEntitlementsOfOrder(tx, order.orderId);
  const usages = await findUsages(
    tx,
    entitlements.map((entitlement) => entitlement.entitlementId),
  );
  const refundingMinor = await sumOrderRefunds(tx, payment.paymentId);
  const refusal = refundRefusal({ order, payment, refundingMinor, usages, nowMs: deps.clock.nowMs() });
  if (refusal !== null) throw new DomainError(refusals[refusal]);
}

function newRefund(deps: CheckoutDeps, payment: Payment): Refund {
  if (payment.countedAttemptId === null)
    throw new Error(`payment ${payment.paymentId} has no capture to return`);
  const nowMs = deps.clock.nowMs();
  return {
    refundId: deps.newId('ref'),
    paymentId: payment.paymentId,
    attemptId: payment.countedAttemptId,
    orderId: payment.orderId,
    learnerId: payment.learnerId,
    conversationId: payment.conversationId,
    merchantAccountId: payment.merchantAccountId,
    livemode: payment.livemode,
    refundReference: newReference('R'),
    sourceKey: `order:${payment.paymentId}:1`,
    kind: 'order',
    requestedBy: 'learner',
    requestedById: payment.learnerId,
    reason: 'requested_by_learner',
    currency: payment.currency,
    amountMinor: payment.amountMinor,
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
