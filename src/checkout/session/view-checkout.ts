import type { Caller } from '../../identity/index.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { paymentRefusalOf } from '../../risk/index.ts';
import type { CheckoutDeps } from '../deps.ts';
import { askWhenSeen } from '../payment/ask-when-seen.ts';
import { liveStates } from '../payment/attempt.ts';
import { failureText } from '../payment/failures.ts';
import { collectedStates } from '../payment/payment.ts';
import { returnTokenOf } from '../payment/return-token.ts';
import { orderMethods } from '../routing/order-methods.ts';
import type { CheckoutView, NextAction } from '../wire.ts';
import { consentTexts, currentConsentVersion, topUpConsentTexts } from './consent.ts';
import { methodsFor } from './methods.ts';
import { type CheckoutParts, readParts } from './read-parts.ts';
import type { Session } from './store.ts';

export type ViewDeps = Pick<
  CheckoutDeps,
  'clock' | 'gateways' | 'router' | 'livemode' | 'merchant' | 'publicUrl' | 'returnSecret' | 'topUpPackages'
>;

/** How long the browser should wait before it asks again about a payment in doubt, in ms. */
const WAIT_MS = 2_000;

/** A checkout as its learner sees it. Throws `not_found` for anybody else. */
export async function viewCheckout(
  deps: CheckoutDeps,
  command: { caller: Caller; checkoutId: string },
): Promise<CheckoutView> {
  const at = { checkoutId: command.checkoutId, nowMs: deps.clock.nowMs() };
  const parts = await readParts(deps.db.query, at);
  if (parts === undefined || parts.session.learnerId !== command.caller.learnerId) {
    throw new DomainError(kernelErrors.not_found);
  }
  if (parts.attempt !== undefined) askWhenSeen(deps, parts.attempt);
  const view = composeView(deps, parts);
  return parts.session.status === 'expired' ? { ...view, ...(await appealOf(deps, view)) } : view;
}

/** Only what nobody bought is asked about, so that a purchase costs no query for it. */
async function appealOf(
  deps: Pick<CheckoutDeps, 'db'>,
  { checkoutId }: Pick<CheckoutView, 'checkoutId'>,
): Promise<Pick<CheckoutView, 'mayAppeal'>> {
  const refusal = await paymentRefusalOf(deps.db.query, checkoutId);
  return refusal?.subject === 'review_expired' ? { mayAppeal: true } : {};
}

/** The view of a checkout within a transaction that holds its lock. */
export async function viewLocked(deps: ViewDeps, tx: Tx, checkoutId: string): Promise<CheckoutView> {
  const parts = await readParts(tx, { checkoutId, nowMs: deps.clock.nowMs() });
  if (parts === undefined) throw new Error(`checkout ${checkoutId} is gone`);
  return composeView(deps, parts);
}

/** The view of a checkout. Prices, methods and texts come from the server's own state only (M9). */
export function composeView(deps: ViewDeps, parts: CheckoutParts): CheckoutView {
  const { session } = parts;
  const paid = session.status === 'complete';
  return {
    checkoutId: session.checkoutId,
    status: session.status,
    livemode: deps.livemode,
    language: session.language,
    surface: session.surface,
    conversationId: session.conversationId,
    lines: session.lines.map(({ productId, title, kind, amountMinor, discountMinor, totalMinor }) => ({
      productId,
      title,
      kind,
      amountMinor,
      discountMinor,
      totalMinor,
    })),
    currency: session.currency,
    subtotalMinor: session.subtotalMinor,
    discountMinor: session.discountMinor,
    taxMinor: session.taxMinor,
    totalMinor: session.totalMinor,
    ...(session.couponCode !== null && { coupon: { code: session.couponCode } }),
    ...(session.topUp !== null && { topUp: session.topUp }),
    ...walletPartOf(deps, parts),
    sellerName: deps.merchant.legalName,
    methods: orderMethods(
      methodsFor(session, deps.gateways),
      deps.router.version().config.methodOrders[session.surface],
      session.checkoutId,
    ),
    consent: { version: currentConsentVersion, text: consentTextOf(session) },
    expiresAtMs: session.expiresAtMs,
    serverNowMs: deps.clock.nowMs(),
    payment: parts.payment === undefined ? null : paymentView(deps, parts.payment, parts.attempt),
    order:
      parts.order === undefined
        ? null
        : { orderId: parts.order.orderId, orderNumber: parts.order.orderNumber },
    access: paid
      ? session.lines.map(({ productId, title, url }) => ({ productId, title, startUrl: url }))
      : [],
  };
}

function consentTextOf({ topUp }: Pick<Session, 'topUp'>): CheckoutView['consent']['text'] {
  return (topUp === null ? consentTexts : topUpConsentTexts)[currentConsentVersion];
}

/** What the wallet can give, and gives. Nothing is said of one that is empty and cannot be filled. */
function walletPartOf(deps: ViewDeps, parts: CheckoutParts): Pick<CheckoutView, 'wallet'> {
  const { session, payment, attempt, spendableMinor } = parts;
  if (session.topUp !== null) return {};
  const isLive = attempt !== undefined && liveStates.includes(attempt.status);
  const usedMinor = payment === undefined ? 0 : usedFromWallet(payment, attempt);
  // What the present attempt holds comes back when another one takes its place.
  const availableMinor = spendableMinor + (isLive ? usedMinor : 0);
  const canTopUp = deps.topUpPackages.some(({ currency }) => currency === session.currency);
  if (availableMinor === 0 && usedMinor === 0 && !canTopUp) return {};
  const usableMinor = Math.min(availableMinor, session.totalMinor);
  return { wallet: { availableMinor, usableMinor, usedMinor, canTopUp } };
}

function usedFromWallet(
  payment: NonNullable<CheckoutParts['payment']>,
  attempt: CheckoutParts['attempt'],
): number {
  const isPaid = collectedStates.includes(payment.status);
  if (isPaid && payment.countedAttemptId === null) return payment.amountMinor;
  if (attempt === undefined) return 0;
  const counts = isPaid
    ? payment.countedAttemptId === attempt.attemptId
    : liveStates.includes(attempt.status);
  return counts ? payment.amountMinor - attempt.amountMinor : 0;
}

function paymentView(
  deps: ViewDeps,
  payment: NonNullable<CheckoutParts['payment']>,
  attempt: CheckoutParts['attempt'],
): NonNullable<CheckoutView['payment']> {
  const code = attempt?.failureCode ?? null;
  const failed = attempt?.status === 'failed' && payment.countedAttemptId === null;
  return {
    paymentId: payment.paymentId,
    status: payment.status,
    method: attempt?.method ?? null,
    action: nextAction(deps, attempt),
    failure: failed && code !== null ? { code, message: failureText(code) } : null,
  };
}

/** What the learner has to do about the newest attempt. */
function nextAction(deps: ViewDeps, attempt: CheckoutParts['attempt']): NextAction {
  if (attempt === undefined || !liveStates.includes(attempt.status)) return { type: 'none' };
  // Reserved: the seller has to act.
  if (attempt.status === 'authorized') return { type: 'none' };
  if (attempt.status !== 'requires_action' || attempt.action === null) {
    return { type: 'wait', retryAfterMs: WAIT_MS };
  }
  if (attempt.action.type !== 'redirect') return attempt.action;
  const token = returnTokenOf(deps.returnSecret, attempt.attemptId);
  return { type: 'redirect', url: `${deps.publicUrl}/go/${token}`, expiresAtMs: attempt.action.expiresAtMs };
}
