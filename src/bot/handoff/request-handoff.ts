import { BOT_SENDER_ID } from '../conversation/bot-account.ts';
import { deliver } from '../conversation/deliver.ts';
import type { HandoffDeps } from '../deps.ts';
import type { Both } from '../text/both.ts';
import { handoff as words } from '../text/handoff.ts';
import { sentenceEntry } from './entries.ts';
import type { HandoffReason } from './handoff.ts';
import { joiningLine, newHandoff } from './join-line.ts';
import { lineNow } from './queue/line-now.ts';

type RequestReason = Exclude<HandoffReason, 'taken_over'>;

const LEADS: Readonly<Record<RequestReason, Both>> = {
  asked: words.fetchPerson,
  not_understood: words.couldNotHelp,
  payment_review: words.payment,
};

/**
 * Puts a thread of the bot into the line for people, tells the learner which place it is, and silences the bot from
 * that moment (C3). False when the thread is not the bot's: somebody has it already, or it is closed. Who did not ask
 * for a person is not made to wait for one while nobody is there.
 */
export async function requestHandoff(
  deps: HandoffDeps,
  { conversationId, reason }: { conversationId: string; reason: RequestReason },
): Promise<boolean> {
  const line = await lineNow(deps);
  if (!line.isAnybodyHere && reason !== 'asked') return false;
  const delivery = joiningLine(
    deps,
    {
      conversationId,
      sender: 'bot',
      senderId: BOT_SENDER_ID,
      whileOwner: 'bot',
      entries: [sentenceEntry(deps, () => LEADS[reason])],
    },
    newHandoff(deps, { reason, line }),
  );
  return (await deliver(deps, delivery)).status === 'delivered';
}
