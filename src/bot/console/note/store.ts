import type { Queries, Tx } from '../../../kernel/db/database.ts';
import type { ConversationNote } from '../../../kernel/db/tables.ts';

/** False when that note was written before. */
export async function insertNote(tx: Tx, row: ConversationNote): Promise<boolean> {
  const rows = await tx
    .insertInto('conversation_note')
    .values(row)
    .onConflict((conflict) => conflict.columns(['conversationId', 'clientNoteId']).doNothing())
    .returning('noteId')
    .execute();
  return rows.length === 1;
}

export function findNoteByClientId(
  queries: Queries,
  { conversationId, clientNoteId }: Pick<ConversationNote, 'conversationId' | 'clientNoteId'>,
): Promise<ConversationNote | undefined> {
  return queries
    .selectFrom('conversation_note')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .where('clientNoteId', '=', clientNoteId)
    .executeTakeFirst();
}

/** The newest notes of a thread, oldest first. */
export async function findNotes(
  queries: Queries,
  { conversationId, limit }: { conversationId: string; limit: number },
): Promise<ConversationNote[]> {
  const rows = await queries
    .selectFrom('conversation_note')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .orderBy('createdAtMs', 'desc')
    .orderBy('noteId', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse();
}
