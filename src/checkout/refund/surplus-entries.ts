import type { Tx } from '../../kernel/db/database.ts';
import { sumAmounts } from '../../kernel/money.ts';
import { findDisputes } from '../dispute/store.ts';
import { accounts } from '../ledger/accounts.ts';
import type { Entry } from '../ledger/post.ts';
import { findRefunds } from './store.ts';

interface Leaving {
  readonly paymentId: string;
  readonly attemptId: string;
  readonly amountMinor: number;
}

/**
 * The debits for money of a surplus that is gone, returned by us or charged back, in whatever order both happen: what
 * was owed to its payer until now is owed no more, the rest is our loss. The refund or dispute is marked so already.
 */
export async function surplusEntries(tx: Tx, leaving: Leaving): Promise<Entry[]> {
  const { paymentId, attemptId, amountMinor } = leaving;
  const isOfAttempt = (one: { attemptId: string | null }): boolean => one.attemptId === attemptId;
  const refunds = (await findRefunds(tx, paymentId)).filter(isOfAttempt);
  const lost = (await findDisputes(tx, paymentId)).filter(
    (dispute) => isOfAttempt(dispute) && dispute.status === 'lost',
  );
  const returned = refunds.filter(({ status }) => status === 'succeeded');
  const goneMinor = sumAmounts([...returned, ...lost].map((one) => one.amountMinor));
  // The wish to return a surplus is written with it and is about all of it.
  const capturedMinor =
    refunds.find(({ sourceKey }) => sourceKey === `surplus:${attemptId}`)?.amountMinor ?? 0;
  const owedMinor = Math.max(0, capturedMinor - (goneMinor - amountMinor));
  const paidOffMinor = Math.min(owedMinor, amountMinor);
  return [
    { account: accounts.surplusPayable, amountMinor: paidOffMinor },
    { account: accounts.chargebacks, amountMinor: amountMinor - paidOffMinor },
  ];
}
