import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import { limits } from '../../kernel/limits.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { paymentAuthorized } from '../events.ts';
import { extendSession } from '../session/store.ts';
import { extendForPayment } from '../wallet/pay-from-wallet.ts';
import { attemptTransitions, liveStates } from './attempt.ts';
import { surplusReason, type WordCase } from './judge-word.ts';
import { paymentTransitions } from './payment.ts';
import { startClosing } from './start-closing.ts';
import { updateAttempt, updatePayment } from './store.ts';

/**
 * Money is reserved, and all of it matches. What would be surplus if it were taken is given back at once; else the
 * checkout stays open until shortly before the reservation ends, and nothing is granted until it is captured.
 */
export async function applyAuthorization(
  deps: CheckoutDeps,
  tx: Tx,
  thing: WordCase,
): Promise<'authorized' | 'released' | 'nothing_new'> {
  const { attempt } = thing;
  if (attempt.status === 'authorized' || attempt.status === 'closing') return 'nothing_new';
  if (!liveStates.includes(attempt.status)) return releaseEnded(deps, tx, thing);
  if ((await surplusReason(deps, tx, thing)) !== null) {
    await startClosing(deps, tx, attempt);
    return 'released';
  }
  await keepReservation(deps, tx, thing);
  return 'authorized';
}

async function keepReservation(deps: CheckoutDeps, tx: Tx, thing: WordCase): Promise<void> {
  const { session, payment, attempt, word } = thing;
  const nowMs = deps.clock.nowMs();
  const captureUntilMs = word.payment.captureUntilMs ?? nowMs + limits.authorizationTtlMs;
  // Whoever asked for the money at once gets it so; a capture in doubt goes on being wanted.
  const isWanted = attempt.captureMode === 'automatic' || attempt.captureRequestedAtMs !== null;
  const captureRequestedAtMs = isWanted ? (attempt.captureRequestedAtMs ?? nowMs) : null;
  await updateAttempt(tx, attempt, {
    status: transition(attemptTransitions, attempt.status, 'authorized'),
    gatewayPaymentId: word.payment.gatewayPaymentId,
    captureUntilMs,
    captureRequestedAtMs,
    checks: 0,
    checkAtMs: isWanted ? nowMs : captureUntilMs,
    updatedAtMs: nowMs,
  });
  await updatePayment(tx, payment.paymentId, {
    status: transition(paymentTransitions, payment.status, 'authorized'),
    updatedAtMs: nowMs,
  });
  await extendForPayment(tx, { payment, attempt, untilMs: captureUntilMs });
  await extendSession(tx, session.checkoutId, captureUntilMs - limits.authorizationMarginMs);
  if (isWanted) afterCommit(tx, () => deps.wakeJob('checkout.check_attempts'));
  if (attempt.captureUntilMs !== null) return;
  await paymentAuthorized(deps, tx, { payment, attempt, captureUntilMs });
}

/** Reserved on an attempt that was over: the sweeper gives it back. */
async function releaseEnded(deps: CheckoutDeps, tx: Tx, { attempt }: WordCase): Promise<'released'> {
  const nowMs = deps.clock.nowMs();
  await updateAttempt(tx, attempt, { checkAtMs: nowMs, updatedAtMs: nowMs });
  afterCommit(tx, () => deps.wakeJob('checkout.check_attempts'));
  return 'released';
}
