import type { Language } from '../../identity/wire.ts';
import type { CloudIncoming, CloudReference } from '../channel/cloud-channel.ts';
import { addThread } from '../conversation/begin-conversation.ts';
import { publishActivities } from '../conversation/deliver.ts';
import { newCloudConversationId } from './cloud-conversation.ts';
import type { BotFrameworkDeps } from './deps.ts';
import { heldUntilMs } from './expected-replies.ts';
import { type CloudThread, findByExternalId, insertCloudThread, updateCloudThread } from './store.ts';

/**
 * The conversation that an activity belongs to; one that is not known yet begins with the bot's greeting. A host token
 * that comes along makes a guest's conversation its learner's. Null when somebody else speaks in it than the one it
 * began with: what it says is for one person. Throws `host_token_refused`.
 */
export async function openCloudThread(
  deps: BotFrameworkDeps,
  incoming: CloudIncoming,
): Promise<CloudThread | null> {
  const { reference } = incoming;
  const hostToken = hostTokenOf(incoming.channelData);
  const known = await find(deps, reference);
  if (known === undefined) return begin(deps, incoming, hostToken);
  if (known.userId !== reference.user.id) return null;
  await keepReference(deps, known, reference);
  if (!known.isGuest || hostToken === undefined) return known;
  const { learnerId } = await deps.identify({ hostToken, guestId: known.learnerId });
  return { ...known, learnerId, isGuest: false };
}

function find(deps: BotFrameworkDeps, { channelId, conversation }: CloudReference) {
  const { livemode } = deps;
  return findByExternalId(deps.db.query, { livemode, channelId, externalId: conversation.id });
}

async function begin(
  deps: BotFrameworkDeps,
  { reference, locale, expectsReplies }: CloudIncoming,
  hostToken: string | undefined,
): Promise<CloudThread | null> {
  const { learnerId } = await deps.identify(hostToken === undefined ? {} : { hostToken });
  const conversationId = newCloudConversationId(deps.newId);
  const thread = { conversationId, learnerId, language: languageOf(locale) };
  const greeted = await deps.db
    .transact(async (tx) => {
      const added = await addThread(deps, tx, { ...thread, surface: 'web', channel: 'bot_framework' });
      const isNew = await insertCloudThread(tx, {
        conversationId,
        livemode: deps.livemode ? 1 : 0,
        channelId: reference.channelId,
        externalId: reference.conversation.id,
        userId: reference.user.id,
        reference: JSON.stringify(reference),
        sentSeq: 0,
        attempts: 0,
        nextAttemptAtMs: expectsReplies ? heldUntilMs(deps) : deps.clock.wallMs(),
      });
      if (!isNew) throw begun;
      return added;
    })
    .catch((error: unknown) => {
      if (error === begun) return null;
      throw error;
    });
  if (greeted !== null) publishActivities(deps, greeted.conversation, { activities: greeted.activities });
  const opened = await find(deps, reference);
  return opened?.userId === reference.user.id ? opened : null;
}

/** Undoes the transaction of a beginning that another activity was faster with. */
const begun = new Error('the conversation has begun meanwhile');

/** A channel may move; and who was given up is tried again once they write. */
async function keepReference(
  deps: BotFrameworkDeps,
  known: CloudThread,
  reference: CloudReference,
): Promise<void> {
  const isSame = JSON.stringify(known.reference) === JSON.stringify(reference);
  if (isSame && known.attempts === 0 && known.nextAttemptAtMs !== null) return;
  await updateCloudThread(deps.db.query, known.conversationId, {
    reference: JSON.stringify(reference),
    attempts: 0,
    nextAttemptAtMs: deps.clock.wallMs(),
  });
}

/** `channelData.hostToken`: the host platform's signed word, which proves itself whoever carries it. Never kept. */
function hostTokenOf(channelData: unknown): string | undefined {
  const { hostToken } = Object(channelData) as { hostToken?: unknown };
  return typeof hostToken === 'string' && hostToken.length <= 4096 ? hostToken : undefined;
}

/** The widget's two languages; who asks for neither reads English. */
export function languageOf(locale: string | undefined): Language {
  return /^zh\b/i.test(locale ?? '') ? 'zh' : 'en';
}
