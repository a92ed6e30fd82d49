import { BOT_SENDER_ID } from '../conversation/bot-account.ts';
import { deliver } from '../conversation/deliver.ts';
import type { HandoffDeps } from '../deps.ts';
import type { Both } from '../text/both.ts';
import { handoff as words } from '../text/handoff.ts';
import { eventEntry, sentenceEntry } from './entries.ts';
import type { HandoffReason } from './handoff.ts';
import { joiningLine, newHandoff } from './join-line.ts';

const LEADS: Readonly<Record<HandoffReason, Both>> = {
  asked: words.fetchPerson,
  not_understood: words.couldNotHelp,
  payment_review: words.payment,
};

/**
 * Puts a thread of the bot into the line for people, tells the learner which place it is, and silences the bot from
 * that moment (C3). False when the thread is not the bot's: somebody has it already, or it is closed. Who did not ask
 * for a person is not made to wait for one while nobody is signed in.
 */
export async function requestHandoff(
  deps: HandoffDeps,
  { conversationId, reason }: { conversationId: string; reason: HandoffReason },
): Promise<boolean> {
  const isAnybodyHere = (await deps.presentAgentIds()).size > 0;
  if (!isAnybodyHere && reason !== 'asked') return false;
  const delivery = joiningLine(
    {
      conversationId,
      sender: 'bot',
      senderId: BOT_SENDER_ID,
      whileOwner: 'bot',
      entries: [
        eventEntry(deps, { name: 'handoff.initiate', value: { reason } }),
        sentenceEntry(deps, () => LEADS[reason]),
      ],
    },
    { ...newHandoff(deps, { reason }), isAnybodyHere },
  );
  return (await deliver(deps, delivery)).status === 'delivered';
}
