import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Staff } from '../../kernel/db/tables.ts';
import { DomainError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { takeTurn } from '../../kernel/rate-limit.ts';
import type { StaffRole } from '../wire.ts';
import type { StaffDeps } from './deps.ts';
import { staffErrors } from './errors.ts';
import { liveAt } from './live.ts';
import { isPasswordOf } from './password.ts';
import { csrfTokenOf, hashOf } from './session-token.ts';
import { deleteDeadSessions, deleteSession, forgetTries, insertSession, takeTry } from './store.ts';
import type { StaffCaller } from './types.ts';

export interface SignIn {
  readonly login: string;
  readonly password: string;
  /** Who asks, for the limit of tries. */
  readonly address: string;
  /** The session this browser had: it ends, so that no token outlives a sign-in. */
  readonly formerToken?: string | undefined;
}

export interface SignedIn {
  readonly token: string;
  readonly caller: StaffCaller;
}

/**
 * Opens a session with a new token. Throws `sign_in_refused`, alike and in the same time for an unknown login, a
 * wrong password and a locked account, and `rate_limited`.
 */
export async function signIn(deps: StaffDeps, command: SignIn): Promise<SignedIn> {
  const login = command.login.toLowerCase();
  await takeTurn(deps.addressLimit, command.address);
  await takeTurn(deps.signInLimit, login);
  const nowMs = deps.clock.wallMs();
  const staff = await takeTry(deps.db.query, {
    login,
    nowMs,
    triesMax: limits.signInTriesMax,
    lockedUntilMs: nowMs + limits.signInLockMs,
  });
  if (!(await isPasswordOf(staff?.passwordHash, command.password)) || staff === undefined) {
    throw new DomainError(staffErrors.sign_in_refused);
  }
  return openStaffSession(deps, staff, command.formerToken);
}

async function openStaffSession(
  deps: StaffDeps,
  staff: Staff,
  formerToken: string | undefined,
): Promise<SignedIn> {
  const nowMs = deps.clock.wallMs();
  const token = deps.newSecret();
  const sessionHash = hashOf(token);
  const { staffId, login, displayName } = staff;
  const expiresAtMs = nowMs + limits.staffSessionTtlMs;
  await deps.db.transact(async (tx) => {
    if (formerToken !== undefined) await deleteSession(tx, hashOf(formerToken));
    await deleteDeadSessions(tx, staffId, liveAt(nowMs));
    await forgetTries(tx, staffId);
    await insertSession(tx, {
      tokenHash: sessionHash,
      staffId,
      createdAtMs: nowMs,
      expiresAtMs,
      lastSeenAtMs: nowMs,
    });
    await appendAudit(deps, tx, { action: 'staff.signed_in', actor: `staff:${staffId}`, subjectId: staffId });
  });
  const role = staff.role as StaffRole;
  const csrfToken = csrfTokenOf(token);
  return { token, caller: { staffId, login, displayName, role, sessionHash, csrfToken, expiresAtMs } };
}
