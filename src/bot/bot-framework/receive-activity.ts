import { createHash } from 'node:crypto';
import { limits } from '../../kernel/limits.ts';
import { takeTurn } from '../../kernel/rate-limit.ts';
import type { CloudIncoming } from '../channel/cloud-channel.ts';
import { maskSensitive } from '../conversation/mask.ts';
import { deliverNotice } from '../notice/deliver-notice.ts';
import { talk } from '../text/talk.ts';
import { handleTurn } from '../turn/handle-turn.ts';
import type { BotFrameworkDeps } from './deps.ts';
import { withReplies } from './expected-replies.ts';
import { languageOf, openCloudThread } from './open-cloud-thread.ts';
import type { CloudThread } from './store.ts';

/**
 * Takes what a channel posts. A message is a turn like any other (masked, limited, once per the channel's id); that
 * somebody came begins the conversation; everything else is heard and means nothing here (C6). Groups are not
 * answered: what the bot says is for one person. Resolves once the message is committed, answers follow by themselves;
 * for a caller who expects them in the answer, once the bot has said them, and with them.
 * Throws `rate_limited`, `host_token_refused`, `invalid_request`.
 */
export async function receiveActivity(
  deps: BotFrameworkDeps,
  incoming: CloudIncoming,
): Promise<readonly object[]> {
  const { type, reference, isGroup, expectsReplies } = incoming;
  if (isGroup || reference.conversation.id === '' || reference.user.id === '') return [];
  if (type !== 'message' && type !== 'conversationUpdate') return [];
  const thread = await openCloudThread(deps, incoming);
  if (thread === null) return [];
  if (expectsReplies) return withReplies(deps, thread, () => take(deps, { thread, incoming }));
  await take(deps, { thread, incoming });
  return [];
}

interface Taking {
  readonly thread: CloudThread;
  readonly incoming: CloudIncoming;
}

/** The place of the message, once it is answered if answers are expected. */
async function take(deps: BotFrameworkDeps, { thread, incoming }: Taking): Promise<number> {
  const text = wordsOf(incoming);
  const { files, expectsReplies } = incoming;
  const { sentSeq, conversationId, learnerId } = thread;
  if (incoming.type !== 'message' || (text === '' && files.length === 0)) return sentSeq;
  await takeTurn(deps.messageLimit, learnerId);
  const clientMessageId = clientMessageIdOf(incoming) ?? deps.newId('msg');
  const message = { conversationId, learnerId, clientMessageId, text };
  const turn = text === '' ? null : await handleTurn(deps, message);
  if (files.length > 0) await refuseFiles(deps, { thread, incoming }, clientMessageId);
  if (expectsReplies) await turn?.answered;
  return turn?.committed.seq ?? sentSeq;
}

/** Files lie at the channel, under addresses that others chose: who sends one is told to use words. */
async function refuseFiles(
  deps: BotFrameworkDeps,
  { thread, incoming }: Taking,
  clientMessageId: string,
): Promise<void> {
  const { conversationId, learnerId } = thread;
  const language = languageOf(incoming.locale);
  const names = incoming.files.slice(0, FILES_NAMED_MAX).map((name) => maskSensitive(name.slice(0, 80)));
  await deliverNotice(deps, {
    activityId: `act_files_${clientMessageId}`,
    address: { learnerId, conversationId, language },
    draft: { text: talk.filesNotTaken(names)[language], language },
  });
}

const FILES_NAMED_MAX = 5;

/** The words of a message; a card's button may carry them as its value. */
function wordsOf({ text, value }: CloudIncoming): string {
  const words = text || (typeof value === 'string' ? value : '');
  // Half of a pair that is cut in two is no text.
  return words
    .slice(0, limits.messageCharactersMax)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
}

/** The channel's id names the message: posted again, because our answer was late, it is the same one. */
function clientMessageIdOf({ id }: CloudIncoming): string | undefined {
  return id ? `bf_${createHash('sha256').update(id).digest('base64url')}` : undefined;
}
