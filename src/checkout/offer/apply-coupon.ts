import type { Caller } from '../../identity/index.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { takeTurn } from '../../kernel/rate-limit.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkoutErrors } from '../errors.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { type GivenAnswer, runOnce } from '../idempotency.ts';
import { announce } from '../payment/apply-gateway-payment.ts';
import { lockSession, type Session } from '../session/store.ts';
import { viewLocked } from '../session/view-checkout.ts';
import type { CheckoutView } from '../wire.ts';
import { canonicalCode } from './code.ts';
import { offerErrors } from './errors.ts';
import { repriceSession } from './reprice-session.ts';
import { reserveCoupon } from './reserve-coupon.ts';
import { returnUse } from './return-coupon.ts';

export interface ApplyCoupon {
  readonly caller: Caller;
  /** The caller's Idempotency-Key. */
  readonly key: string;
  readonly checkoutId: string;
  readonly code: string;
}

/**
 * Takes a coupon for an open checkout: one use is reserved and the discount stands in the lines, in one transaction.
 * A checkout has one coupon; another code takes the place of the first, whose use goes back. Throws `not_found`,
 * `rate_limited`, `checkout_expired`, `checkout_canceled` and the `coupon_…` refusals.
 */
export async function applyCoupon(deps: CheckoutDeps, command: ApplyCoupon): Promise<GivenAnswer> {
  const { caller, key, checkoutId } = command;
  const code = canonicalCode(command.code);
  await takeTurn(deps.couponTries, caller.learnerId);
  const request = {
    scope: `${caller.learnerId}:checkout.coupon`,
    key,
    fingerprint: fingerprintOf({ checkoutId, code }),
  };
  return runOnce(deps, request, async (tx) => {
    const session = await lockOpen(deps, tx, command);
    // Money that one keeps is not sold below its worth.
    if (session.topUp !== null) throw new DomainError(offerErrors.coupon_not_for_item);
    if (session.couponCode !== null) await releaseUse(deps, tx, session);
    const { coupon, use, discountsMinor } = await reserveCoupon(deps, tx, { session, code });
    const { couponUseId } = use;
    await repriceSession(deps, tx, {
      session,
      discountsMinor,
      coupon: { couponCode: coupon.code, couponUseId },
    });
    announce(deps, tx, session);
    return { status: 200, body: await viewLocked(deps, tx, checkoutId) };
  });
}

/** Takes the coupon off an open checkout; its use goes back. Without one it changes nothing. Throws as above. */
export async function removeCoupon(
  deps: CheckoutDeps,
  command: { caller: Caller; checkoutId: string },
): Promise<CheckoutView> {
  return deps.db.transact(async (tx) => {
    const session = await lockOpen(deps, tx, command);
    if (session.couponCode !== null) {
      await releaseUse(deps, tx, session);
      await repriceSession(deps, tx, {
        session,
        discountsMinor: session.lines.map(() => 0),
        coupon: { couponCode: null, couponUseId: null },
      });
      announce(deps, tx, session);
    }
    return viewLocked(deps, tx, command.checkoutId);
  });
}

/** The checkout under its lock, when its total may still change. */
async function lockOpen(
  deps: CheckoutDeps,
  tx: Tx,
  { caller, checkoutId }: Pick<ApplyCoupon, 'caller' | 'checkoutId'>,
): Promise<Session> {
  const session = await lockSession(tx, checkoutId);
  if (session === undefined || session.learnerId !== caller.learnerId)
    throw new DomainError(kernelErrors.not_found);
  if (session.status === 'canceled') throw new DomainError(checkoutErrors.checkout_canceled);
  const isOver = session.status === 'expired' || session.expiresAtMs <= deps.clock.nowMs();
  if (isOver && session.status !== 'complete') throw new DomainError(checkoutErrors.checkout_expired);
  if (session.status !== 'open') throw new DomainError(offerErrors.coupon_too_late);
  return session;
}

function releaseUse(deps: CheckoutDeps, tx: Tx, session: Session): Promise<void> {
  return returnUse(deps, tx, { session, reason: 'taken_off' });
}
