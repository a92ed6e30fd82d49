import type { Queries, Tx } from '../../kernel/db/database.ts';
import { preparedByShape } from '../../kernel/db/prepared.ts';
import type { Refund as RefundRow } from '../../kernel/db/tables.ts';
import { lockSessionOfPayment } from '../session/store.ts';
import type { LineShare } from './allocate-refund.ts';
import type { RefundState } from './refund.ts';

export interface Refund extends Omit<RefundRow, 'status' | 'requestedBy'> {
  readonly status: RefundState;
  readonly requestedBy: 'system' | 'learner' | 'agent' | 'host';
}

/** Does nothing when the same wish was written before. */
export async function saveRefund(tx: Tx, refund: Refund): Promise<void> {
  await tx
    .insertInto('refund')
    .values(refund)
    .onConflict((conflict) => conflict.column('sourceKey').doNothing())
    .execute();
}

export async function saveRefundLines(tx: Tx, refundId: string, shares: readonly LineShare[]): Promise<void> {
  if (shares.length === 0) return;
  const rows = shares.map(({ isRest, ...share }) => ({ ...share, refundId, isRest: isRest ? 1 : 0 }));
  await tx.insertInto('refund_line').values(rows).execute();
}

/** The shares of a refund in the lines of its order. */
export async function findRefundLines(db: Queries, refundId: string) {
  return db.selectFrom('refund_line').selectAll().where('refundId', '=', refundId).execute();
}

/** Every refund of a payment, oldest first. */
export async function findRefunds(db: Queries, paymentId: string): Promise<Refund[]> {
  const rows = await db
    .selectFrom('refund')
    .selectAll()
    .where('paymentId', '=', paymentId)
    .orderBy('createdAtMs')
    .orderBy('refundId')
    .execute();
  return rows as Refund[];
}

/** Refunds of a capture that nobody was asked for yet wait while it is disputed. */
export async function pauseRefunds(tx: Tx, attemptId: string): Promise<void> {
  await tx
    .updateTable('refund')
    .set({ checkAtMs: null })
    .where('attemptId', '=', attemptId)
    .where('status', '=', 'created')
    .execute();
}

/**
 * Commits that a gateway may have heard of a refund before it is asked. False when the refund waits for a dispute, or
 * another process was first.
 */
export async function beginAsking(
  tx: Tx,
  refundId: string,
  change: Pick<Refund, 'status' | 'checkAtMs' | 'updatedAtMs'>,
): Promise<boolean> {
  const result = await tx
    .updateTable('refund')
    .set(change)
    .where('refundId', '=', refundId)
    .where('status', '=', 'created')
    .where('checkAtMs', 'is not', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The refunds of a capture that wait for its dispute. */
export async function findPausedRefunds(tx: Tx, attemptId: string): Promise<Refund[]> {
  const rows = await tx
    .selectFrom('refund')
    .selectAll()
    .where('attemptId', '=', attemptId)
    .where('status', '=', 'created')
    .where('checkAtMs', 'is', null)
    .execute();
  return rows as Refund[];
}

export async function findRefund(db: Queries, refundId: string): Promise<Refund | undefined> {
  const row = await db.selectFrom('refund').selectAll().where('refundId', '=', refundId).executeTakeFirst();
  return row as Refund | undefined;
}

/** Refunds of what was bought with a payment that are under way or done, in minor units: pending ones count (M15). */
export async function sumOrderRefunds(db: Queries, paymentId: string): Promise<number> {
  const rows = await db
    .selectFrom('refund')
    .select('amountMinor')
    .where('paymentId', '=', paymentId)
    .where('kind', '=', 'order')
    .where('status', '<>', 'failed')
    .execute();
  return rows.reduce((sum, row) => sum + row.amountMinor, 0);
}

/** Who asked for the refunds of what was bought with a payment, each once. */
export async function askersOfRefunds(db: Queries, paymentId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('refund')
    .select('requestedBy')
    .distinct()
    .where('paymentId', '=', paymentId)
    .where('kind', '=', 'order')
    .where('status', '<>', 'failed')
    .execute();
  return rows.map((row) => row.requestedBy);
}

/** Which of the orders have a refund under way, in doubt or with a person. */
export async function findRefundingOrders(
  db: Queries,
  orderIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await refundingAmong(db, { orderIds });
  return new Set(rows.map((row) => row.orderId));
}

const refundingAmong = preparedByShape(
  ({ orderIds }: { orderIds: readonly string[] }) => orderIds.length,
  (db, { orderIds }) =>
    db
      .selectFrom('refund')
      .select('orderId')
      .where('orderId', 'in', orderIds)
      .where('kind', '=', 'order')
      .where('status', 'not in', ['succeeded', 'failed']),
);

export async function findRefundsToExecute(db: Queries, nowMs: number, limit: number): Promise<Refund[]> {
  const rows = await db
    .selectFrom('refund')
    .selectAll()
    .where('checkAtMs', '<=', nowMs)
    .orderBy('checkAtMs')
    .limit(limit)
    .execute();
  return rows as Refund[];
}

/** A refund as it is now, under the lock of its checkout, which is always taken first. */
export async function lockRefundByReference(tx: Tx, refundReference: string): Promise<Refund | undefined> {
  const read = () =>
    tx.selectFrom('refund').selectAll().where('refundReference', '=', refundReference).executeTakeFirst();
  const known = await read();
  if (known === undefined) return undefined;
  await lockSessionOfPayment(tx, known.paymentId);
  return (await read()) as Refund | undefined;
}

export type RefundChange = Partial<
  Pick<Refund, 'status' | 'failureCode' | 'checkAtMs' | 'checks' | 'succeededAtMs' | 'resolutionNote'>
>;

export async function updateRefund(
  tx: Tx,
  refundId: string,
  change: RefundChange & { updatedAtMs: number },
): Promise<void> {
  await tx.updateTable('refund').set(change).where('refundId', '=', refundId).execute();
}
