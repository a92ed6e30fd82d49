import { accounts } from '../ledger/accounts.ts';
import { postToLedger } from '../ledger/post.ts';
import type { StatementDeps } from './import-statement.ts';
import { lockImport, type StatementImport, updateImport } from './store.ts';

/**
 * Books what the gateway keeps of a day's lines, once: the statement remembers what is booked of its day, so that the
 * same one again books nothing and a corrected one the rest only. The posting belongs to the accounting day on which
 * we learn of it: an earlier period may be closed (M16).
 */
export async function bookFees(
  deps: StatementDeps,
  statement: Pick<StatementImport, 'importId' | 'gateway'>,
  feesMinor: Readonly<Record<string, number>>,
): Promise<void> {
  await deps.db.transact(async (tx) => {
    const { feesBooked } = await lockImport(tx, statement.importId);
    const nowMs = deps.clock.wallMs();
    const currencies = new Set([...Object.keys(feesMinor), ...Object.keys(feesBooked)]);
    for (const currency of currencies) {
      const restMinor = (feesMinor[currency] ?? 0) - (feesBooked[currency] ?? 0);
      await postToLedger(deps, tx, {
        reference: `fees:${statement.importId}:${currency}:${nowMs}`,
        kind: 'fee',
        currency,
        entries: [
          { account: accounts.fees, amountMinor: restMinor },
          { account: accounts.gatewayClearing(statement.gateway), amountMinor: -restMinor },
        ],
      });
    }
    await updateImport(tx, statement.importId, { feesBooked: { ...feesMinor }, updatedAtMs: nowMs });
  });
}
