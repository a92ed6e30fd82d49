import type { Language, Surface } from '../../identity/wire.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { ConversationDeps } from '../deps.ts';
import { conversationStarted } from '../events.ts';
import { greet } from '../text/greeting.ts';
import type { Conversation } from '../types.ts';
import type { Activity } from '../wire.ts';
import { activityOf, contentOfDraft } from './activity.ts';
import { BOT_SENDER_ID } from './bot-account.ts';
import { publishActivities } from './deliver.ts';
import { findNewestConversation, holdLearner, insertActivities, insertConversation } from './store.ts';

export interface BeginConversation {
  readonly learnerId: string;
  readonly language: Language;
  readonly surface: Surface;
  /** Another thread is wanted; one that nobody has written in is as good as new. */
  readonly isNew?: boolean;
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
  if (open !== undefined && mayGoOn(open, command)) return open;
  const begun = await deps.db.transact(async (tx) => {
    if (!(await holdLearner(tx, command.learnerId))) throw new DomainError(kernelErrors.not_found);
    const known = await findNewestConversation(tx, command.learnerId);
    if (known !== undefined && mayGoOn(known, command)) return { conversation: known, activities: [] };
    return addThread(deps, tx, command);
  });
  if (begun.activities.length > 0) {
    publishActivities(deps, begun.conversation, { activities: begun.activities });
  }
  return begun.conversation;
}

function mayGoOn(conversation: Conversation, { isNew = false }: BeginConversation): boolean {
  return !isNew || conversation.lastSeq === GREETING_SEQ;
}

/** A new thread has the bot's greeting and nothing else. */
const GREETING_SEQ = 1;

export interface NewThread extends Pick<BeginConversation, 'learnerId' | 'language' | 'surface'> {
  /** Left out: a new one. */
  readonly conversationId?: string;
  /** Left out: the web widget. */
  readonly channel?: 'web' | 'direct_line' | 'bot_framework';
}

/** Writes a new thread with the bot's greeting; whoever does so publishes the activities once they are committed. */
export async function addThread(
  deps: Pick<ConversationDeps, 'newId' | 'clock' | 'livemode'>,
  tx: Tx,
  thread: NewThread,
): Promise<{ readonly conversation: Conversation; readonly activities: Activity[] }> {
  const { conversation, greeting } = newConversation(deps, thread);
  await insertConversation(tx, conversation.row);
  await insertActivities(tx, [{ ...greeting.placed, content: JSON.stringify(greeting.content) }]);
  await conversationStarted(deps, tx, conversation.facts);
  return { conversation: conversation.facts, activities: [activityOf(greeting.placed, greeting.content)] };
}

function newConversation(
  deps: Pick<ConversationDeps, 'newId' | 'clock' | 'livemode'>,
  { learnerId, language, surface, conversationId = deps.newId('conv'), channel = 'web' }: NewThread,
) {
  const nowMs = deps.clock.wallMs();
  const facts: Conversation = {
    conversationId,
    learnerId,
    language,
    surface,
    owner: 'bot',
    ownerId: null,
    lastSeq: GREETING_SEQ,
  };
  return {
    conversation: {
      facts,
      row: {
        ...facts,
        livemode: deps.livemode ? 1 : 0,
        channel,
        status: 'open',
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
      },
    },
    greeting: {
      placed: {
        activityId: deps.newId('act'),
        conversationId,
        seq: GREETING_SEQ,
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
