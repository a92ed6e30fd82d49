import { DomainError } from '../../kernel/errors.ts';
import type { HandoffDeps } from '../deps.ts';
import { botErrors } from '../errors.ts';
import { handoff as words } from '../text/handoff.ts';
import { auditChange } from './audit.ts';
import { changeHandoff } from './change-handoff.ts';
import { deliverChange } from './deliver-change.ts';
import { sentenceEntry, statusEntry } from './entries.ts';
import { handoffTransferred } from './events.ts';
import { houseSays } from './house-says.ts';
import { findProfiles } from './presence/store.ts';
import { drainQueue } from './queue/drain-queue.ts';
import type { Agent } from './types.ts';
import type { TransferBody } from './wire.ts';

interface Transfer extends TransferBody {
  readonly conversationId: string;
  readonly agent: Agent;
}

/**
 * Passes an agent's thread on: to one agent, who is asked first and alone for a while, or to whoever has a skill. It
 * keeps its old place, so it is next. Throws `transfer_target_unknown`, `conversation_not_yours`.
 */
export async function transferHandoff(
  deps: HandoffDeps,
  { conversationId, agent, to, note = '' }: Transfer,
): Promise<void> {
  const { staffId, displayName } = agent;
  await assertTarget(deps, to, staffId);
  const nowMs = deps.clock.wallMs();
  const target = 'staffId' in to ? { transferTo: to.staffId, skill: null } : { skill: to.skill };
  const written = note.trim() === '' ? null : note.trim();
  const delivered = await deliverChange(
    deps,
    {
      ...houseSays({ conversationId, staffId }),
      newOwner: { owner: 'queue', ownerId: null },
      entries: [
        statusEntry(deps, { state: 'accepted', message: 'transferring' }),
        sentenceEntry(deps, () => words.transferring(displayName)),
      ],
    },
    {
      change: (tx) =>
        changeHandoff(deps, tx, {
          conversationId,
          from: ['human'],
          to: 'transfer',
          reason: 'transferred',
          nowMs,
          staffId,
          note: written,
          set: { ...target, note: written },
        }),
      tell: async (tx, handoff) => {
        await handoffTransferred(deps, tx, { handoff, staffId });
        await auditChange(deps, tx, {
          action: 'conversation.transferred',
          staffId,
          conversationId,
          detail: to,
        });
      },
    },
  );
  if (delivered.status === 'refused') throw new DomainError(botErrors.conversation_not_yours);
  await drainQueue(deps);
}

/** Nobody is passed to a desk that does not exist. */
async function assertTarget(deps: HandoffDeps, to: TransferBody['to'], fromStaffId: string): Promise<void> {
  const profiles = await findProfiles(deps.db.query);
  const isKnown =
    'staffId' in to
      ? to.staffId !== fromStaffId && profiles.some(({ staffId }) => staffId === to.staffId)
      : profiles.some(({ skills }) => skills.split(' ').includes(to.skill));
  if (!isKnown) throw new DomainError(botErrors.transfer_target_unknown);
}
