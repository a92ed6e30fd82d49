import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import { changeLearnerOfFiles } from '../attachment/store.ts';
import type { ConversationDeps } from '../deps.ts';
import { conversationMoved } from '../events.ts';
import { changeLearner } from './store.ts';

/** The broadcast topic on which every process hears that threads changed hands. */
export const MOVED_TOPIC = 'conversation.moved';

export interface ConversationsMoved {
  readonly fromLearnerId: string;
  readonly conversationIds: readonly string[];
}

/**
 * Gives a guest's threads to the learner who signed in, in the transaction of the sign-in. The guest's sockets stop
 * hearing them once it is committed: their token reads nothing any more (C6).
 */
export async function moveConversations(
  deps: ConversationDeps,
  tx: Tx,
  move: { fromLearnerId: string; toLearnerId: string },
): Promise<void> {
  const conversationIds = await changeLearner(tx, move);
  await changeLearnerOfFiles(tx, move);
  for (const conversationId of conversationIds)
    await conversationMoved(deps, tx, { conversationId, ...move });
  const moved: ConversationsMoved = { fromLearnerId: move.fromLearnerId, conversationIds };
  if (conversationIds.length > 0) afterCommit(tx, () => deps.broadcast.publish(MOVED_TOPIC, moved));
}
