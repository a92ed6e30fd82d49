import type { Caller } from '../../identity/index.ts';
import type { Queries } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { findOrder, type Order } from '../order/store.ts';
import { liveStates } from '../payment/attempt.ts';
import { failureText } from '../payment/failures.ts';
import { returnTokenOf } from '../payment/return-token.ts';
import { type Attempt, findAttempts, findPaymentOfCheckout, type Payment } from '../payment/store.ts';
import type { CheckoutView, NextAction } from '../wire.ts';
import { consentTexts, currentConsentVersion } from './consent.ts';
import { methodsFor } from './methods.ts';
import { findSession, type Session } from './store.ts';

export type ViewDeps = Pick<
  CheckoutDeps,
  'clock' | 'gateways' | 'livemode' | 'merchant' | 'publicUrl' | 'returnSecret'
>;

/** What belongs to a checkout and is shown with it. */
export interface CheckoutParts {
  readonly session: Session;
  readonly payment: Payment | undefined;
  readonly order: Pick<Order, 'orderId' | 'orderNumber'> | undefined;
  /** The newest attempt. */
  readonly attempt: Attempt | undefined;
}

/** How long the browser should wait before it asks again about a payment in doubt, in ms. */
const WAIT_MS = 2_000;

/** A checkout as its learner sees it. Throws `not_found` for anybody else. */
export async function viewCheckout(
  deps: CheckoutDeps,
  command: { caller: Caller; checkoutId: string },
): Promise<CheckoutView> {
  const session = await findSession(deps.db.query, command.checkoutId);
  if (session === undefined || session.learnerId !== command.caller.learnerId) {
    throw new DomainError(kernelErrors.not_found);
  }
  return composeView(deps, await readParts(deps.db.query, session));
}

export async function readParts(db: Queries, session: Session): Promise<CheckoutParts> {
  if (session.status === 'open') return { session, payment: undefined, order: undefined, attempt: undefined };
  const payment = await findPaymentOfCheckout(db, session.checkoutId);
  if (payment === undefined) return { session, payment, order: undefined, attempt: undefined };
  const order = await findOrder(db, payment.orderId);
  const attempts = await findAttempts(db, payment.paymentId);
  return { session, payment, order, attempt: attempts.at(-1) };
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
    sellerName: deps.merchant.legalName,
    methods: methodsFor(session.surface, deps.gateways),
    consent: { version: currentConsentVersion, text: consentTexts[currentConsentVersion] },
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

function paymentView(
  deps: ViewDeps,
  payment: Payment,
  attempt: Attempt | undefined,
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
function nextAction(deps: ViewDeps, attempt: Attempt | undefined): NextAction {
  if (attempt === undefined || !liveStates.includes(attempt.status)) return { type: 'none' };
  if (attempt.status !== 'requires_action' || attempt.action === null) {
    return { type: 'wait', retryAfterMs: WAIT_MS };
  }
  if (attempt.action.type === 'qr') return attempt.action;
  const token = returnTokenOf(deps.returnSecret, attempt.attemptId);
  return { type: 'redirect', url: `${deps.publicUrl}/go/${token}`, expiresAtMs: attempt.action.expiresAtMs };
}
