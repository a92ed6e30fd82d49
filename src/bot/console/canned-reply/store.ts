import type { Queries, Tx } from '../../../kernel/db/database.ts';
import type { CannedReply } from '../../../kernel/db/tables.ts';

/** Who has a shortcut: one reply of a team, or of everybody, while it is in use. */
export function shortcutKeyOf({ team, shortcut }: Pick<CannedReply, 'team' | 'shortcut'>): string {
  return `${team ?? ''}/${shortcut}`;
}

/** False when the shortcut is taken. */
export async function insertCannedReply(tx: Tx, row: CannedReply): Promise<boolean> {
  const rows = await tx
    .insertInto('canned_reply')
    .values(row)
    .onConflict((conflict) => conflict.column('shortcutKey').doNothing())
    .returning('cannedReplyId')
    .execute();
  return rows.length === 1;
}

/** Who uses a shortcut now. */
export async function findShortcut(queries: Queries, shortcutKey: string): Promise<string | undefined> {
  const row = await queries
    .selectFrom('canned_reply')
    .select('cannedReplyId')
    .where('shortcutKey', '=', shortcutKey)
    .executeTakeFirst();
  return row?.cannedReplyId;
}

/** False when there is none in use of that id. */
export async function updateCannedReply(
  tx: Tx,
  cannedReplyId: string,
  change: Partial<CannedReply>,
): Promise<boolean> {
  const result = await tx
    .updateTable('canned_reply')
    .set(change)
    .where('cannedReplyId', '=', cannedReplyId)
    .where('archivedAtMs', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export function findCannedReply(queries: Queries, cannedReplyId: string): Promise<CannedReply | undefined> {
  return queries
    .selectFrom('canned_reply')
    .selectAll()
    .where('cannedReplyId', '=', cannedReplyId)
    .where('archivedAtMs', 'is', null)
    .executeTakeFirst();
}

/** Those of everybody, and of the team when one is named, or of all teams; by shortcut. */
export function findCannedReplies(
  queries: Queries,
  { team, limit }: { team: string | undefined; limit: number },
): Promise<CannedReply[]> {
  return queries
    .selectFrom('canned_reply')
    .selectAll()
    .where('archivedAtMs', 'is', null)
    .$if(team !== undefined, (query) =>
      query.where((eb) => eb.or([eb('team', 'is', null), eb('team', '=', team ?? '')])),
    )
    .orderBy('shortcut')
    .orderBy('cannedReplyId')
    .limit(limit)
    .execute();
}
