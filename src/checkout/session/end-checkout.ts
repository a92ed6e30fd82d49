import type { Caller } from '../../identity/index.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
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
import { liveStates } from '../payment/attempt.ts';
import { paymentTransitions } from '../payment/payment.ts';
import { requestCapture } from '../payment/request-capture.ts';
import { isHeldForReview } from '../payment/settle-held.ts';
import { startClosing } from '../payment/start-closing.ts';
import {
  findAttempts,
  findLiveAttempt,
  findPaymentOfCheckout,
  type Payment,
  updatePayment,
} from '../payment/store.ts';
import { limitedIds, returnPlaces } from '../places/hold-places.ts';
import { checkoutTransitions } from './checkout.ts';
import { extendSession, lockSession, type Session, updateSessionState } from './store.ts';
import { viewLocked } from './view-checkout.ts';

/**
 * Cancels a checkout for its learner. An attempt that may still charge is closed at its gateway by the sweeper; paid
 * all the same, it is honoured or returned (M10). Throws `not_found`, `checkout_paid`, `payment_being_checked`.
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
    if (!over) {
      if (await isBeingCaptured(deps, tx, { session, how: 'canceled' }))
        throw new DomainError(checkoutErrors.payment_being_checked, { retryAfterSeconds: 2 });
      await endSession(deps, tx, { session, how: 'canceled' });
    }
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
    if (await isBeingCaptured(deps, tx, { session, how })) return;
    await endSession(deps, tx, { session, how });
  });
}

interface Ending {
  readonly session: Session;
  readonly how: 'expired' | 'canceled';
}

/**
 * True when reserved money is being taken, or is to be now that its reservation ends and `AUTHORIZATION_END` says so:
 * then the checkout stays until the gateway has said how that ended.
 */
async function isBeingCaptured(deps: CheckoutDeps, tx: Tx, { session, how }: Ending): Promise<boolean> {
  const payment = await findPaymentOfCheckout(tx, session.checkoutId);
  const live = payment && (await findLiveAttempt(tx, payment.paymentId));
  if (live === undefined || live.captureUntilMs === null) return false;
  if (live.captureRequestedAtMs === null) {
    if (how === 'canceled' || deps.authorizationEnd === 'void') return false;
    // Nobody said yes: what waits for a person is given back.
    if (payment !== undefined && isHeldForReview(payment, live)) return false;
    await requestCapture(deps, tx, { attempt: live, bySweeper: true });
  }
  await extendSession(tx, session.checkoutId, deps.clock.nowMs() + limits.authorizationMarginMs);
  return true;
}

/** Ends a running checkout under its lock: what may still charge is closed, what is reserved is given back. */
export async function endSession(deps: CheckoutDeps, tx: Tx, { session, how }: Ending): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const status = transition(checkoutTransitions, session.status, how);
  await updateSessionState(tx, { checkoutId: session.checkoutId, status, updatedAtMs: nowMs });
  const payment = await findPaymentOfCheckout(tx, session.checkoutId);
  const mayCharge = payment !== undefined && (await endPayment(deps, tx, payment));
  // What may still be paid keeps its coupon and places: a sweep gives them back once nothing can be charged.
  if (!mayCharge) {
    await returnUse(deps, tx, { session, reason: how });
    if (payment !== undefined && limitedIds(session).length > 0) await returnPlaces(deps, tx, payment);
  }
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
  for (const attempt of live) await startClosing(deps, tx, attempt);
  const status = transition(paymentTransitions, payment.status, 'canceled');
  await updatePayment(tx, payment.paymentId, { status, updatedAtMs: nowMs });
  const order = await findOrder(tx, payment.orderId);
  if (order !== undefined) {
    const canceled = transition(orderTransitions, order.status, 'canceled');
    await updateOrder(tx, order.orderId, { status: canceled });
  }
  return live.length > 0;
}
