import { appendAudit } from '../../kernel/audit/append-audit.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { StaffSessionView } from '../wire.ts';
import type { StaffDeps } from './deps.ts';
import { endSessions, tellEnded } from './end-sessions.ts';
import { liveAt } from './live.ts';
import { sessionIdOf } from './session-token.ts';
import { findSessionsOf } from './store.ts';
import type { StaffCaller } from './types.ts';

/** Where somebody is signed in, the newest first. */
export async function listSessions(
  deps: Pick<StaffDeps, 'db' | 'clock'>,
  { staffId, sessionHash }: Pick<StaffCaller, 'staffId' | 'sessionHash'>,
): Promise<StaffSessionView[]> {
  const rows = await findSessionsOf(deps.db.query, staffId, liveAt(deps.clock.wallMs()));
  return rows.map(({ tokenHash, device, createdAtMs, lastSeenAtMs, expiresAtMs }) => ({
    sessionId: sessionIdOf(tokenHash),
    device,
    createdAtMs,
    lastSeenAtMs,
    expiresAtMs,
    isThis: tokenHash === sessionHash,
  }));
}

/** Ends one of the caller's sessions, or, without an id, all but the present one; says how many. Throws `not_found`. */
export async function revokeSessions(
  deps: StaffDeps,
  { caller, sessionId }: { caller: StaffCaller; sessionId?: string },
): Promise<number> {
  const { staffId, sessionHash } = caller;
  const hashes = await deps.db.transact(async (tx) => {
    const which = sessionId === undefined ? { exceptHash: sessionHash } : { sessionId };
    const ended = await endSessions(tx, { staffId, ...which });
    if (sessionId !== undefined && ended.length === 0) throw new DomainError(kernelErrors.not_found);
    const detail = { count: ended.length };
    await appendAudit(deps, tx, {
      action: 'staff.sessions_revoked',
      actor: `staff:${staffId}`,
      subjectId: staffId,
      detail,
    });
    return ended;
  });
  await tellEnded(deps, { staffId, hashes });
  return hashes.length;
}
