import { type Queries, sql } from '../../kernel/db/database.ts';
import { prepared } from '../../kernel/db/prepared.ts';
import type { Order } from '../order/store.ts';
import { type Attempt, type Payment, parseAction } from '../payment/store.ts';
import { spendableMinor as spendable } from '../wallet/spendable.ts';
import { type Session, sessionOf } from './store.ts';

/** What belongs to a checkout and is shown with it. */
export interface CheckoutParts {
  readonly session: Session;
  readonly payment: Pick<Payment, 'paymentId' | 'status' | 'countedAttemptId' | 'amountMinor'> | undefined;
  readonly order: Pick<Order, 'orderId' | 'orderNumber'> | undefined;
  /** The newest attempt. */
  readonly attempt:
    | Pick<Attempt, 'attemptId' | 'status' | 'method' | 'action' | 'failureCode' | 'amountMinor'>
    | undefined;
  /** What the learner has free in the wallet, in this currency. */
  readonly spendableMinor: number;
}

/** The parts of a checkout by one statement, so that they are all of the same moment; undefined without it. */
export async function readParts(
  db: Queries,
  at: { checkoutId: string; nowMs: number },
): Promise<CheckoutParts | undefined> {
  const [row] = await partsOfCheckout(db, at);
  return row && partsOf(row);
}

const partsOfCheckout = prepared((db, { checkoutId, nowMs }: { checkoutId: string; nowMs: number }) =>
  db
    .selectFrom('checkout_session')
    .leftJoin('payment', 'payment.checkoutId', 'checkout_session.checkoutId')
    .leftJoin('orders', 'orders.orderId', 'payment.orderId')
    .leftJoin('payment_attempt', (join) =>
      join
        .onRef('payment_attempt.paymentId', '=', 'payment.paymentId')
        .on('payment_attempt.number', '=', (eb) =>
          eb
            .selectFrom('payment_attempt as tried')
            .select((of) => of.fn.max('tried.number').as('newest'))
            .whereRef('tried.paymentId', '=', 'payment.paymentId'),
        ),
    )
    .selectAll('checkout_session')
    .select(['payment.paymentId', 'payment.status as paymentStatus', 'payment.countedAttemptId'])
    .select('payment.amountMinor as paymentMinor')
    .select(['orders.orderId', 'orders.orderNumber'])
    .select(['payment_attempt.attemptId', 'payment_attempt.status as attemptStatus'])
    .select(['payment_attempt.method', 'payment_attempt.action', 'payment_attempt.failureCode'])
    .select('payment_attempt.amountMinor as attemptMinor')
    .select(spendable(sessionOwner, nowMs).as('spendableMinor'))
    .where('checkout_session.checkoutId', '=', checkoutId),
);

const sessionOwner = {
  learnerId: sql.ref('checkout_session.learnerId'),
  livemode: sql.ref('checkout_session.livemode'),
  currency: sql.ref('checkout_session.currency'),
};

type PartsRow = Parameters<typeof sessionOf>[0] & {
  paymentId: string | null;
  paymentStatus: string | null;
  paymentMinor: number | null;
  countedAttemptId: string | null;
  orderId: string | null;
  orderNumber: string | null;
  attemptId: string | null;
  attemptStatus: string | null;
  attemptMinor: number | null;
  spendableMinor: number;
  method: string | null;
  action: string | null;
  failureCode: string | null;
};

function partsOf(row: PartsRow): CheckoutParts {
  const { paymentId, paymentStatus, countedAttemptId, orderId, orderNumber, paymentMinor } = row;
  const { attemptId, attemptStatus, method, action, failureCode, attemptMinor, spendableMinor } = row;
  return {
    spendableMinor,
    // The other columns stay on it: taking them out of so wide a row costs more than reading it did.
    session: sessionOf(row),
    payment:
      paymentId === null
        ? undefined
        : {
            paymentId,
            status: paymentStatus as Payment['status'],
            countedAttemptId,
            amountMinor: paymentMinor ?? 0,
          },
    order: orderId === null ? undefined : { orderId, orderNumber: orderNumber ?? '' },
    attempt:
      attemptId === null
        ? undefined
        : {
            attemptId,
            status: attemptStatus as Attempt['status'],
            method: method as Attempt['method'],
            action: parseAction(action),
            failureCode,
            amountMinor: attemptMinor ?? 0,
          },
  };
}
