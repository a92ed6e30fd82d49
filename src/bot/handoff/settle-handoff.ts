import { BOT_SENDER_ID } from '../conversation/bot-account.ts';
import type { ConversationDeps } from '../deps.ts';
import { handoff as words } from '../text/handoff.ts';
import { changeHandoff } from './change-handoff.ts';
import { deliverChange } from './deliver-change.ts';
import { sentenceEntry, statusEntry } from './entries.ts';
import { handoffCompleted } from './events.ts';
import { WAITING } from './handoff.ts';

/**
 * Gives a thread that waits in the line because of a held payment back to the bot: the payment was decided without
 * anybody joining. False when it does not wait, or waits for something else.
 */
export async function settleHandoff(
  deps: ConversationDeps,
  { conversationId, staffId }: { conversationId: string; staffId: string | null },
): Promise<boolean> {
  const nowMs = deps.clock.wallMs();
  const delivered = await deliverChange(
    deps,
    {
      conversationId,
      sender: 'bot',
      senderId: BOT_SENDER_ID,
      whileOwner: 'queue',
      newOwner: { owner: 'bot', ownerId: null },
      entries: [
        statusEntry(deps, { state: 'completed', message: 'settled' }),
        sentenceEntry(deps, () => words.settled),
      ],
    },
    {
      change: (tx) =>
        changeHandoff(deps, tx, {
          conversationId,
          from: WAITING,
          unless: ({ reason }) => reason !== 'payment_review',
          to: 'bot',
          reason: 'settled',
          nowMs,
          staffId: staffId ?? undefined,
        }),
      tell: async (tx, handoff) => void (await handoffCompleted(deps, tx, { handoff, staffId })),
    },
  );
  return delivered.status === 'delivered';
}
