import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkoutErrors } from '../errors.ts';
import { claimKey } from '../idempotency.ts';
import { currentConsentVersion } from '../session/consent.ts';
import { lockSession, type Session } from '../session/store.ts';
import { answerNow } from './answer-now.ts';
import { attemptTransitions, liveStates } from './attempt.ts';
import { beginAttempt } from './begin-attempt.ts';
import type { PayCheckout, Prepared, Preparing } from './prepared.ts';
import { type Attempt, findAttempts, findPaymentOfCheckout, updateAttempt } from './store.ts';

/** The first transaction of pay: key, order, payment and attempt are committed before any gateway is called (M4). */
export async function prepareAttempt(deps: CheckoutDeps, preparing: Preparing): Promise<Prepared> {
  return deps.db.transact(async (tx) => {
    const claim = preparing.claimed
      ? ({ outcome: 'claimed' } as const)
      : await claimKey(deps, tx, preparing.request);
    if (claim.outcome === 'answered') return { kind: 'answered', answer: claim.answer };
    return continueOrBegin(deps, tx, { ...preparing, resumed: claim.outcome === 'resumed' });
  });
}

async function continueOrBegin(
  deps: CheckoutDeps,
  tx: Tx,
  preparing: Preparing & { resumed: boolean },
): Promise<Prepared> {
  const { command, request, resumed } = preparing;
  const session = await lockSession(tx, command.checkoutId);
  if (session === undefined || session.learnerId !== command.caller.learnerId) {
    throw new DomainError(kernelErrors.not_found);
  }
  if (session.status === 'complete') return answerNow(deps, tx, { request, session });
  refuseOutdated(deps, session, command);
  const payment = await findPaymentOfCheckout(tx, session.checkoutId);
  const attempts = payment === undefined ? [] : await findAttempts(tx, payment.paymentId);
  const live = attempts.find((attempt) => liveStates.includes(attempt.status));
  if (live !== undefined) return continueLive(deps, tx, { preparing, session, live, resumed });
  return beginAttempt(deps, tx, { preparing, session, payment, number: attempts.length + 1 });
}

function refuseOutdated(deps: CheckoutDeps, session: Session, { body }: PayCheckout): void {
  if (session.status === 'canceled') throw new DomainError(checkoutErrors.checkout_canceled);
  if (session.status === 'expired' || session.expiresAtMs <= deps.clock.nowMs()) {
    throw new DomainError(checkoutErrors.checkout_expired);
  }
  if (body.consent.version !== currentConsentVersion) throw new DomainError(checkoutErrors.consent_outdated);
  if (body.expectedTotalMinor !== session.totalMinor) {
    const extensions = { newTotalMinor: session.totalMinor, currency: session.currency, lines: [] };
    throw new DomainError(checkoutErrors.price_changed, { extensions });
  }
  if (body.returnUrl === undefined) return;
  if (!deps.allowedSites.includes(new URL(body.returnUrl).origin)) {
    throw new DomainError(checkoutErrors.return_url_not_allowed);
  }
}

interface LiveCase {
  readonly preparing: Preparing;
  readonly session: Session;
  readonly live: Attempt;
  readonly resumed: boolean;
}

/**
 * Another press while an attempt may still charge: show that one, resume it, or close it for another method or amount,
 * or because its code or page is over before the checkout is.
 */
async function continueLive(deps: CheckoutDeps, tx: Tx, thing: LiveCase): Promise<Prepared> {
  const { preparing, session, live, resumed } = thing;
  const nowMs = deps.clock.nowMs();
  const { method, walletMinor = 0 } = preparing.command.body;
  const isCurrent = live.action === null || live.action.expiresAtMs > nowMs;
  const isSame = isCurrent && live.method === method && live.amountMinor === session.totalMinor - walletMinor;
  // What is reserved already needs no other way to pay; the seller takes or releases it.
  if (live.status === 'authorized' || (live.status === 'requires_action' && isSame)) {
    return answerNow(deps, tx, { request: preparing.request, session });
  }
  if (live.status === 'requires_action') {
    const status = transition(attemptTransitions, live.status, 'closing');
    const checkAtMs = nowMs + limits.gatewayTimeoutMs;
    await updateAttempt(tx, live, { status, checks: 0, checkAtMs, updatedAtMs: nowMs });
    return { kind: 'close_first', attempt: { ...live, status } };
  }
  const abandoned = live.status === 'created' && nowMs - live.updatedAtMs > limits.idempotencyLockMs;
  if (live.status === 'created' && (resumed || abandoned))
    return { kind: 'call', session, attempt: live, resume: true };
  throw new DomainError(checkoutErrors.payment_being_checked, { retryAfterSeconds: 2 });
}
