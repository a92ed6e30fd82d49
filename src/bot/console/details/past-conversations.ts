import { limits } from '../../../kernel/limits.ts';
import { contentOfRow } from '../../conversation/activity.ts';
import { findLastMessages } from '../../handoff/console-store.ts';
import { mayReadThread } from '../../handoff/may-read-thread.ts';
import type { ConsoleOpsDeps, InThread } from '../deps.ts';
import type { ConversationDetails } from './wire.ts';

/** A learner's other threads, newest first; what was said in one stands there only when the caller may read it. */
export async function findPastConversations(
  deps: ConsoleOpsDeps,
  { caller, conversationId, learnerId }: InThread & { learnerId: string },
): Promise<ConversationDetails['pastConversations']> {
  const rows = await deps.db.query
    .selectFrom('conversation')
    .select(['conversationId', 'surface', 'status', 'createdAtMs', 'updatedAtMs'])
    .where('learnerId', '=', learnerId)
    .where('conversationId', '<>', conversationId)
    .where('livemode', '=', deps.livemode ? 1 : 0)
    .orderBy('updatedAtMs', 'desc')
    .limit(limits.pastConversationsMax)
    .execute();
  const readable = await Promise.all(
    rows.map((row) => mayReadThread(deps, { conversationId: row.conversationId, caller })),
  );
  const messages = await findLastMessages(
    deps.db.query,
    rows.filter((_row, place) => readable[place]).map((row) => row.conversationId),
  );
  return rows.map((row, place) => {
    const last = messages.find((message) => message.conversationId === row.conversationId);
    const text = last && contentOfRow(last).text;
    return {
      ...row,
      lastText: text?.slice(0, limits.messagePreviewCharactersMax) ?? null,
      mayRead: readable[place] ?? false,
    };
  });
}
