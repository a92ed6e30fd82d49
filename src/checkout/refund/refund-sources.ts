import type { Queries } from '../../kernel/db/database.ts';
import { findAttempt, type Payment } from '../payment/store.ts';

/** Where a part of a refund goes back to: the attempt that captured it, or, without one, the wallet. */
export interface RefundSource {
  readonly attemptId: string | null;
  readonly amountMinor: number;
}

/**
 * The sources of a refund in order (M15): the gateway up to what it captured, then the wallet. Each becomes a refund
 * of its own, since each is one transfer. Refunds under way count. The caller holds the checkout's lock and has
 * checked that the payment has so much left. Throws when it has not.
 */
export async function refundSourcesOf(
  db: Queries,
  payment: Payment,
  amountMinor: number,
): Promise<RefundSource[]> {
  const { countedAttemptId: attemptId } = payment;
  const capturedMinor = attemptId === null ? 0 : ((await findAttempt(db, attemptId))?.amountMinor ?? 0);
  const returned = await returnedOf(db, payment.paymentId);
  const gatewayMinor = Math.min(amountMinor, capturedMinor - returned.gatewayMinor);
  const walletMinor = amountMinor - gatewayMinor;
  if (walletMinor > payment.amountMinor - capturedMinor - returned.walletMinor)
    throw new Error(`payment ${payment.paymentId} has less than ${amountMinor} left to return`);
  return [
    { attemptId, amountMinor: gatewayMinor },
    { attemptId: null, amountMinor: walletMinor },
  ].filter((source) => source.amountMinor > 0);
}

/** How many refunds of what was bought with a payment were written, whatever became of them. */
export async function countRefunds(db: Queries, paymentId: string): Promise<number> {
  const rows = await db
    .selectFrom('refund')
    .select('refundId')
    .where('paymentId', '=', paymentId)
    .where('kind', '=', 'order')
    .execute();
  return rows.length;
}

async function returnedOf(db: Queries, paymentId: string) {
  const rows = await db
    .selectFrom('refund')
    .select(['attemptId', 'amountMinor'])
    .where('paymentId', '=', paymentId)
    .where('kind', '=', 'order')
    .where('status', '<>', 'failed')
    .execute();
  const sum = (isWallet: boolean): number =>
    rows
      .filter(({ attemptId }) => (attemptId === null) === isWallet)
      .reduce((total, row) => total + row.amountMinor, 0);
  return { gatewayMinor: sum(false), walletMinor: sum(true) };
}
