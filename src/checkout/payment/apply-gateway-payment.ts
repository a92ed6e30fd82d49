import { afterCommit, hasOneWriter, type Tx } from '../../kernel/db/database.ts';
import type { CheckoutDeps } from '../deps.ts';
import { withPayerKey } from '../gateway/payer-key.ts';
import { returnSurplus, type Surplus } from '../refund/return-surplus.ts';
import { lockSession, type Session } from '../session/store.ts';
import { CHECKOUT_TOPIC } from '../session/wait-for-change.ts';
import { releaseForPayment } from '../wallet/pay-from-wallet.ts';
import { applyAuthorization } from './apply-authorization.ts';
import { liveStates } from './attempt.ts';
import { countPayment } from './count-payment.ts';
import { changeAttempt, endAttempt, failPayment } from './end-attempt.ts';
import { type GatewayWord, type Mismatch, mismatchOf, surplusReason, type WordCase } from './judge-word.ts';
import { settlePayment } from './settle-payment.ts';
import { startClosing } from './start-closing.ts';
import {
  type Attempt,
  findAttempt,
  findAttemptByReference,
  findLiveAttempt,
  findPaymentOfCheckout,
  updateAttempt,
} from './store.ts';
import { keepTaken, takePart } from './take-part.ts';

/** What a gateway said about a payment changed: for the gateway event's record. */
export type Applied =
  | 'succeeded'
  | 'authorized'
  | 'released'
  | 'surplus'
  | 'failed'
  | 'closed'
  /** Not believed by itself: the gateway is asked. */
  | 'asked'
  | 'nothing_new'
  | 'unknown_reference'
  | 'mismatch';

/**
 * Applies what a gateway says of a payment, verified, in one transaction. Repeated, late and unordered words are
 * harmless (M10): only states of the table change, under the checkout's lock.
 */
export async function applyGatewayPayment(deps: CheckoutDeps, tx: Tx, word: GatewayWord): Promise<Applied> {
  const found = await findAttemptByReference(tx, word.payment.gatewayReference);
  if (found === undefined) return 'unknown_reference';
  const session = await lockSession(tx, found.checkoutId);
  // Nobody else writes while one writer's transaction waits for nothing.
  const attempt = hasOneWriter(tx) ? found.attempt : await findAttempt(tx, found.attemptId);
  const payment = await findPaymentOfCheckout(tx, found.checkoutId);
  if (session === undefined || attempt === undefined || payment === undefined) return 'unknown_reference';
  const applied = await applyWord(deps, tx, { session, payment, attempt, word });
  if (applied !== 'nothing_new') announce(deps, tx, session);
  return applied;
}

/** Tells the learner's open widgets to look again, once this is committed. */
export function announce(
  deps: CheckoutDeps,
  tx: Tx,
  session: Pick<Session, 'checkoutId' | 'learnerId'>,
): void {
  const { checkoutId, learnerId } = session;
  afterCommit(tx, () => deps.broadcast.publish(CHECKOUT_TOPIC, { checkoutId, learnerId }));
}

async function applyWord(deps: CheckoutDeps, tx: Tx, thing: WordCase): Promise<Applied> {
  const { attempt, word } = thing;
  if (attempt.status === 'succeeded' || attempt.status === 'surplus') return 'nothing_new';
  if (word.payment.status === 'pending') return 'nothing_new';
  if (word.payment.status === 'succeeded' || word.payment.status === 'authorized') {
    const mismatch = mismatchOf(deps, thing);
    if (mismatch !== null) return applyMismatch(deps, tx, { ...thing, mismatch });
    const isTaken = word.payment.status === 'succeeded';
    return isTaken ? applyCapture(deps, tx, thing) : applyAuthorization(deps, tx, thing);
  }
  return liveStates.includes(attempt.status) ? applyEnd(deps, tx, thing) : 'nothing_new';
}

async function applyEnd(deps: CheckoutDeps, tx: Tx, thing: WordCase): Promise<Applied> {
  const { attempt, word } = thing;
  if (mayBeOutdated(thing)) {
    await askSoon(deps, tx, attempt);
    return 'asked';
  }
  if (word.payment.status === 'closed') {
    await endAttempt(deps, tx, { ...thing, to: 'canceled' });
    return 'closed';
  }
  const { payerKey } = withPayerKey(deps, word.payment);
  await endAttempt(deps, tx, {
    ...{ ...thing, to: 'failed', code: word.payment.declineCode ?? 'declined' },
    ...(payerKey !== undefined && { payerKey }),
  });
  return 'failed';
}

/**
 * Payers who were declined try again, and messages overtake each other: that an attempt ended, heard after its money
 * was reserved or while it is being closed, may be the older news. The gateway's answer ends those.
 */
function mayBeOutdated({ attempt, word }: WordCase): boolean {
  const isAskedAnyway = attempt.captureUntilMs !== null || attempt.status === 'closing';
  return word.source === 'notification' && isAskedAnyway;
}

async function askSoon(deps: CheckoutDeps, tx: Tx, attempt: Attempt): Promise<void> {
  const nowMs = deps.clock.nowMs();
  await updateAttempt(tx, attempt, { checkAtMs: nowMs, updatedAtMs: nowMs });
  afterCommit(tx, () => deps.wakeJob('checkout.check_attempts'));
}

async function applyCapture(deps: CheckoutDeps, tx: Tx, thing: WordCase): Promise<Applied> {
  const surplus = await surplusReason(deps, tx, thing);
  if (surplus !== null) return applySurplus(deps, tx, { ...thing, reason: surplus });
  const taken = await takePart(deps, tx, thing);
  const { payerMinor } = thing.word.payment;
  const isLess = payerMinor != null && payerMinor < taken.attempt.amountMinor;
  await changeAttempt(deps, tx, {
    attempt: taken.attempt,
    to: 'succeeded',
    payerMinor: isLess ? payerMinor : null,
  });
  const { payerKey } = withPayerKey(deps, thing.word.payment);
  await settlePayment(deps, tx, payerKey === undefined ? taken : { ...taken, payerKey });
  // An attempt that was live until now was the only one (M3).
  if (!liveStates.includes(thing.attempt.status)) await closeOther(deps, tx, taken);
  return 'succeeded';
}

async function applyMismatch(
  deps: CheckoutDeps,
  tx: Tx,
  thing: WordCase & { mismatch: Mismatch },
): Promise<Applied> {
  const { attempt, payment, word, mismatch } = thing;
  deps.log.error(
    { attemptId: attempt.attemptId, mismatch, source: word.source },
    'a gateway message does not match',
  );
  deps.meter
    .counter('tilltalk_gateway_mismatch_total', 'Gateway messages that do not match the attempt', [
      'gateway',
      'field',
    ])
    .inc({ gateway: attempt.gateway, field: mismatch });
  if (word.source === 'notification') {
    await askSoon(deps, tx, attempt);
    return 'mismatch';
  }
  if (word.payment.status === 'authorized') {
    if (liveStates.includes(attempt.status)) await startClosing(deps, tx, attempt);
    return 'mismatch';
  }
  if (mismatch === 'amount' || mismatch === 'currency') {
    await changeAttempt(deps, tx, { attempt, to: 'surplus', code: 'amount_mismatch' });
    await returnSurplus(deps, tx, {
      payment,
      attempt,
      capturedMinor: word.payment.amountMinor,
      currency: word.payment.currency,
      reason: 'amount_mismatch',
    });
    afterCommit(tx, () => deps.wakeJob('checkout.execute_refunds'));
  } else if (liveStates.includes(attempt.status)) {
    // Money that another account took is not ours to return: the attempt ends and a person must look.
    await changeAttempt(deps, tx, { attempt, to: 'failed', code: 'merchant_mismatch' });
  }
  await releaseForPayment(deps, tx, thing);
  if (payment.countedAttemptId === null) await failPayment(deps, tx, payment);
  return 'mismatch';
}

async function applySurplus(
  deps: CheckoutDeps,
  tx: Tx,
  thing: WordCase & Pick<Surplus, 'reason'>,
): Promise<Applied> {
  const { payment, attempt, session, reason } = thing;
  const { amountMinor, currency } = await keepTaken(deps, tx, attempt);
  await changeAttempt(deps, tx, { attempt, to: 'surplus' });
  await releaseForPayment(deps, tx, thing);
  countPayment(deps, tx, { outcome: 'surplus', method: attempt.method, gateway: attempt.gateway });
  await returnSurplus(deps, tx, { payment, attempt, capturedMinor: amountMinor, currency, reason });
  afterCommit(tx, () => deps.wakeJob('checkout.execute_refunds'));
  if (payment.countedAttemptId === null && session.status === 'confirmed')
    await failPayment(deps, tx, payment);
  return 'surplus';
}

/** What could still charge is closed at its gateway; should it be paid all the same, that is surplus. */
async function closeOther(deps: CheckoutDeps, tx: Tx, { payment }: WordCase): Promise<void> {
  const other = await findLiveAttempt(tx, payment.paymentId);
  if (other !== undefined) await startClosing(deps, tx, other);
}
