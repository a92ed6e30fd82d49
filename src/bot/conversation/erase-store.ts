import type { Queries, Tx } from '../../kernel/db/database.ts';
import { stateKeyOf } from '../turn/state-store.ts';

/** Those begun until an instant; all when it is left out. */
export async function conversationsOfLearner(
  queries: Queries,
  learnerId: string,
  untilMs: number = Number.MAX_SAFE_INTEGER,
): Promise<string[]> {
  const rows = await queries
    .selectFrom('conversation')
    .select('conversationId')
    .where('learnerId', '=', learnerId)
    .where('createdAtMs', '<=', untilMs)
    .execute();
  return rows.map(({ conversationId }) => conversationId);
}

/** Closes a thread and forgets what the bot, the marks and other channels know of it. */
export async function forgetConversation(
  tx: Tx,
  { conversationId, nowMs }: { conversationId: string; nowMs: number },
): Promise<void> {
  await tx
    .updateTable('conversation')
    .set({ status: 'closed', owner: 'bot', ownerId: null, updatedAtMs: nowMs })
    .where('conversationId', '=', conversationId)
    .execute();
  await tx.deleteFrom('faq_miss').where('conversationId', '=', conversationId).execute();
  await tx.deleteFrom('faq_feedback').where('conversationId', '=', conversationId).execute();
  await tx.deleteFrom('read_mark').where('conversationId', '=', conversationId).execute();
  await tx.deleteFrom('bot_framework_thread').where('conversationId', '=', conversationId).execute();
  await tx.deleteFrom('bot_state').where('stateKey', '=', stateKeyOf(conversationId)).execute();
}

interface Slice {
  readonly conversationId: string;
  readonly limit: number;
}

/** Waits for whoever reads a slice of a thread's transcript, and keeps it to this transaction. */
export async function holdActivities(tx: Tx, slice: Slice): Promise<void> {
  await sliceOf(tx, slice).forUpdate().execute();
}

/** Deletes a slice of a thread's transcript; how many it were. */
export async function deleteActivities(queries: Queries, of: Slice): Promise<number> {
  const slice = sliceOf(queries, of);
  const result = await queries.deleteFrom('activity').where('activityId', 'in', slice).executeTakeFirst();
  return Number(result.numDeletedRows);
}

function sliceOf(queries: Queries, { conversationId, limit }: Slice) {
  return queries
    .selectFrom('activity')
    .select('activityId')
    .where('conversationId', '=', conversationId)
    .orderBy('seq')
    .limit(limit);
}
