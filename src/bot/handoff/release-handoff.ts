import { DomainError } from '../../kernel/errors.ts';
import { BOT_SENDER_ID } from '../conversation/bot-account.ts';
import { deliver } from '../conversation/deliver.ts';
import type { ConversationDeps } from '../deps.ts';
import { botErrors } from '../errors.ts';
import { handoff as words } from '../text/handoff.ts';
import { quickReplies } from '../text/talk.ts';
import { eventEntry, sentenceEntry } from './entries.ts';
import { handoffCompleted } from './events.ts';
import { changeHandoff, type HandoffRow } from './store.ts';
import type { Agent } from './types.ts';

/**
 * Gives an agent's thread back to the bot, which says that it answers again. Throws `conversation_not_yours` unless
 * the agent owns it.
 */
export async function releaseHandoff(
  deps: ConversationDeps,
  { conversationId, agent }: { conversationId: string; agent: Agent },
): Promise<void> {
  const { staffId, displayName } = agent;
  let handoff: HandoffRow | undefined;
  const delivered = await deliver(deps, {
    conversationId,
    sender: 'bot',
    senderId: BOT_SENDER_ID,
    whileOwner: 'agent',
    whileOwnerId: staffId,
    newOwner: { owner: 'bot', ownerId: null },
    before: async (tx) => {
      handoff = await changeHandoff(tx, { conversationId, to: 'completed', nowMs: deps.clock.wallMs() });
    },
    entries: [
      eventEntry(deps, { name: 'handoff.status', value: { state: 'completed' } }),
      sentenceEntry(deps, () => words.completed(displayName), {
        quickReplies: [quickReplies.start, quickReplies.orders, quickReplies.person],
      }),
    ],
    alongside: async (tx) => {
      if (handoff !== undefined) await handoffCompleted(deps, tx, { handoff, staffId });
    },
  });
  if (delivered.status === 'refused') throw new DomainError(botErrors.conversation_not_yours);
}
