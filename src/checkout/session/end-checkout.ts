import type { Caller } from '../../identity/index.ts';
import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { transition } from '../../kernel/state-machine.ts';
import { expireReview } from '../../risk/index.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkoutErrors } from '../errors.ts';
import { checkoutEnded } from '../events.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { type GivenAnswer, runOnce } from '../idempotency.ts';
import { returnUse } from '../offer/return-coupon.ts';
import { orderTransitions } from '../order/order.ts';
import { findOrder, updateOrder } from '../order/store.ts';
import { announce } from '../payment/apply-gateway-payment.ts';
import { attemptTransitions, liveStates } from '../payment/attempt.ts';
import { paymentTransitions } from '../payment/payment.ts';
import {
  findAttempts,
  findPaymentOfCheckout,
  type Payment,
  updateAttempt,
  updatePayment,
} from '../payment/store.ts';
import { checkoutTransitions } from './checkout.ts';
import { lockSession, type Session, updateSessionState } from './store.ts';
import { viewLocked } from './view-checkout.ts';

/**
 * Cancels a checkout for its learner. An attempt that may still charge is closed at its gateway by the sweeper; paid
 * all the same, it is honoured or returned (M10). Throws `not_found`, `checkout_paid`.
 */
export async function cancelCheckout(
  deps: CheckoutDeps,
  command: { caller: Caller; key: string; checkoutId: string },
): Promise<GivenAnswer> {
  const { caller, key, checkoutId } = command;
  const request = {
    scope: `${caller.learnerId}:checkout.cancel`,
    key,
    fingerprint: fingerprintOf({ checkoutId }),
  };
  return runOnce(deps, request, async (tx) => {
    const session = await lockSession(tx, checkoutId);
    if (session === undefined || session.learnerId !== caller.learnerId)
      throw new DomainError(kernelErrors.not_found);
    if (session.status === 'complete') throw new DomainError(checkoutErrors.checkout_paid);
    const over = session.status === 'canceled' || session.status === 'expired';
    if (!over) await endSession(deps, tx, { session, how: 'canceled' });
    return { status: 200, body: await viewLocked(deps, tx, checkoutId) };
  });
}

/** Ends a checkout whose time is over; one with an attempt that may still charge waits until that is closed. */
export async function expireCheckout(deps: CheckoutDeps, checkoutId: string): Promise<void> {
  await endCheckout(deps, { checkoutId, how: 'expired' });
}

/** Ends a checkout that is still running; one that expires must be past its time. Again is harmless. */
export async function endCheckout(
  deps: CheckoutDeps,
  { checkoutId, how }: { checkoutId: string; how: 'expired' | 'canceled' },
): Promise<void> {
  await deps.db.transact(async (tx) => {
    const session = await lockSession(tx, checkoutId);
    const running = session?.status === 'open' || session?.status === 'confirmed';
    if (session === undefined || !running) return;
    if (how === 'expired' && session.expiresAtMs > deps.clock.nowMs()) return;
    await endSession(deps, tx, { session, how });
  });
}

async function endSession(
  deps: CheckoutDeps,
  tx: Tx,
  { session, how }: { session: Session; how: 'expired' | 'canceled' },
): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const status = transition(checkoutTransitions, session.status, how);
  await updateSessionState(tx, { checkoutId: session.checkoutId, status, updatedAtMs: nowMs });
  const payment = await findPaymentOfCheckout(tx, session.checkoutId);
  const mayCharge = payment !== undefined && (await endPayment(deps, tx, payment));
  // What may still be paid keeps its coupon: a sweep gives it back once nothing can be charged.
  if (!mayCharge) await returnUse(deps, tx, { session, reason: how });
  await expireReview(deps.risk, tx, session.checkoutId);
  await checkoutEnded(deps, tx, { session, how });
  announce(deps, tx, session);
}

/** True when one of its attempts may still charge. */
async function endPayment(deps: CheckoutDeps, tx: Tx, payment: Payment): Promise<boolean> {
  const nowMs = deps.clock.nowMs();
  const live = (await findAttempts(tx, payment.paymentId)).filter((attempt) =>
    liveStates.includes(attempt.status),
  );
  for (const attempt of live) {
    const closing =
      attempt.status === 'closing'
        ? attempt.status
        : transition(attemptTransitions, attempt.status, 'closing');
    await updateAttempt(tx, attempt, { status: closing, checks: 0, checkAtMs: nowMs, updatedAtMs: nowMs });
  }
  if (live.length > 0) afterCommit(tx, () => deps.wakeJob('checkout.check_attempts'));
  const status = transition(paymentTransitions, payment.status, 'canceled');
  await updatePayment(tx, payment.paymentId, { status, updatedAtMs: nowMs });
  const order = await findOrder(tx, payment.orderId);
  if (order !== undefined) {
    const canceled = transition(orderTransitions, order.status, 'canceled');
    await updateOrder(tx, order.orderId, { status: canceled });
  }
  return live.length > 0;
}
