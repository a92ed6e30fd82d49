import type { Caller } from '../../identity/index.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { failpoint } from '../../kernel/failpoint.ts';
import { newReference } from '../../kernel/id.ts';
import { limits } from '../../kernel/limits.ts';
import { transition } from '../../kernel/state-machine.ts';
import { type Assessment, openReview, refusalOf, saveAssessment } from '../../risk/index.ts';
import type { CheckoutDeps } from '../deps.ts';
import { findOwned } from '../entitlement/store.ts';
import { checkoutErrors } from '../errors.ts';
import {
  claimKey,
  type GivenAnswer,
  type IdempotentRequest,
  keepAnswer,
  releaseKey,
} from '../idempotency.ts';
import { type Placing, placeOrder } from '../order/place-order.ts';
import { currentConsentVersion } from '../session/consent.ts';
import { gatewayFor, methodsFor } from '../session/methods.ts';
import { extendSession, lockSession, type Session } from '../session/store.ts';
import { viewLocked } from '../session/view-checkout.ts';
import type { PayCheckoutBody } from '../wire.ts';
import { announce } from './apply-gateway-payment.ts';
import { attemptTransitions, liveStates } from './attempt.ts';
import { settlePayment } from './settle-payment.ts';
import {
  type Attempt,
  findAttempts,
  findPaymentOfCheckout,
  type Payment,
  saveAttempt,
  updateAttempt,
} from './store.ts';

export interface PayCheckout {
  readonly caller: Caller;
  /** The caller's Idempotency-Key. */
  readonly key: string;
  readonly checkoutId: string;
  readonly body: PayCheckoutBody;
  readonly buyer: Placing['buyer'];
}

export interface Preparing {
  readonly command: PayCheckout;
  readonly request: IdempotentRequest;
  /** What risk thinks of this press; null when there is nothing to judge. */
  readonly judged: Assessment | null;
  /** True when an earlier round of this request has claimed the key. */
  readonly claimed: boolean;
}

/** `refused`: risk stopped it, and that is committed. `call`: the attempt is committed, ask the gateway. `close_first`: close this one there, then prepare again. */
export type Prepared =
  | { readonly kind: 'answered'; readonly answer: GivenAnswer }
  | { readonly kind: 'call'; readonly session: Session; readonly attempt: Attempt; readonly resume: boolean }
  | { readonly kind: 'refused'; readonly error: DomainError }
  | { readonly kind: 'close_first'; readonly attempt: Attempt };

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

/** Another press while an attempt may still charge: show that one, resume it, or close it for another method. */
async function continueLive(deps: CheckoutDeps, tx: Tx, thing: LiveCase): Promise<Prepared> {
  const { preparing, session, live, resumed } = thing;
  const nowMs = deps.clock.nowMs();
  if (live.status === 'requires_action' && live.method === preparing.command.body.method) {
    return answerNow(deps, tx, { request: preparing.request, session });
  }
  if (live.status === 'requires_action') {
    const status = transition(attemptTransitions, live.status, 'closing');
    await updateAttempt(tx, live, { status, checkAtMs: nowMs + limits.gatewayTimeoutMs, updatedAtMs: nowMs });
    return { kind: 'close_first', attempt: { ...live, status } };
  }
  const abandoned = live.status === 'created' && nowMs - live.updatedAtMs > limits.idempotencyLockMs;
  if (live.status === 'created' && (resumed || abandoned))
    return { kind: 'call', session, attempt: live, resume: true };
  throw new DomainError(checkoutErrors.payment_being_checked, { retryAfterSeconds: 2 });
}

async function answerNow(
  deps: CheckoutDeps,
  tx: Tx,
  { request, session }: { request: IdempotentRequest; session: Pick<Session, 'checkoutId'> },
): Promise<Prepared> {
  const body = await viewLocked(deps, tx, session.checkoutId);
  await keepAnswer(tx, request, { status: 200, body });
  return { kind: 'answered', answer: { status: 200, body, replayed: false } };
}

interface Beginning {
  readonly preparing: Preparing;
  readonly session: Session;
  readonly payment: Payment | undefined;
  readonly number: number;
}

async function beginAttempt(deps: CheckoutDeps, tx: Tx, beginning: Beginning): Promise<Prepared> {
  const { preparing, session } = beginning;
  const { command, request } = preparing;
  const owned = await findOwned(
    tx,
    session,
    session.lines.map((line) => line.productId),
  );
  if (owned.length > 0)
    throw new DomainError(checkoutErrors.already_owned, { extensions: { productIds: owned } });
  const route = session.totalMinor === 0 ? null : routeOf(deps, session, command);
  const standing = await assess(deps, tx, beginning);
  if (standing.refusal !== null) {
    await releaseKey(tx, request);
    return { kind: 'refused', error: standing.refusal };
  }
  const payment = beginning.payment ?? (await place(deps, tx, beginning));
  if (route === null) return settleFree(deps, tx, { request, session, payment });
  const attempt = attemptOf(deps, { ...beginning, payment, route, challenge: standing.challenge });
  await saveAttempt(tx, attempt);
  failpoint('pay.before_attempt_commit');
  return { kind: 'call', session, attempt, resume: false };
}

/** Keeps the judgement with the attempt it is about, or with the refusal; a held one gets a review and time for it. */
async function assess(
  deps: CheckoutDeps,
  tx: Tx,
  { preparing, session }: Beginning,
): Promise<{ refusal: DomainError | null; challenge: boolean }> {
  if (preparing.judged === null) return { refusal: null, challenge: false };
  const assessment = await saveAssessment(deps.risk, tx, preparing.judged);
  if (assessment.decision === 'review') {
    await openReview(deps.risk, tx, assessment);
    await extendSession(tx, session.checkoutId, deps.clock.nowMs() + limits.reviewTtlMs);
  }
  return { refusal: refusalOf(assessment), challenge: assessment.decision === 'challenge' };
}

async function place(deps: CheckoutDeps, tx: Tx, { preparing, session }: Beginning): Promise<Payment> {
  const { consent } = preparing.command.body;
  const { payment } = await placeOrder(deps, tx, { session, consent, buyer: preparing.command.buyer });
  return payment;
}

/** A zero total is its own proof (M2): no gateway is asked. */
async function settleFree(
  deps: CheckoutDeps,
  tx: Tx,
  thing: { request: IdempotentRequest; session: Session; payment: Payment },
): Promise<Prepared> {
  const { request, session, payment } = thing;
  const placed: Session = { ...session, status: 'confirmed' };
  await settlePayment(deps, tx, { session: placed, payment, attempt: null });
  announce(deps, tx, session);
  return answerNow(deps, tx, { request, session });
}

interface Route {
  readonly gateway: string;
  readonly gatewayMerchantId: string;
  readonly method: Attempt['method'];
  readonly flow: Attempt['flow'];
}

function routeOf(deps: CheckoutDeps, session: Session, { body }: PayCheckout): Route {
  const view = methodsFor(session.surface, deps.gateways).find(
    (candidate) => candidate.method === body.method,
  );
  const gateway = view?.available ? gatewayFor(view.method, deps.gateways) : undefined;
  if (view === undefined || gateway === undefined) {
    const extensions = view?.reason ? { reason: view.reason } : {};
    throw new DomainError(checkoutErrors.method_unavailable, { extensions });
  }
  return {
    gateway: gateway.name,
    gatewayMerchantId: gateway.gatewayMerchantId,
    method: view.method,
    flow: view.flow,
  };
}

function attemptOf(
  deps: CheckoutDeps,
  beginning: Beginning & { payment: Payment; route: Route; challenge: boolean },
): Attempt {
  const { session, payment, route, number, preparing } = beginning;
  const nowMs = deps.clock.nowMs();
  return {
    attemptId: deps.newId('att'),
    paymentId: payment.paymentId,
    number,
    ...route,
    // Whoever has to prove themselves does so on the gateway's own page.
    ...(beginning.challenge ? { challenge: 1, flow: 'redirect' as const } : { challenge: 0 }),
    surface: session.surface,
    gatewayReference: newReference('T'),
    gatewayPaymentId: null,
    merchantAccountId: session.merchantAccountId,
    livemode: session.livemode,
    currency: session.currency,
    amountMinor: session.totalMinor,
    status: 'created',
    action: null,
    failureCode: null,
    returnUrl: preparing.command.body.returnUrl ?? null,
    expiresAtMs: session.expiresAtMs,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    // Should this process die before the gateway has answered, the sweeper asks there.
    checkAtMs: nowMs + limits.idempotencyLockMs,
    checks: 0,
    capturedAtMs: null,
  };
}
