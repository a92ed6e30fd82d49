import { createHash } from 'node:crypto';
import { limits } from '../../kernel/limits.ts';
import { takeTurn } from '../../kernel/rate-limit.ts';
import type { CloudIncoming } from '../channel/cloud-channel.ts';
import { handleTurn } from '../turn/handle-turn.ts';
import type { BotFrameworkDeps } from './deps.ts';
import { openCloudThread } from './open-cloud-thread.ts';

/**
 * Takes what a channel posts. A message is a turn like any other (masked, limited, once per the channel's id); that
 * somebody came begins the conversation; everything else is heard and means nothing here (C6). Groups are not
 * answered: what the bot says is for one person. Resolves once the message is committed; answers follow by themselves.
 * Throws `rate_limited`, `host_token_refused`, `invalid_request`.
 */
export async function receiveActivity(deps: BotFrameworkDeps, incoming: CloudIncoming): Promise<void> {
  const { type, reference, isGroup } = incoming;
  if (isGroup || reference.conversation.id === '' || reference.user.id === '') return;
  if (type !== 'message' && type !== 'conversationUpdate') return;
  const thread = await openCloudThread(deps, incoming);
  const text = wordsOf(incoming);
  if (thread === null || type !== 'message' || text === '') return;
  const { conversationId, learnerId } = thread;
  await takeTurn(deps.messageLimit, learnerId);
  const clientMessageId = clientMessageIdOf(incoming) ?? deps.newId('msg');
  await handleTurn(deps, { conversationId, learnerId, clientMessageId, text });
}

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
