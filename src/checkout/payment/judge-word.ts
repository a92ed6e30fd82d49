import type { Tx } from '../../kernel/db/database.ts';
import type { CheckoutDeps } from '../deps.ts';
import { findOwned } from '../entitlement/store.ts';
import type { GatewayPayment } from '../gateway/types.ts';
import { holdCoupon } from '../offer/redeem-coupon.ts';
import { keepPlaces } from '../places/hold-places.ts';
import type { Surplus } from '../refund/return-surplus.ts';
import { countCurrentPrices, type Session } from '../session/store.ts';
import { ensureHeld, walletMinorOf } from '../wallet/pay-from-wallet.ts';
import { collectedStates } from './payment.ts';
import type { Attempt, Payment } from './store.ts';

export interface GatewayWord {
  readonly gateway: string;
  readonly payment: GatewayPayment;
  /** A notification may be mistaken about an amount; the gateway's answer to our own query is its last word. */
  readonly source: 'notification' | 'query';
}

/** A word about an attempt, with what it belongs to, under the checkout’s lock. */
export interface WordCase {
  readonly session: Session;
  readonly payment: Payment;
  readonly attempt: Attempt;
  readonly word: GatewayWord;
}

export type Mismatch = 'gateway' | 'merchant' | 'mode' | 'amount' | 'currency';

/** M2: amount, currency, merchant account, mode and our number must all match. */
export function mismatchOf(deps: CheckoutDeps, { attempt, word }: WordCase): Mismatch | null {
  if (word.gateway !== attempt.gateway) return 'gateway';
  if (word.payment.gatewayMerchantId !== attempt.gatewayMerchantId) return 'merchant';
  if (word.payment.livemode !== deps.livemode) return 'mode';
  if (word.payment.currency !== attempt.currency) return 'currency';
  const isPart = word.payment.status === 'succeeded' && attempt.captureMinor !== null;
  const expectedMinor = isPart ? attempt.captureMinor : attempt.amountMinor;
  if (word.payment.amountMinor !== expectedMinor) return 'amount';
  return null;
}

/** Why money of this attempt does not count; null when it does. */
export async function surplusReason(
  deps: CheckoutDeps,
  tx: Tx,
  thing: WordCase,
): Promise<Surplus['reason'] | null> {
  const { session, payment } = thing;
  if (collectedStates.includes(payment.status)) return 'paid_twice';
  const productIds = session.lines.map((line) => line.productId);
  if ((await findOwned(tx, session, productIds)).length > 0) return 'already_owned';
  if (!(await holdCoupon(tx, session))) return 'paid_too_late';
  if (!(await keepPlaces(deps, tx, { session, orderId: payment.orderId }))) return 'paid_too_late';
  const priceIds = session.lines.map((line) => line.priceId);
  if (isLate(thing) && (await countCurrentPrices(tx, priceIds)) < priceIds.length) return 'paid_too_late';
  const amountMinor = walletMinorOf(payment, thing.attempt);
  const { expiresAtMs } = session;
  return (await ensureHeld(deps, tx, { payment, amountMinor, expiresAtMs })) ? null : 'balance_spent';
}

/** Paid after the offer was over. Paid in time and heard of late is in time. */
function isLate({ session, word }: WordCase): boolean {
  if (session.status === 'canceled') return true;
  return (
    session.status === 'expired' && (word.payment.paidAtMs ?? Number.POSITIVE_INFINITY) > session.expiresAtMs
  );
}
