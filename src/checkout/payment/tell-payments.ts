import type { CheckoutDeps } from '../deps.ts';
import { liveStates } from './attempt.ts';
import { failureText } from './failures.ts';

/** How a payment stands, as its payer may be told. */
export interface ToldPayment {
  readonly orderNumber: string;
  readonly title: string;
  /**
   * `waiting`: nothing has come yet and it can still be paid. `checking`: the gateway was asked, money may be under
   * way. `failed`: surely not charged. `over`: not paid in time.
   */
  readonly state: 'paid' | 'refunded' | 'disputed' | 'reserved' | 'waiting' | 'checking' | 'failed' | 'over';
  /** Why the last try failed, in words for the learner; null when it did not. */
  readonly failure: Readonly<Record<'zh' | 'en', string>> | null;
  readonly method: string | null;
  readonly amountMinor: number;
  readonly currency: string;
  /** Captured beyond what counts, and on its way back by itself or there already. */
  readonly surplusMinor: number;
  readonly createdAtMs: number;
}

const TOLD_MAX = 5;

/** A learner's newest payments, newest first, each with what really became of its last try. */
export async function tellPayments(
  deps: Pick<CheckoutDeps, 'db' | 'livemode'>,
  learnerId: string,
): Promise<ToldPayment[]> {
  const payments = await deps.db.query
    .selectFrom('payment')
    .innerJoin('orders', 'orders.orderId', 'payment.orderId')
    .select(['payment.paymentId', 'payment.orderId', 'orders.orderNumber', 'payment.status'])
    .select([
      'payment.currency',
      'payment.amountMinor',
      'payment.createdAtMs',
      'orders.status as orderStatus',
    ])
    .where('payment.learnerId', '=', learnerId)
    .where('payment.livemode', '=', deps.livemode ? 1 : 0)
    .orderBy('payment.createdAtMs', 'desc')
    .orderBy('payment.paymentId', 'desc')
    .limit(TOLD_MAX)
    .execute();
  if (payments.length === 0) return [];
  const paymentIds = payments.map(({ paymentId }) => paymentId);
  const orderIds = payments.map(({ orderId }) => orderId);
  const [attempts, lines, surplus] = await Promise.all([
    findAttempts(deps, paymentIds),
    findTitles(deps, orderIds),
    findSurplus(deps, paymentIds),
  ]);
  return payments.map((payment) => {
    const { paymentId, orderId, orderNumber, amountMinor, currency, createdAtMs } = payment;
    const last = attempts.findLast((attempt) => attempt.paymentId === paymentId);
    const state = stateOf({ ...payment, attempt: last?.status ?? null });
    const surpluses = surplus.filter((refund) => refund.paymentId === paymentId);
    return {
      ...{ orderNumber, amountMinor, currency, createdAtMs, state },
      title: lines.find((line) => line.orderId === orderId)?.title ?? '',
      failure: state === 'failed' ? failureText(last?.failureCode ?? 'declined') : null,
      method: last?.method ?? null,
      surplusMinor: surpluses.reduce((sum, refund) => sum + refund.amountMinor, 0),
    };
  });
}

interface Stand {
  readonly status: string;
  readonly orderStatus: string;
  /** Of the last attempt. */
  readonly attempt: string | null;
}

const BY_PAYMENT: Readonly<Record<string, ToldPayment['state']>> = {
  succeeded: 'paid',
  partially_refunded: 'paid',
  refunded: 'refunded',
  disputed: 'disputed',
  authorized: 'reserved',
};

function stateOf({ status, orderStatus, attempt }: Stand): ToldPayment['state'] {
  const known = BY_PAYMENT[status];
  if (known !== undefined) return known;
  if (attempt === 'unknown' || attempt === 'closing') return 'checking';
  if (attempt === 'failed') return 'failed';
  if (orderStatus === 'canceled') return 'over';
  return attempt !== null && (liveStates as readonly string[]).includes(attempt) ? 'waiting' : 'over';
}

function findAttempts({ db }: Pick<CheckoutDeps, 'db'>, paymentIds: readonly string[]) {
  return db.query
    .selectFrom('payment_attempt')
    .select(['paymentId', 'method', 'status', 'failureCode'])
    .where('paymentId', 'in', paymentIds)
    .orderBy('number')
    .execute();
}

function findTitles({ db }: Pick<CheckoutDeps, 'db'>, orderIds: readonly string[]) {
  return db.query
    .selectFrom('order_line')
    .select(['orderId', 'title'])
    .where('orderId', 'in', orderIds)
    .orderBy('lineNumber')
    .execute();
}

function findSurplus({ db }: Pick<CheckoutDeps, 'db'>, paymentIds: readonly string[]) {
  return db.query
    .selectFrom('refund')
    .select(['paymentId', 'amountMinor'])
    .where('paymentId', 'in', paymentIds)
    .where('kind', '=', 'surplus')
    .execute();
}
