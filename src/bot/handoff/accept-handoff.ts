import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { SYSTEM_SENDER_ID } from '../conversation/bot-account.ts';
import { deliver } from '../conversation/deliver.ts';
import type { ConversationDeps } from '../deps.ts';
import { botErrors } from '../errors.ts';
import { handoff as words } from '../text/handoff.ts';
import { eventEntry, sentenceEntry } from './entries.ts';
import { handoffAccepted } from './events.ts';
import { changeHandoff, findOwner, type HandoffRow } from './store.ts';
import type { Agent } from './types.ts';

/**
 * Gives a waiting thread to an agent. The first wins, by one update of the conversation's row; who has it already may
 * ask again and changes nothing. Throws `handoff_taken`, `handoff_over` and `not_found`.
 */
export async function acceptHandoff(
  deps: ConversationDeps,
  { conversationId, agent }: { conversationId: string; agent: Agent },
): Promise<void> {
  const { staffId, displayName } = agent;
  let handoff: HandoffRow | undefined;
  const delivered = await deliver(deps, {
    conversationId,
    sender: 'system',
    senderId: SYSTEM_SENDER_ID,
    whileOwner: 'queue',
    newOwner: { owner: 'agent', ownerId: staffId },
    before: async (tx) => {
      const nowMs = deps.clock.wallMs();
      handoff = await changeHandoff(tx, { conversationId, to: 'accepted', nowMs, acceptedBy: staffId });
    },
    entries: [
      eventEntry(deps, { name: 'handoff.status', value: { state: 'accepted' } }),
      sentenceEntry(deps, () => words.joined(displayName)),
    ],
    alongside: async (tx) => {
      if (handoff !== undefined) await handoffAccepted(deps, tx, { handoff, staffId });
    },
  });
  if (delivered.status === 'refused') await refuseUnlessTheirs(deps, conversationId, staffId);
}

async function refuseUnlessTheirs(
  deps: ConversationDeps,
  conversationId: string,
  staffId: string,
): Promise<void> {
  const now = await findOwner(deps.db.query, conversationId);
  if (now === undefined) throw new DomainError(kernelErrors.not_found);
  if (now.owner !== 'agent') throw new DomainError(botErrors.handoff_over);
  if (now.ownerId !== staffId) throw new DomainError(botErrors.handoff_taken);
}
