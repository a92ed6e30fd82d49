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

/** Closes a thread and forgets what the bot and the marks know of it. */
export async function forgetConversation(
  tx: Tx,
  { conversationId, nowMs }: { conversationId: string; nowMs: number },
): Promise<void> {
  await tx
    .updateTable('conversation')
    .set({ status: 'closed', owner: 'bot', ownerId: null, updatedAtMs: nowMs })
    .where('conversationId', '=', conversationId)
    .execute();
  await tx.deleteFrom('read_mark').where('conversationId', '=', conversationId).execute();
  await tx.deleteFrom('bot_state').where('stateKey', '=', stateKeyOf(conversationId)).execute();
}

/** Deletes a slice of a thread's transcript; how many it were. */
export async function deleteActivities(
  queries: Queries,
  { conversationId, limit }: { conversationId: string; limit: number },
): Promise<number> {
  const slice = queries
    .selectFrom('activity')
    .select('activityId')
    .where('conversationId', '=', conversationId)
    .orderBy('seq')
    .limit(limit);
  const result = await queries.deleteFrom('activity').where('activityId', 'in', slice).executeTakeFirst();
  return Number(result.numDeletedRows);
}
