import { BOT_SENDER_ID } from '../conversation/bot-account.ts';
import { deliver } from '../conversation/deliver.ts';
import type { ConversationDeps } from '../deps.ts';
import { handoff as words } from '../text/handoff.ts';
import { eventEntry, sentenceEntry } from './entries.ts';
import { handoffCompleted } from './events.ts';
import { changeHandoff, type HandoffRow } from './store.ts';

/** Undoes the transaction: the learner waits for something else. */
const otherReason = new Error('this handoff is not about a payment');

/**
 * Gives a thread that waits in the line because of a held payment back to the bot: the payment was decided without
 * anybody joining. False when it does not wait, or waits for something else.
 */
export async function settleHandoff(
  deps: ConversationDeps,
  { conversationId, staffId }: { conversationId: string; staffId: string | null },
): Promise<boolean> {
  let handoff: HandoffRow | undefined;
  try {
    const delivered = await deliver(deps, {
      conversationId,
      sender: 'bot',
      senderId: BOT_SENDER_ID,
      whileOwner: 'queue',
      newOwner: { owner: 'bot', ownerId: null },
      before: async (tx) => {
        handoff = await changeHandoff(tx, { conversationId, to: 'completed', nowMs: deps.clock.wallMs() });
        if (handoff.reason !== 'payment_review') throw otherReason;
      },
      entries: [
        eventEntry(deps, { name: 'handoff.status', value: { state: 'completed', message: 'settled' } }),
        sentenceEntry(deps, () => words.settled),
      ],
      alongside: async (tx) => {
        if (handoff !== undefined) await handoffCompleted(deps, tx, { handoff, staffId });
      },
    });
    return delivered.status === 'delivered';
  } catch (error) {
    if (error === otherReason) return false;
    throw error;
  }
}
