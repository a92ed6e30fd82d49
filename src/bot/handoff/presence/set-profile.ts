import { appendAudit } from '../../../kernel/audit/append-audit.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import type { HandoffDeps } from '../../deps.ts';
import { drainQueue } from '../queue/drain-queue.ts';
import type { AgentProfileBody } from '../wire.ts';
import { newProfile, tellAgents } from './beat.ts';
import { insertProfile, updateProfile } from './store.ts';

interface SetProfile extends Omit<AgentProfileBody, 'capacity'> {
  /** Left out: as it was. */
  readonly capacity?: number;
  /** Whose. */
  readonly staffId: string;
  /** Who says so, as the audit names them. */
  readonly actor: string;
}

/** Says what an agent can take. Throws `not_found` when there is no such account. */
export async function setProfile(
  deps: HandoffDeps,
  { staffId, actor, skills, languages, capacity }: SetProfile,
): Promise<void> {
  if ((await deps.nameOfStaff(staffId)) === null) throw new DomainError(kernelErrors.not_found);
  const nowMs = deps.clock.wallMs();
  const change = {
    skills: words(skills),
    languages: words(languages),
    ...(capacity === undefined ? {} : { capacity }),
    updatedAtMs: nowMs,
  };
  await deps.db.transact(async (tx) => {
    // Who has never been at a console is not here yet.
    await insertProfile(tx, { ...newProfile(staffId, nowMs), seenAtMs: 0 });
    await updateProfile(tx, staffId, change);
    await appendAudit(deps, tx, {
      action: 'agent.profile_changed',
      actor,
      subjectId: staffId,
      detail: { skills, languages, ...(capacity === undefined ? {} : { capacity }) },
    });
  });
  tellAgents(deps, staffId);
  await drainQueue(deps);
}

function words(list: readonly string[]): string {
  return [...new Set(list)].sort().join(' ');
}
