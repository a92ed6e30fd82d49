import { BOT_SENDER_ID } from '../conversation/bot-account.ts';
import type { ConversationDeps } from '../deps.ts';
import { handoff as words } from '../text/handoff.ts';
import { quickReplies } from '../text/talk.ts';
import { changeHandoff } from './change-handoff.ts';
import { deliverChange } from './deliver-change.ts';
import { sentenceEntry, statusEntry } from './entries.ts';
import { handoffCanceled } from './events.ts';
import { WAITING } from './handoff.ts';

/** A learner leaves the line; the bot answers again. False when the thread is not in the line any more. */
export async function cancelHandoff(
  deps: ConversationDeps,
  { conversationId, learnerId }: { conversationId: string; learnerId: string },
): Promise<boolean> {
  const nowMs = deps.clock.wallMs();
  const delivered = await deliverChange(
    deps,
    {
      conversationId,
      learnerId,
      sender: 'bot',
      senderId: BOT_SENDER_ID,
      whileOwner: 'queue',
      newOwner: { owner: 'bot', ownerId: null },
      entries: [
        statusEntry(deps, { state: 'failed', message: 'canceled' }),
        sentenceEntry(deps, () => words.canceled, {
          quickReplies: [quickReplies.start, quickReplies.orders],
        }),
      ],
    },
    {
      change: (tx) =>
        changeHandoff(deps, tx, { conversationId, from: WAITING, to: 'bot', reason: 'canceled', nowMs }),
      tell: async (tx, handoff) => void (await handoffCanceled(deps, tx, { handoff })),
    },
  );
  return delivered.status === 'delivered';
}
