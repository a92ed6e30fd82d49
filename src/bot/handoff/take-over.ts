import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { SYSTEM_SENDER_ID } from '../conversation/bot-account.ts';
import { findConversation } from '../conversation/store.ts';
import type { HandoffDeps } from '../deps.ts';
import { botErrors } from '../errors.ts';
import { handoff as words } from '../text/handoff.ts';
import type { Conversation, Owner } from '../types.ts';
import { auditChange } from './audit.ts';
import { changeHandoff, changeRow } from './change-handoff.ts';
import { deliverChange } from './deliver-change.ts';
import { sentenceEntry, statusEntry } from './entries.ts';
import { handoffAccepted } from './events.ts';
import { HELD, WAITING } from './handoff.ts';
import { readService } from './hours/service.ts';
import { newRow } from './new-handoff.ts';
import { beat } from './presence/beat.ts';
import { findOwner, type HandoffRow, insertHandoff } from './store.ts';
import type { Agent } from './types.ts';
import type { ServiceSettings } from './wire.ts';

interface TakeOver {
  readonly conversationId: string;
  readonly agent: Agent;
  readonly note?: string | undefined;
}

/**
 * A supervisor takes any open conversation at once, from the bot, the line or another agent; caps on slots do not hold
 * for them. Theirs already: nothing changes. Throws `not_found`, `handoff_taken` when somebody was faster.
 */
export async function takeOver(deps: HandoffDeps, { conversationId, agent, note }: TakeOver): Promise<void> {
  const { staffId, displayName } = agent;
  await beat(deps, staffId);
  const { settings } = await readService(deps);
  const now = await findOwner(deps.db.query, conversationId);
  if (now?.status !== 'open') throw new DomainError(kernelErrors.not_found);
  if (now.ownerId === staffId) return;
  const { learnerId } = now;
  const delivered = await deliverChange(
    deps,
    {
      conversationId,
      sender: 'system',
      senderId: SYSTEM_SENDER_ID,
      whileOwner: now.owner as Owner,
      ...(now.ownerId === null ? {} : { whileOwnerId: now.ownerId }),
      newOwner: { owner: 'agent', ownerId: staffId },
      entries: [
        statusEntry(deps, { state: 'accepted', message: 'taken_over' }),
        sentenceEntry(deps, () => words.takenOver(displayName)),
      ],
    },
    {
      change: async (tx) => {
        const conversation = await findConversation(tx, { conversationId, learnerId });
        if (conversation === undefined) throw new DomainError(kernelErrors.not_found);
        return takeIn(deps, tx, { conversation, settings, staffId, note, isBots: now.owner === 'bot' });
      },
      tell: async (tx, handoff) => {
        await handoffAccepted(deps, tx, { handoff, staffId });
        const detail = { from: now.ownerId ?? now.owner };
        await auditChange(deps, tx, { action: 'conversation.taken_over', staffId, conversationId, detail });
      },
    },
  );
  if (delivered.status === 'refused') throw new DomainError(botErrors.handoff_taken);
}

interface TakeIn {
  readonly conversation: Conversation;
  readonly settings: ServiceSettings;
  readonly staffId: string;
  readonly note: string | undefined;
  readonly isBots: boolean;
}

async function takeIn(
  deps: HandoffDeps,
  tx: Tx,
  { conversation, settings, staffId, note, isBots }: TakeIn,
): Promise<HandoffRow> {
  const nowMs = deps.clock.wallMs();
  const set = { acceptedBy: staffId, acceptedAtMs: nowMs };
  const change = { to: 'human', reason: 'taken_over', nowMs, staffId, note, set } as const;
  const { conversationId } = conversation;
  if (!isBots) return changeHandoff(deps, tx, { conversationId, from: [...HELD, ...WAITING], ...change });
  const fresh = await newRow(deps, tx, { conversation, reason: 'taken_over', settings, isMessage: false });
  await insertHandoff(tx, fresh);
  // Its first step leads from the bot, not from a line it never stood in.
  return changeRow(deps, tx, { handoff: { ...fresh, state: 'bot' }, ...change });
}
