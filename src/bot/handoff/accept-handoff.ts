import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { SYSTEM_SENDER_ID } from '../conversation/bot-account.ts';
import type { HandoffDeps } from '../deps.ts';
import { botErrors } from '../errors.ts';
import { handoff as words } from '../text/handoff.ts';
import { changeRow, elsewhere } from './change-handoff.ts';
import { deliverChange } from './deliver-change.ts';
import { sentenceEntry, statusEntry } from './entries.ts';
import { handoffAccepted } from './events.ts';
import { WAITING } from './handoff.ts';
import { beat, newProfile } from './presence/beat.ts';
import { countLoads, holdProfile, insertProfile, updateProfile } from './presence/store.ts';
import { findOpenHandoffIn, findOwner, type HandoffRow } from './store.ts';
import type { Agent } from './types.ts';

/**
 * Gives a waiting thread to an agent, whether it is offered to them, to somebody else or to nobody. The first wins, by
 * one update of the conversation's row; who has it already may ask again and changes nothing. Throws `handoff_taken`,
 * `handoff_over`, `agent_at_capacity` and `not_found`.
 */
export async function acceptHandoff(
  deps: HandoffDeps,
  { conversationId, agent }: { conversationId: string; agent: Agent },
): Promise<void> {
  const { staffId, displayName } = agent;
  await beat(deps, staffId);
  const delivered = await deliverChange(
    deps,
    {
      conversationId,
      sender: 'system',
      senderId: SYSTEM_SENDER_ID,
      whileOwner: 'queue',
      newOwner: { owner: 'agent', ownerId: staffId },
      entries: [
        statusEntry(deps, { state: 'accepted' }),
        sentenceEntry(deps, () => words.joined(displayName)),
      ],
    },
    {
      change: async (tx) => {
        const open = await findOpenHandoffIn(tx, conversationId);
        if (open === undefined || !(WAITING as readonly string[]).includes(open.state)) throw elsewhere;
        return acceptIn(deps, tx, { handoff: open, staffId });
      },
      tell: async (tx, handoff) => void (await handoffAccepted(deps, tx, { handoff, staffId })),
    },
  );
  if (delivered.status === 'refused') await refuseUnlessTheirs(deps, conversationId, staffId);
}

/** Throws `agent_at_capacity` when no slot is free; an offer holds the one it needs. */
async function acceptIn(
  deps: HandoffDeps,
  tx: Tx,
  { handoff, staffId }: { handoff: HandoffRow; staffId: string },
): Promise<HandoffRow> {
  const nowMs = deps.clock.wallMs();
  // The first sign of life of an agent may be this very press.
  await insertProfile(tx, newProfile(staffId, nowMs));
  const profile = await holdProfile(tx, staffId);
  const isOffered = handoff.offeredTo === staffId;
  const load = (await countLoads(tx)).get(staffId) ?? 0;
  if (!isOffered && load >= (profile?.capacity ?? 0)) throw new DomainError(botErrors.agent_at_capacity);
  await updateProfile(tx, staffId, { missedOffers: 0, assignedAtMs: nowMs });
  return changeRow(deps, tx, {
    handoff,
    to: 'human',
    reason: isOffered ? 'accepted' : 'claimed',
    nowMs,
    staffId,
    set: { acceptedBy: staffId, acceptedAtMs: nowMs },
  });
}

async function refuseUnlessTheirs(deps: HandoffDeps, conversationId: string, staffId: string): Promise<void> {
  const now = await findOwner(deps.db.query, conversationId);
  if (now === undefined) throw new DomainError(kernelErrors.not_found);
  if (now.owner !== 'agent') throw new DomainError(botErrors.handoff_over);
  if (now.ownerId !== staffId) throw new DomainError(botErrors.handoff_taken);
}
