import type { Tx } from '../../kernel/db/database.ts';
import type { Subscription } from '../../kernel/outbox.ts';
import { reviewOf } from '../../risk/index.ts';
import type { CheckoutDeps } from '../deps.ts';
import { lockSession } from '../session/store.ts';
import { requestCapture } from './request-capture.ts';
import { type Attempt, findLiveAttempt, findPaymentOfCheckout, type Payment } from './store.ts';

/** Whether money was reserved instead of taken because a person is to look at it first. */
export function isHeldForReview(payment: Pick<Payment, 'captureMode'>, attempt: Attempt): boolean {
  return payment.captureMode === 'automatic' && attempt.captureMode === 'manual';
}

/** Whether a checkout's money is reserved and waits for a person's word, or was taken by it. */
export async function isReserved(deps: Pick<CheckoutDeps, 'db'>, checkoutId: string): Promise<boolean> {
  const payment = await findPaymentOfCheckout(deps.db.query, checkoutId);
  return payment?.status === 'authorized' || payment?.status === 'succeeded';
}

/**
 * What was reserved while a person looked is taken once they approved, whichever came last: their word or the learner's
 * money. (Rejected ones end with their checkout, which gives the money back.)
 */
export function settleHeld(deps: CheckoutDeps): Subscription {
  return {
    name: 'checkout.settle_held',
    types: ['risk.review_decided', 'payment.authorized'],
    handle: async ({ payload }) => {
      const { checkoutId, decision } = payload as { checkoutId: string; decision?: string };
      if (decision !== undefined && decision !== 'approved') return;
      if ((await reviewOf(deps, checkoutId))?.status !== 'approved') return;
      await deps.db.transact((tx) => captureHeld(deps, tx, checkoutId));
    },
  };
}

async function captureHeld(deps: CheckoutDeps, tx: Tx, checkoutId: string): Promise<void> {
  if ((await lockSession(tx, checkoutId)) === undefined) return;
  const payment = await findPaymentOfCheckout(tx, checkoutId);
  const attempt = payment && (await findLiveAttempt(tx, payment.paymentId));
  if (payment === undefined || attempt === undefined || !isHeldForReview(payment, attempt)) return;
  if (attempt.status !== 'authorized' || attempt.captureRequestedAtMs !== null) return;
  await requestCapture(deps, tx, { attempt, bySweeper: true });
}
