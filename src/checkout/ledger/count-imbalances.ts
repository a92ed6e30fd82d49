import { sql } from '../../kernel/db/database.ts';
import { firstIdSince } from '../../kernel/id.ts';
import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';

/**
 * Puts into `/metrics` how many of the newest postings (`limits.ledgerCheckMs` of wall time) do not sum to zero. Nothing
 * of ours can write one; this looks at what the database holds, whoever wrote it. `tilltalk ledger trial-balance` looks
 * at all of it.
 */
export async function countImbalances(
  deps: Pick<CheckoutDeps, 'db' | 'clock' | 'log' | 'meter'>,
): Promise<number> {
  const since = firstIdSince('ltx', deps.clock.wallMs() - limits.ledgerCheckMs);
  const unbalanced = await deps.db.query
    .selectFrom('ledger_entry')
    .select('ledgerTransactionId')
    .where('ledgerTransactionId', '>=', since)
    .groupBy(['ledgerTransactionId', 'currency'])
    .having(sql<number>`SUM("amountMinor")`, '<>', 0)
    .execute();
  deps.meter
    .gauge('tilltalk_ledger_unbalanced', 'Postings of the last minutes that do not sum to zero')
    .set(unbalanced.length);
  for (const { ledgerTransactionId } of unbalanced) {
    deps.log.error({ ledgerTransactionId }, 'a posting of the ledger does not sum to zero');
  }
  return unbalanced.length;
}
