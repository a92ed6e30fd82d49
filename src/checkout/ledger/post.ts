import { type Queries, sql, type Tx } from '../../kernel/db/database.ts';
import { insertRow, preparedByShape } from '../../kernel/db/prepared.ts';
import { assertAmount, sumAmounts } from '../../kernel/money.ts';
import type { CheckoutDeps } from '../deps.ts';
import { accountingDayOf } from './accounting-day.ts';
import { type Account, type AccountKind, kindOfAccount } from './accounts.ts';

export interface Entry {
  readonly account: Account;
  /** Debit positive, credit negative. */
  readonly amountMinor: number;
}

/** What a posting books; docs/LEDGER.md shows the entries of each. */
export type PostingKind =
  | 'capture'
  | 'refund'
  | 'surplus_capture'
  | 'surplus_refund'
  | 'top_up'
  | 'top_up_refund'
  | 'bonus_expiry'
  | 'creator_share'
  | 'creator_share_reversal'
  | 'dispute'
  | 'fee';

export interface Posting {
  /** The fact it books; a fact is booked once. */
  readonly reference: string;
  readonly kind: PostingKind;
  readonly currency: string;
  readonly entries: readonly Entry[];
}

type LedgerDeps = Pick<CheckoutDeps, 'clock' | 'newId' | 'livemode' | 'merchant'>;

/**
 * Books one fact by double entry in the transaction of the fact itself (M5, M6). Entries of amount 0 are left out.
 * Throws when the entries do not sum to zero; a unique reference refuses a second booking.
 */
export async function postToLedger(deps: LedgerDeps, tx: Tx, posting: Posting): Promise<void> {
  const entries = posting.entries.filter((entry) => entry.amountMinor !== 0);
  const balance = sumAmounts(entries.map((entry) => entry.amountMinor));
  if (balance !== 0) throw new Error(`posting ${posting.reference} is out of balance by ${balance}`);
  if (entries.length === 0) return;
  const ledgerTransactionId = deps.newId('ltx');
  const nowMs = deps.clock.nowMs();
  const livemode = deps.livemode ? 1 : 0;
  await insertRow(tx, 'ledger_transaction', {
    ledgerTransactionId,
    reference: posting.reference,
    kind: posting.kind,
    merchantAccountId: deps.merchant.merchantAccountId,
    livemode,
    accountingDay: accountingDayOf(nowMs, deps.merchant.timeZone),
    occurredAtMs: nowMs,
  });
  await insertEntries(tx, {
    ledgerTransactionId,
    currency: posting.currency,
    livemode,
    accounts: entries.map(({ account }) => account),
    amountsMinor: entries.map(({ amountMinor }) => amountMinor),
  });
}

interface Entries {
  readonly ledgerTransactionId: string;
  readonly currency: string;
  readonly livemode: number;
  readonly accounts: readonly string[];
  readonly amountsMinor: readonly number[];
}

const insertEntries = preparedByShape(
  ({ accounts }: Entries) => accounts.length,
  (db, { ledgerTransactionId, currency, livemode, accounts, amountsMinor }) =>
    db.insertInto('ledger_entry').values(
      accounts.map((account, index) => ({
        ledgerTransactionId,
        entryNumber: index + 1,
        account,
        currency,
        amountMinor: amountsMinor[index] ?? 0,
        livemode,
      })),
    ),
);

export interface AccountBalance {
  readonly account: string;
  /** Null for an account that the chart does not know: a mistake that the trial balance names. */
  readonly kind: AccountKind | null;
  readonly currency: string;
  readonly balanceMinor: number;
}

/** The balance of every account and currency; their sum is zero in each currency. */
export async function trialBalance(db: Queries, livemode: boolean): Promise<AccountBalance[]> {
  const rows = await db
    .selectFrom('ledger_entry')
    .select(['account', 'currency', sql<number>`CAST(SUM("amountMinor") AS BIGINT)`.as('balanceMinor')])
    .where('livemode', '=', livemode ? 1 : 0)
    .groupBy(['account', 'currency'])
    .orderBy('account')
    .orderBy('currency')
    .execute();
  return rows.map((row) => ({ ...row, kind: kindOfAccount(row.account) }));
}

export interface Imbalance {
  readonly currency: string;
  readonly balanceMinor: number;
}

/** The currencies whose accounts do not sum to zero, with by how much; none in a sound ledger. */
export function imbalancesOf(balances: readonly AccountBalance[]): Imbalance[] {
  const sums = new Map<string, number>();
  for (const { currency, balanceMinor } of balances) {
    sums.set(currency, assertAmount((sums.get(currency) ?? 0) + balanceMinor));
  }
  return [...sums]
    .map(([currency, balanceMinor]) => ({ currency, balanceMinor }))
    .filter(({ balanceMinor }) => balanceMinor !== 0);
}
