import type { Queries, Tx } from '../../kernel/db/database.ts';
import { insertRow, prepared, updateRow } from '../../kernel/db/prepared.ts';
import type { PaymentAttempt as AttemptRow, Payment as PaymentRow } from '../../kernel/db/tables.ts';
import type { CaptureMode, GatewayAction, PaymentFlow } from '../gateway/types.ts';
import type { PaymentMethod } from '../wire.ts';
import { type AttemptState, liveKeyOf } from './attempt.ts';
import type { PaymentState } from './payment.ts';

export interface Payment extends Omit<PaymentRow, 'status' | 'captureMode'> {
  readonly status: PaymentState;
  readonly captureMode: CaptureMode;
}

export interface Attempt
  extends Omit<AttemptRow, 'status' | 'action' | 'method' | 'flow' | 'liveKey' | 'captureMode'> {
  readonly status: AttemptState;
  readonly method: PaymentMethod;
  readonly flow: PaymentFlow;
  readonly action: GatewayAction | null;
  readonly captureMode: CaptureMode;
}

export async function savePayment(tx: Tx, payment: Payment): Promise<void> {
  await insertRow(tx, 'payment', payment);
}

const paymentOfCheckout = prepared((db, { checkoutId }: { checkoutId: string }) =>
  db.selectFrom('payment').selectAll().where('checkoutId', '=', checkoutId),
);

export async function findPaymentOfCheckout(db: Queries, checkoutId: string): Promise<Payment | undefined> {
  const [row] = await paymentOfCheckout(db, { checkoutId });
  return row as Payment | undefined;
}

const paymentById = prepared((db, { paymentId }: { paymentId: string }) =>
  db.selectFrom('payment').selectAll().where('paymentId', '=', paymentId),
);

export async function findPayment(db: Queries, paymentId: string): Promise<Payment | undefined> {
  const [row] = await paymentById(db, { paymentId });
  return row as Payment | undefined;
}

export type PaymentChange = Partial<
  Pick<Payment, 'status' | 'countedAttemptId' | 'succeededAtMs' | 'refundedMinor' | 'amountMinor'>
>;

export async function updatePayment(
  tx: Tx,
  paymentId: string,
  change: PaymentChange & { updatedAtMs: number },
): Promise<void> {
  await updateRow(tx, 'payment', { key: 'paymentId', value: paymentId, change });
}

/** Refused by the store when the payment has a live attempt already (M3). */
export async function saveAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  await insertRow(tx, 'payment_attempt', {
    ...attempt,
    action: attempt.action && JSON.stringify(attempt.action),
    liveKey: liveKeyOf(attempt.status, attempt.paymentId),
  });
}

/** Attempts of a payment, first to last. */
export async function findAttempts(db: Queries, paymentId: string): Promise<Attempt[]> {
  const rows = await db
    .selectFrom('payment_attempt')
    .selectAll()
    .where('paymentId', '=', paymentId)
    .orderBy('number')
    .execute();
  return rows.map(attemptOf);
}

/** The attempt of a payment that may still charge: there is one at most (M3). */
export async function findLiveAttempt(db: Queries, paymentId: string): Promise<Attempt | undefined> {
  const [row] = await liveAttemptOf(db, { paymentId });
  return row && attemptOf(row);
}

const liveAttemptOf = prepared((db, { paymentId }: { paymentId: string }) =>
  db.selectFrom('payment_attempt').selectAll().where('liveKey', '=', paymentId),
);

export async function findAttempt(db: Queries, attemptId: string): Promise<Attempt | undefined> {
  const [row] = await attemptById(db, { attemptId });
  return row && attemptOf(row);
}

const attemptById = prepared((db, { attemptId }: { attemptId: string }) =>
  db.selectFrom('payment_attempt').selectAll().where('attemptId', '=', attemptId),
);

/** The attempt that carries our number, with the checkout it belongs to. */
export async function findAttemptByReference(
  db: Queries,
  gatewayReference: string,
): Promise<{ attemptId: string; attempt: Attempt; checkoutId: string } | undefined> {
  const [found] = await attemptByReference(db, { gatewayReference });
  if (found === undefined) return undefined;
  const { checkoutId, ...row } = found;
  return { attemptId: row.attemptId, attempt: attemptOf(row), checkoutId };
}

const attemptByReference = prepared((db, { gatewayReference }: { gatewayReference: string }) =>
  db
    .selectFrom('payment_attempt')
    .innerJoin('payment', 'payment.paymentId', 'payment_attempt.paymentId')
    .selectAll('payment_attempt')
    .select('payment.checkoutId')
    .where('payment_attempt.gatewayReference', '=', gatewayReference),
);

/** The attempt that carries a gateway's own number. */
export async function findAttemptByGatewayId(
  db: Queries,
  gateway: string,
  gatewayPaymentId: string,
): Promise<{ attemptId: string } | undefined> {
  return db
    .selectFrom('payment_attempt')
    .select('attemptId')
    .where('gatewayPaymentId', '=', gatewayPaymentId)
    .where('gateway', '=', gateway)
    .executeTakeFirst();
}

/** Attempts that a gateway should be asked about now. */
export async function findAttemptsToCheck(
  db: Queries,
  { gateway, nowMs, limit }: { gateway: string; nowMs: number; limit: number },
): Promise<Attempt[]> {
  const rows = await db
    .selectFrom('payment_attempt')
    .selectAll()
    .where('checkAtMs', '<=', nowMs)
    .where('gateway', '=', gateway)
    .orderBy('checkAtMs')
    .limit(limit)
    .execute();
  return rows.map(attemptOf);
}

export type AttemptChange = Partial<
  Pick<
    Attempt,
    | 'status'
    | 'action'
    | 'gatewayPaymentId'
    | 'failureCode'
    | 'checkAtMs'
    | 'checks'
    | 'capturedAtMs'
    | 'captureUntilMs'
    | 'captureRequestedAtMs'
    | 'captureMinor'
    | 'reservedMinor'
    | 'amountMinor'
    | 'payerMinor'
  >
>;

export async function updateAttempt(
  tx: Queries,
  attempt: Pick<Attempt, 'attemptId' | 'paymentId'>,
  change: AttemptChange & { updatedAtMs: number },
): Promise<void> {
  const { action, status, ...rest } = change;
  await updateRow(tx, 'payment_attempt', {
    key: 'attemptId',
    value: attempt.attemptId,
    change: {
      ...rest,
      ...(action === undefined ? {} : { action: action && JSON.stringify(action) }),
      ...(status === undefined ? {} : { status, liveKey: liveKeyOf(status, attempt.paymentId) }),
    },
  });
}

function attemptOf({ liveKey: _, ...row }: AttemptRow): Attempt {
  return {
    ...(row as unknown as Attempt),
    action: parseAction(row.action),
  };
}

/** What the learner has to do, as an attempt's row keeps it. */
export function parseAction(text: string | null): GatewayAction | null {
  return text === null ? null : (JSON.parse(text) as GatewayAction);
}
