import type { Queries, Tx } from '../../kernel/db/database.ts';
import type { RiskListEntry } from '../../kernel/db/tables.ts';
import type { KeyName } from '../engine/types.ts';

export type ListName = 'allow' | 'block';
export type ListEntry = Omit<RiskListEntry, 'list' | 'kind'> & {
  readonly list: ListName;
  readonly kind: KeyName;
};

/** Entries that have not run out, newest first. */
export async function findListEntries(queries: Queries, nowMs: number): Promise<ListEntry[]> {
  const rows = await queries
    .selectFrom('risk_list_entry')
    .selectAll()
    .where((or) => or.or([or('untilMs', 'is', null), or('untilMs', '>', nowMs)]))
    .orderBy('createdAtMs', 'desc')
    .execute();
  return rows as ListEntry[];
}

/** Writes an entry; one of the same key on the same list is replaced. */
export async function upsertListEntry(tx: Tx, entry: ListEntry): Promise<void> {
  const { entryId, hint, note, untilMs, createdBy, createdAtMs } = entry;
  await tx
    .insertInto('risk_list_entry')
    .values(entry)
    .onConflict((conflict) =>
      conflict
        .columns(['list', 'kind', 'keyHash'])
        .doUpdateSet({ entryId, hint, note, untilMs, createdBy, createdAtMs }),
    )
    .execute();
}

/** False when there is no such entry. */
export async function deleteListEntry(tx: Tx, entryId: string): Promise<boolean> {
  const result = await tx.deleteFrom('risk_list_entry').where('entryId', '=', entryId).executeTakeFirst();
  return result.numDeletedRows > 0n;
}
