import type { Language } from '../../identity/wire.ts';
import type { CheckoutDeps } from '../deps.ts';
import { takesRest } from '../refund/line-balances.ts';
import { type Arrival, arrivalOf } from '../refund/rules/arrival.ts';
import { findSession } from '../session/store.ts';
import { topUpTitle } from '../wallet/top-up.ts';

/** A checkout as a card in the conversation tells it. */
export interface CheckoutSummary {
  readonly checkoutId: string;
  readonly learnerId: string;
  readonly conversationId: string | null;
  readonly language: Language;
  readonly title: string;
  readonly totalMinor: number;
  readonly currency: string;
  readonly expiresAtMs: number;
}

/** Undefined when there is no such checkout. */
export async function checkoutSummaryOf(
  deps: Pick<CheckoutDeps, 'db'>,
  checkoutId: string,
): Promise<CheckoutSummary | undefined> {
  const session = await findSession(deps.db.query, checkoutId);
  if (session === undefined) return undefined;
  const { learnerId, conversationId, language, totalMinor, currency, expiresAtMs } = session;
  const more = session.lines.length - 1;
  const first = session.lines[0]?.title ?? topUpTitle(session.language);
  const title = more > 0 ? `${first} +${more}` : first;
  return { checkoutId, learnerId, conversationId, language, title, totalMinor, currency, expiresAtMs };
}

/** Money that went back, as a notice in the conversation tells it. */
export interface RefundSummary {
  /** What was bought, or money that no order needed. */
  readonly kind: 'order' | 'surplus';
  /** Why it went back: `paid_twice`, `paid_too_late`, `already_owned`, `amount_mismatch`, or who asked for it. */
  readonly cause: string;
  readonly learnerId: string;
  readonly conversationId: string | null;
  readonly language: Language;
  readonly amountMinor: number;
  readonly currency: string;
  readonly orderNumber: string;
  /** Where it went: a payment method, or `wallet`. */
  readonly method: string;
  /** When it shows there at the latest, as the service states it. */
  readonly arrival: Arrival;
  /** True when nothing is left of a line it is about, so that access to it ends. */
  readonly endsAccess: boolean;
}

/** Undefined when there is no such refund. */
export async function refundSummaryOf(
  deps: Pick<CheckoutDeps, 'db' | 'clock' | 'merchant'>,
  refundId: string,
): Promise<RefundSummary | undefined> {
  const row = await deps.db.query
    .selectFrom('refund')
    .innerJoin('orders', 'orders.orderId', 'refund.orderId')
    .select(['refund.learnerId', 'refund.conversationId', 'refund.amountMinor', 'refund.currency'])
    .select(['refund.kind', 'refund.reason as cause'])
    .leftJoin('payment_attempt', 'payment_attempt.attemptId', 'refund.attemptId')
    .select(['orders.orderNumber', 'orders.language', 'payment_attempt.gateway', 'payment_attempt.method'])
    .where('refundId', '=', refundId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { gateway, method: paidBy, ...rest } = row;
  const kind = row.kind === 'surplus' ? 'surplus' : 'order';
  const method = paidBy ?? 'wallet';
  const when = { nowMs: deps.clock.nowMs(), timeZone: deps.merchant.timeZone };
  const arrival = arrivalOf({ gateway, method, ...when });
  const endsAccess = await takesRest(deps.db.query, refundId);
  return { ...rest, kind, language: row.language === 'zh' ? 'zh' : 'en', method, arrival, endsAccess };
}
