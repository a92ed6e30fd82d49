import { type Queries, sql, type Tx } from '../../kernel/db/database.ts';
import { insertRow } from '../../kernel/db/prepared.ts';
import type { CheckoutDeps } from '../deps.ts';
import { accountingDayOf } from './accounting-day.ts';

export interface Entry {
  readonly account: string;
  /** Debit positive, credit negative. */
  readonly amountMinor: number;
}

export interface Posting {
  /** The fact it books; a fact is booked once. */
  readonly reference: string;
  readonly kind: 'capture' | 'refund' | 'surplus_capture' | 'surplus_refund';
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
  const balance = entries.reduce((sum, entry) => sum + entry.amountMinor, 0);
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
  for (const [index, entry] of entries.entries()) {
    await insertRow(tx, 'ledger_entry', {
      ledgerTransactionId,
      entryNumber: index + 1,
      account: entry.account,
      currency: posting.currency,
      amountMinor: entry.amountMinor,
      livemode,
    });
  }
}

export interface AccountBalance {
  readonly account: string;
  readonly currency: string;
  readonly balanceMinor: number;
}

/** The balance of every account and currency; their sum is zero in each currency. */
export async function trialBalance(db: Queries, livemode: boolean): Promise<AccountBalance[]> {
  return db
    .selectFrom('ledger_entry')
    .select(['account', 'currency', sql<number>`CAST(SUM("amountMinor") AS BIGINT)`.as('balanceMinor')])
    .where('livemode', '=', livemode ? 1 : 0)
    .groupBy(['account', 'currency'])
    .orderBy('account')
    .orderBy('currency')
    .execute();
}
