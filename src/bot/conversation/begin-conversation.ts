import type { Language, Surface } from '../../identity/wire.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { ConversationDeps } from '../deps.ts';
import { conversationStarted } from '../events.ts';
import { greet } from '../text/greeting.ts';
import type { Conversation } from '../types.ts';
import { activityOf, contentOfDraft } from './activity.ts';
import { BOT_SENDER_ID } from './bot-account.ts';
import { publishActivities } from './deliver.ts';
import { findNewestConversation, holdLearner, insertActivities, insertConversation } from './store.ts';

export interface BeginConversation {
  readonly learnerId: string;
  readonly language: Language;
  readonly surface: Surface;
}

/**
 * The learner's newest open thread, else a new one that the bot opens with a greeting. Two devices at once get
 * the same thread. Throws `not_found` when there is no such learner.
 */
export async function beginConversation(
  deps: ConversationDeps,
  command: BeginConversation,
): Promise<Conversation> {
  // Most learners have one, and looking takes no transaction.
  const open = await findNewestConversation(deps.db.query, command.learnerId);
  if (open !== undefined) return open;
  const begun = await deps.db.transact(async (tx) => {
    if (!(await holdLearner(tx, command.learnerId))) throw new DomainError(kernelErrors.not_found);
    const known = await findNewestConversation(tx, command.learnerId);
    if (known !== undefined) return { conversation: known, activities: [] };
    const { conversation, greeting } = newConversation(deps, command);
    await insertConversation(tx, conversation.row);
    await insertActivities(tx, [{ ...greeting.placed, content: JSON.stringify(greeting.content) }]);
    await conversationStarted(deps, tx, conversation.facts);
    return { conversation: conversation.facts, activities: [activityOf(greeting.placed, greeting.content)] };
  });
  if (begun.activities.length > 0) {
    publishActivities(deps, begun.conversation.conversationId, { activities: begun.activities });
  }
  return begun.conversation;
}

function newConversation(deps: ConversationDeps, { learnerId, language, surface }: BeginConversation) {
  const conversationId = deps.newId('conv');
  const nowMs = deps.clock.wallMs();
  const facts: Conversation = {
    conversationId,
    learnerId,
    language,
    surface,
    owner: 'bot',
    ownerId: null,
    lastSeq: 1,
  };
  return {
    conversation: {
      facts,
      row: {
        ...facts,
        livemode: deps.livemode ? 1 : 0,
        channel: 'web',
        status: 'open',
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
      },
    },
    greeting: {
      placed: {
        activityId: deps.newId('act'),
        conversationId,
        seq: 1,
        clientMessageId: null,
        type: 'message',
        sender: 'bot',
        senderId: BOT_SENDER_ID,
        replyToId: null,
        createdAtMs: nowMs,
      },
      content: contentOfDraft(greet(language), learnerId),
    },
  };
}
