import { type Queries, sql } from '../../kernel/db/database.ts';
import { trialBalance } from './post.ts';

/** An account of wallet money that differs from its subledger, the lots. */
export interface WalletDifference {
  readonly kind: string;
  readonly currency: string;
  /** What learners have by their lots, held money included. */
  readonly lotsMinor: number;
  /** The liability as booked, as a positive number. */
  readonly ledgerMinor: number;
}

/** Compares the lots with `wallet:paid` and `wallet:bonus` per currency; empty when they agree. */
export async function walletDifferences(db: Queries, livemode: boolean): Promise<WalletDifference[]> {
  const lots = await db
    .selectFrom('wallet_lot')
    .select(['kind', 'currency'])
    .select(sql<number>`CAST(SUM("remainingMinor" + "heldMinor") AS BIGINT)`.as('lotsMinor'))
    .where('livemode', '=', livemode ? 1 : 0)
    .groupBy(['kind', 'currency'])
    .execute();
  const booked = (await trialBalance(db, livemode)).filter(({ account }) => account.startsWith('wallet:'));
  const names = new Set([
    ...lots.map(({ kind, currency }) => `${kind}:${currency}`),
    ...booked.map(({ account, currency }) => `${account.slice('wallet:'.length)}:${currency}`),
  ]);
  return [...names].sort().flatMap((name) => {
    const [kind = '', currency = ''] = name.split(':');
    const lotsMinor = lots.find((row) => row.kind === kind && row.currency === currency)?.lotsMinor ?? 0;
    const account = booked.find((row) => row.account === `wallet:${kind}` && row.currency === currency);
    const ledgerMinor = 0 - (account?.balanceMinor ?? 0);
    return lotsMinor === ledgerMinor ? [] : [{ kind, currency, lotsMinor, ledgerMinor }];
  });
}
