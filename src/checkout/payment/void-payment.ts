import type { Tx } from '../../kernel/db/database.ts';
import { DomainError } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkoutErrors } from '../errors.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { claimKey, type GivenAnswer, type IdempotentRequest } from '../idempotency.ts';
import { endSession } from '../session/end-checkout.ts';
import { answerWithPayment, type ChangePayment } from './capture-payment.ts';
import { closeAttempt } from './close-attempt.ts';
import { lockPayment } from './lock-payment.ts';
import { type Attempt, findLiveAttempt } from './store.ts';

/**
 * Gives back the money that a payment has reserved and ends its checkout. Committed before the gateway is asked, and
 * asked again by the sweeper until the gateway has said how it ended. Throws `not_found`, `payment_not_authorized`,
 * `capture_running` and the errors of `claimKey`.
 */
export async function voidPayment(deps: CheckoutDeps, command: ChangePayment): Promise<GivenAnswer> {
  const { actor, key, paymentId } = command;
  const request = { scope: `${actor}:payment.void`, key, fingerprint: fingerprintOf({ paymentId }) };
  const step = await deps.db.transact((tx) => prepare(deps, tx, { request, paymentId }));
  if ('answer' in step) return step.answer;
  if (step.closing !== undefined) await closeAttempt(deps, step.closing);
  return answerWithPayment(deps, request, paymentId);
}

type Step = { readonly answer: GivenAnswer } | { readonly closing: Attempt | undefined };

async function prepare(
  deps: CheckoutDeps,
  tx: Tx,
  { request, paymentId }: { request: IdempotentRequest; paymentId: string },
): Promise<Step> {
  const claim = await claimKey(deps, tx, request);
  if (claim.outcome === 'answered') return { answer: claim.answer };
  const { payment, session } = await lockPayment(tx, paymentId);
  const attempt = await findLiveAttempt(tx, paymentId);
  if (claim.outcome === 'resumed' && payment.status === 'canceled')
    return { closing: attempt?.status === 'closing' ? attempt : undefined };
  if (attempt !== undefined && attempt.captureRequestedAtMs !== null)
    throw new DomainError(checkoutErrors.capture_running, { retryAfterSeconds: 2 });
  if (attempt?.status !== 'authorized') {
    const extensions = { status: payment.status };
    throw new DomainError(checkoutErrors.payment_not_authorized, { extensions });
  }
  await endSession(deps, tx, { session, how: 'canceled' });
  return { closing: { ...attempt, status: 'closing' } };
}
