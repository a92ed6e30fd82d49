import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import { DomainError } from '../../kernel/errors.ts';
import { failpoint } from '../../kernel/failpoint.ts';
import { newReference } from '../../kernel/id.ts';
import { limits } from '../../kernel/limits.ts';
import { openReview, refusalOf, saveAssessment } from '../../risk/index.ts';
import type { CheckoutDeps } from '../deps.ts';
import { findOwned } from '../entitlement/store.ts';
import { checkoutErrors } from '../errors.ts';
import { type IdempotentRequest, releaseKey } from '../idempotency.ts';
import { placeOrder } from '../order/place-order.ts';
import { holdPlaces } from '../places/hold-places.ts';
import { flowWhenChallenged } from '../session/methods.ts';
import { refuseUnsold } from '../session/refuse-unsold.ts';
import { extendSession, type Session } from '../session/store.ts';
import { holdForPayment } from '../wallet/pay-from-wallet.ts';
import { answerNow } from './answer-now.ts';
import { announce } from './apply-gateway-payment.ts';
import type { PayCheckout, Prepared, Preparing } from './prepared.ts';
import { canHoldCapture, captureModeOf, type Route, routePayment } from './route-payment.ts';
import { settlePayment } from './settle-payment.ts';
import { type Attempt, type Payment, saveAttempt } from './store.ts';

export interface Beginning {
  readonly preparing: Preparing;
  readonly session: Session;
  readonly payment: Payment | undefined;
  readonly number: number;
}

/** Places the order on the first press and writes the next attempt, or settles what costs nothing. */
export async function beginAttempt(deps: CheckoutDeps, tx: Tx, beginning: Beginning): Promise<Prepared> {
  const { preparing, session } = beginning;
  const { command, request } = preparing;
  const owned = await findOwned(
    tx,
    session,
    session.lines.map((line) => line.productId),
  );
  if (owned.length > 0)
    throw new DomainError(checkoutErrors.already_owned, { extensions: { productIds: owned } });
  const walletMinor = walletWish(session, command);
  const route = session.totalMinor === walletMinor ? null : routePayment(deps, session, command);
  const standing = await assess(deps, tx, { ...beginning, route });
  if (standing.refusal !== null) {
    await releaseKey(tx, request);
    return { kind: 'refused', error: standing.refusal };
  }
  const payment = beginning.payment ?? (await place(deps, tx, beginning));
  if (walletMinor > 0) {
    const { expiresAtMs } = session;
    await holdForPayment(deps, tx, { payment, amountMinor: walletMinor, expiresAtMs });
  }
  if (route === null) return settleAtOnce(deps, tx, { request, session, payment });
  const { challenge, isHeld } = standing;
  const attempt = attemptOf(deps, { ...beginning, payment, route, challenge, isHeld });
  await saveAttempt(tx, attempt);
  afterCommit(tx, () => deps.journal?.recordAttempt(attempt));
  failpoint('pay.before_attempt_commit');
  return { kind: 'call', session, attempt, resume: false };
}

/** How much of the total the learner wants to come from the wallet. Throws `wallet_not_usable`, `wallet_balance_changed`. */
function walletWish({ topUp, totalMinor, currency }: Session, { body }: PayCheckout): number {
  const walletMinor = body.walletMinor ?? 0;
  if (walletMinor > 0 && topUp !== null) throw new DomainError(checkoutErrors.wallet_not_usable);
  if (walletMinor <= totalMinor) return walletMinor;
  const extensions = { availableMinor: totalMinor, currency };
  throw new DomainError(checkoutErrors.wallet_balance_changed, { extensions });
}

interface Standing {
  readonly refusal: DomainError | null;
  readonly challenge: boolean;
  /** True when the money is to be reserved only, until a person has looked. */
  readonly isHeld: boolean;
}

/** Keeps the judgement with the attempt it is about, or with the refusal; a held one gets a review and time for it. */
async function assess(
  deps: CheckoutDeps,
  tx: Tx,
  beginning: Beginning & { route: Route | null },
): Promise<Standing> {
  const { preparing, session, route } = beginning;
  if (preparing.judged === null) return { refusal: null, challenge: false, isHeld: false };
  const assessment = await saveAssessment(deps.risk, tx, preparing.judged);
  if (assessment.decision === 'review') {
    await openReview(deps.risk, tx, assessment);
    await extendSession(tx, session.checkoutId, deps.clock.nowMs() + limits.reviewTtlMs);
  }
  // What a gateway can reserve may be paid meanwhile, where the policy says so: it is taken once a person approves.
  if (assessment.decision === 'review' && canHoldCapture(deps, route))
    return { refusal: null, challenge: false, isHeld: true };
  const challenge = assessment.decision === 'challenge';
  return { refusal: refusalOf(assessment), challenge, isHeld: false };
}

async function place(deps: CheckoutDeps, tx: Tx, { preparing, session }: Beginning): Promise<Payment> {
  const { body, buyer, caller } = preparing.command;
  const { consent } = body;
  refuseUnsold(session.lines, { country: buyer.country, ageYears: caller.ageYears ?? null });
  const { payment } = await placeOrder(deps, tx, { session, consent, buyer });
  await holdPlaces(deps, tx, { session, orderId: payment.orderId });
  return payment;
}

/** A zero total is its own proof, and so is the wallet's posting (M2): no gateway is asked. */
async function settleAtOnce(
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

/** The only payment that a gateway refuses without the payer's address is WeChat Pay outside WeChat on a phone. */
function needsIpAddress(route: Route, session: Session): boolean {
  return route.method === 'wechat_pay' && route.flow === 'redirect' && session.surface === 'mobile_web';
}

function attemptOf(
  deps: CheckoutDeps,
  beginning: Beginning & { payment: Payment; route: Route } & Omit<Standing, 'refusal'>,
): Attempt {
  const { session, payment, route, number, preparing } = beginning;
  const nowMs = deps.clock.nowMs();
  return {
    attemptId: deps.newId('att'),
    paymentId: payment.paymentId,
    number,
    ...route,
    challenge: beginning.challenge ? 1 : 0,
    flow: beginning.challenge ? flowWhenChallenged({ ...route, place: session }, deps.gateways) : route.flow,
    surface: session.surface,
    gatewayReference: newReference('T'),
    gatewayPaymentId: null,
    merchantAccountId: session.merchantAccountId,
    livemode: session.livemode,
    currency: session.currency,
    amountMinor: session.totalMinor - (preparing.command.body.walletMinor ?? 0),
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
    payerIpAddress: needsIpAddress(route, session) ? preparing.command.ipAddress : null,
    captureMode: beginning.isHeld ? 'manual' : captureModeOf(deps, payment, route),
    captureUntilMs: null,
    captureRequestedAtMs: null,
    captureMinor: null,
    reservedMinor: null,
    payerMinor: null,
  };
}
