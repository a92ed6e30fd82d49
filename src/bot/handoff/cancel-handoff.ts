import { BOT_SENDER_ID } from '../conversation/bot-account.ts';
import { deliver } from '../conversation/deliver.ts';
import type { ConversationDeps } from '../deps.ts';
import { handoff as words } from '../text/handoff.ts';
import { quickReplies } from '../text/talk.ts';
import { eventEntry, sentenceEntry } from './entries.ts';
import { handoffCanceled } from './events.ts';
import { changeHandoff, type HandoffRow } from './store.ts';

/** A learner leaves the line; the bot answers again. False when the thread is not in the line any more. */
export async function cancelHandoff(
  deps: ConversationDeps,
  { conversationId, learnerId }: { conversationId: string; learnerId: string },
): Promise<boolean> {
  let handoff: HandoffRow | undefined;
  const delivered = await deliver(deps, {
    conversationId,
    learnerId,
    sender: 'bot',
    senderId: BOT_SENDER_ID,
    whileOwner: 'queue',
    newOwner: { owner: 'bot', ownerId: null },
    before: async (tx) => {
      handoff = await changeHandoff(tx, { conversationId, to: 'failed', nowMs: deps.clock.wallMs() });
    },
    entries: [
      eventEntry(deps, { name: 'handoff.status', value: { state: 'failed', message: 'canceled' } }),
      sentenceEntry(deps, () => words.canceled, {
        quickReplies: [quickReplies.start, quickReplies.orders],
      }),
    ],
    alongside: async (tx) => {
      if (handoff !== undefined) await handoffCanceled(deps, tx, { handoff });
    },
  });
  return delivered.status === 'delivered';
}
