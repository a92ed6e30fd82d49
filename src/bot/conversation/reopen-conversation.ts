import type { ConversationDeps } from '../deps.ts';
import { conversationReopened } from '../handoff/events.ts';
import { OWNER_TOPIC, type OwnerChanged } from './deliver.ts';
import { openClosed } from './store.ts';

/** Opens a learner's closed thread again, with the bot. False when it is not theirs, or not closed. */
export async function reopenConversation(
  deps: ConversationDeps,
  { conversationId, learnerId = '' }: { conversationId: string; learnerId?: string | undefined },
): Promise<boolean> {
  const isOpened = await deps.db.transact(async (tx) => {
    if (!(await openClosed(tx, { conversationId, learnerId }))) return false;
    await conversationReopened(deps, tx, { conversationId, learnerId });
    return true;
  });
  if (isOpened) deps.broadcast.publish(OWNER_TOPIC, { conversationId } satisfies OwnerChanged);
  return isOpened;
}
