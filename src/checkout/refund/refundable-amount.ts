import type { Queries } from '../../kernel/db/database.ts';
import { sumAmounts } from '../../kernel/money.ts';
import { findPayment } from '../payment/store.ts';
import { allocateRefund, type RefundPart } from './allocate-refund.ts';
import { lineBalancesOf } from './line-balances.ts';

/** What a refund of a part would come to now; 0 when nothing is left of it. Undefined when there is no such payment. */
export async function refundAmountOf(
  db: Queries,
  { paymentId, part }: { paymentId: string; part: RefundPart },
): Promise<{ learnerId: string; currency: string; amountMinor: number } | undefined> {
  const payment = await findPayment(db, paymentId);
  if (payment === undefined) return undefined;
  const { learnerId, currency } = payment;
  if (part.kind === 'amount') return { learnerId, currency, amountMinor: part.amountMinor };
  const balances = await lineBalancesOf(db, payment.orderId);
  // A top-up has no lines: what is unspent of it shows when it is given back.
  const leftMinor = payment.amountMinor - payment.refundedMinor;
  const shares = allocateRefund(balances, part).map((share) => share.amountMinor);
  return { learnerId, currency, amountMinor: balances.length === 0 ? leftMinor : sumAmounts(shares) };
}
