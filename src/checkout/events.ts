import type { Tx } from '../kernel/db/database.ts';
import type { OrderLine } from '../kernel/db/tables.ts';
import { appendEvent, type OutboxDeps } from '../kernel/outbox.ts';
import type { Attempt, Payment } from './payment/store.ts';
import type { Refund } from './refund/store.ts';
import type { Session } from './session/store.ts';

type Deps = OutboxDeps & { livemode: boolean };

function joined(deps: Deps, thing: { learnerId: string; conversationId: string | null }) {
  return { learnerId: thing.learnerId, conversationId: thing.conversationId, livemode: deps.livemode };
}

function linesOf(session: Session) {
  return session.lines.map(({ productId, impressionId, priceId, totalMinor }) => ({
    productId,
    impressionId,
    priceId,
    totalMinor,
  }));
}

/** `sentBy` is the member of staff who opened it for the learner; `isShownInTurn`: the bot's reply shows it. */
export function checkoutOpened(
  deps: Deps,
  tx: Tx,
  {
    session,
    sentBy,
    isShownInTurn,
  }: { session: Session; sentBy?: string | undefined; isShownInTurn?: true | undefined },
): Promise<string> {
  return appendEvent(deps, tx, {
    ...joined(deps, session),
    type: 'checkout.opened',
    subjectId: session.checkoutId,
    payload: {
      checkoutId: session.checkoutId,
      currency: session.currency,
      totalMinor: session.totalMinor,
      surface: session.surface,
      language: session.language,
      lines: linesOf(session),
      ...(sentBy !== undefined && { sentBy }),
      ...(isShownInTurn && { isShownInTurn }),
    },
  });
}

export function checkoutEnded(
  deps: Deps,
  tx: Tx,
  { session, how }: { session: Session; how: 'expired' | 'canceled' },
): Promise<string> {
  return appendEvent(deps, tx, {
    ...joined(deps, session),
    type: `checkout.${how}`,
    subjectId: session.checkoutId,
    payload: { checkoutId: session.checkoutId },
  });
}

export function paymentCreated(
  deps: Deps,
  tx: Tx,
  { payment, session }: { payment: Payment; session: Session },
): Promise<string> {
  return appendEvent(deps, tx, {
    ...joined(deps, payment),
    type: 'payment.created',
    subjectId: payment.paymentId,
    payload: {
      ...paymentIds(payment),
      surface: session.surface,
      language: session.language,
      lines: linesOf(session),
    },
  });
}

export function attemptFailed(
  deps: Deps,
  tx: Tx,
  {
    payment,
    attempt,
    code,
    payerKey,
  }: { payment: Payment; attempt: Attempt; code: string; payerKey?: number | undefined },
): Promise<string> {
  return appendEvent(deps, tx, {
    ...joined(deps, payment),
    type: 'payment.attempt_failed',
    subjectId: payment.paymentId,
    payload: {
      ...paymentIds(payment),
      attemptId: attempt.attemptId,
      gateway: attempt.gateway,
      method: attempt.method,
      code,
      // A keyed hash: risk counts by it.
      ...(payerKey !== undefined && { payerKey }),
    },
  });
}

/** Nobody could say for days whether an attempt was paid: a person has to look. */
export function attemptGivenUp(
  deps: Deps,
  tx: Tx,
  { payment, attempt }: { payment: Payment; attempt: Attempt },
): Promise<string> {
  return appendEvent(deps, tx, {
    ...joined(deps, payment),
    type: 'payment.attempt_given_up',
    subjectId: payment.paymentId,
    payload: { ...paymentIds(payment), attemptId: attempt.attemptId, gateway: attempt.gateway },
  });
}

/** Money is reserved until an instant; nothing is granted before it is captured. */
export function paymentAuthorized(
  deps: Deps,
  tx: Tx,
  { payment, attempt, captureUntilMs }: { payment: Payment; attempt: Attempt; captureUntilMs: number },
): Promise<string> {
  return appendEvent(deps, tx, {
    ...joined(deps, payment),
    type: 'payment.authorized',
    subjectId: payment.paymentId,
    payload: {
      ...paymentIds(payment),
      attemptId: attempt.attemptId,
      gateway: attempt.gateway,
      method: attempt.method,
      captureUntilMs,
    },
  });
}

export function paymentSucceeded(
  deps: Deps,
  tx: Tx,
  {
    payment,
    session,
    attempt,
    walletMinor,
    payerKey,
  }: {
    payment: Payment;
    session: Session;
    attempt: Attempt | null;
    walletMinor: number;
    payerKey: number | undefined;
  },
): Promise<string> {
  return appendEvent(deps, tx, {
    ...joined(deps, payment),
    type: 'payment.succeeded',
    subjectId: payment.paymentId,
    payload: {
      ...paymentIds(payment),
      attemptId: attempt?.attemptId ?? null,
      gateway: attempt?.gateway ?? null,
      method: attempt?.method ?? null,
      walletMinor,
      ...(payerKey !== undefined && { payerKey }),
      surface: session.surface,
      language: session.language,
      lines: linesOf(session),
    },
  });
}

export function entitlementGranted(
  deps: Deps,
  tx: Tx,
  { payment, entitlement }: { payment: Payment; entitlement: { entitlementId: string; productId: string } },
): Promise<string> {
  return appendEvent(deps, tx, {
    ...joined(deps, payment),
    type: 'entitlement.granted',
    subjectId: entitlement.entitlementId,
    payload: { ...entitlement, orderId: payment.orderId, paymentId: payment.paymentId },
  });
}

export function refundCreated(deps: Deps, tx: Tx, refund: Refund): Promise<string> {
  return appendEvent(deps, tx, { ...joined(deps, refund), type: 'refund.created', ...refundFacts(refund) });
}

export function refundSucceeded(deps: Deps, tx: Tx, refund: Refund): Promise<string> {
  return appendEvent(deps, tx, { ...joined(deps, refund), type: 'refund.succeeded', ...refundFacts(refund) });
}

/** A gateway cannot return it: a person has to. The learner keeps their access until the money is back. */
export function refundHandedOver(deps: Deps, tx: Tx, refund: Refund): Promise<string> {
  const { subjectId, payload } = refundFacts(refund);
  return appendEvent(deps, tx, {
    ...joined(deps, refund),
    type: 'refund.handed_over',
    subjectId,
    payload: { ...payload, code: refund.failureCode },
  });
}

/** Nothing goes back after all. */
export function refundFailed(deps: Deps, tx: Tx, refund: Refund): Promise<string> {
  return appendEvent(deps, tx, { ...joined(deps, refund), type: 'refund.failed', ...refundFacts(refund) });
}

interface Refunded {
  readonly payment: Payment;
  readonly session: Session;
  readonly refund: Refund;
  readonly shares: readonly { orderLineId: string; amountMinor: number; isWhole: boolean }[];
  readonly lines: readonly OrderLine[];
}

/** What was bought went back, in whole or part: counts in the funnel, which a returned surplus does not. */
export function paymentRefunded(deps: Deps, tx: Tx, refunded: Refunded): Promise<string> {
  const { payment, session, refund, shares, lines } = refunded;
  return appendEvent(deps, tx, {
    ...joined(deps, payment),
    type: 'payment.refunded',
    subjectId: payment.paymentId,
    payload: {
      ...paymentIds(payment),
      refundId: refund.refundId,
      amountMinor: refund.amountMinor,
      surface: session.surface,
      language: session.language,
      // Only what money went back for; a line is refunded when nothing of it is left.
      lines: shares.flatMap(({ orderLineId, amountMinor, isWhole }) =>
        lines
          .filter((line) => line.orderLineId === orderLineId)
          .map(({ productId, impressionId, priceId, totalMinor }) => ({
            ...{ productId, impressionId, priceId, totalMinor },
            refundedMinor: amountMinor,
            isWhole,
          })),
      ),
    },
  });
}

export function entitlementChanged(
  deps: Deps,
  tx: Tx,
  {
    payment,
    entitlement,
    how,
  }: {
    payment: Payment;
    entitlement: { entitlementId: string; productId: string };
    how: 'paused' | 'resumed' | 'revoked';
  },
): Promise<string> {
  return appendEvent(deps, tx, {
    ...joined(deps, payment),
    type: `entitlement.${how}`,
    subjectId: entitlement.entitlementId,
    payload: { ...entitlement, orderId: payment.orderId, paymentId: payment.paymentId },
  });
}

function refundFacts(refund: Refund) {
  return {
    subjectId: refund.refundId,
    payload: {
      refundId: refund.refundId,
      orderId: refund.orderId,
      paymentId: refund.paymentId,
      attemptId: refund.attemptId,
      amountMinor: refund.amountMinor,
      currency: refund.currency,
      reason: refund.reason,
      kind: refund.kind,
    },
  };
}

function paymentIds(payment: Payment) {
  return {
    paymentId: payment.paymentId,
    orderId: payment.orderId,
    checkoutId: payment.checkoutId,
    amountMinor: payment.amountMinor,
    currency: payment.currency,
  };
}
