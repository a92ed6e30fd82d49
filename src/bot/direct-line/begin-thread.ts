import type { Language } from '../../identity/wire.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { activityOf } from '../conversation/activity.ts';
import { newConversation } from '../conversation/begin-conversation.ts';
import { publishActivities } from '../conversation/deliver.ts';
import { holdLearner, insertActivities, insertConversation } from '../conversation/store.ts';
import type { ConversationDeps } from '../deps.ts';
import { conversationStarted } from '../events.ts';
import { findThread } from './store.ts';

export interface BeginThread {
  readonly conversationId: string;
  readonly learnerId: string;
  readonly language: Language;
}

/**
 * Begins the conversation that a token was made for, with the bot's greeting; false when it began before. Throws
 * `not_found` when it is not the learner's any more.
 */
export async function beginThread(deps: ConversationDeps, command: BeginThread): Promise<boolean> {
  const { conversationId, learnerId } = command;
  const greeted = await deps.db.transact(async (tx) => {
    if (!(await holdLearner(tx, learnerId))) throw new DomainError(kernelErrors.not_found);
    const known = await findThread(tx, conversationId);
    if (known !== undefined && known.learnerId !== learnerId) throw new DomainError(kernelErrors.not_found);
    if (known !== undefined) return null;
    const thread = { ...command, surface: 'web', channel: 'direct_line' } as const;
    const { conversation, greeting } = newConversation(deps, thread);
    await insertConversation(tx, conversation.row);
    await insertActivities(tx, [{ ...greeting.placed, content: JSON.stringify(greeting.content) }]);
    await conversationStarted(deps, tx, conversation.facts);
    return { conversation: conversation.facts, activity: activityOf(greeting.placed, greeting.content) };
  });
  if (greeted !== null) publishActivities(deps, greeted.conversation, { activities: [greeted.activity] });
  return greeted !== null;
}
