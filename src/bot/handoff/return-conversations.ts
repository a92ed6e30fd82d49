import { SYSTEM_SENDER_ID } from '../conversation/bot-account.ts';
import { deliver } from '../conversation/deliver.ts';
import type { HandoffDeps } from '../deps.ts';
import { handoff as words } from '../text/handoff.ts';
import { eventEntry, sentenceEntry } from './entries.ts';
import { handoffReturned } from './events.ts';
import { joiningLine } from './join-line.ts';
import { changeHandoff, findAccepted } from './store.ts';

/**
 * Puts the threads of agents who are not here any more back into the line, at the place they had by their age; returns
 * how many. Nobody waits for somebody who is gone (C4).
 */
export async function returnConversations(deps: HandoffDeps): Promise<number> {
  const accepted = await findAccepted(deps.db.query, deps.livemode ? 1 : 0);
  if (accepted.length === 0) return 0;
  const present = await deps.presentAgentIds();
  const stranded = accepted.filter(({ staffId }) => !present.has(staffId));
  for (const conversation of stranded) {
    await returnConversation(deps, { ...conversation, isAnybodyHere: present.size > 0 });
  }
  return stranded.length;
}

async function returnConversation(
  deps: HandoffDeps,
  {
    conversationId,
    staffId,
    isAnybodyHere,
  }: { conversationId: string; staffId: string; isAnybodyHere: boolean },
): Promise<void> {
  const name = (await deps.nameOfStaff(staffId)) ?? '';
  const nowMs = deps.clock.wallMs();
  const delivery = joiningLine(
    {
      conversationId,
      sender: 'system',
      senderId: SYSTEM_SENDER_ID,
      whileOwner: 'agent',
      whileOwnerId: staffId,
      entries: [
        eventEntry(deps, { name: 'handoff.initiate', value: { reason: 'agent_left' } }),
        sentenceEntry(deps, () => words.left(name)),
      ],
    },
    {
      enter: (tx) => changeHandoff(tx, { conversationId, to: 'queued', nowMs }),
      tell: (tx, entered) => handoffReturned(deps, tx, { ...entered, staffId }),
      isAnybodyHere,
    },
  );
  await deliver(deps, delivery);
}
