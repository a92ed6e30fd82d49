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
  /** What the browser says it is. */
  readonly device?: string | null | undefined;
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
  await takeTurn(deps.addressLimit, command.address);
  const staff = await takeSignInTry(deps, command.login.toLowerCase());
  if (!(await isPasswordOf(staff?.passwordHash, command.password)) || staff === undefined) {
    throw new DomainError(staffErrors.sign_in_refused);
  }
  return openStaffSession(deps, staff, command);
}

/**
 * Counts a try before its password is looked at; the account, unless it may not be tried now. The last try of several
 * locks, each lock in a row for twice as long. Throws `rate_limited`.
 */
export async function takeSignInTry(deps: StaffDeps, login: string): Promise<Staff | undefined> {
  await takeTurn(deps.signInLimit, login);
  const { signInTriesMax: triesMax, signInLockMs: lockMs, signInLockMsMax: lockMsMax } = limits;
  return deps.db.transact(async (tx) => {
    const nowMs = deps.clock.wallMs();
    const staff = await takeTry(tx, { login, nowMs, triesMax, lockMs, lockMsMax });
    if (staff !== undefined && staff.lockedUntilMs !== null) {
      const detail = { lockouts: staff.lockouts, minutes: (staff.lockedUntilMs - nowMs) / 60_000 };
      await appendAudit(deps, tx, {
        action: 'staff.locked',
        actor: 'system',
        subjectId: staff.staffId,
        detail,
      });
    }
    return staff;
  });
}

/** A new session, with a token of its own. */
export async function openStaffSession(
  deps: StaffDeps,
  staff: Staff,
  { formerToken, device = null }: Pick<SignIn, 'formerToken' | 'device'>,
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
      device,
    });
    await appendAudit(deps, tx, { action: 'staff.signed_in', actor: `staff:${staffId}`, subjectId: staffId });
  });
  const role = staff.role as StaffRole;
  const csrfToken = csrfTokenOf(token);
  return { token, caller: { staffId, login, displayName, role, sessionHash, csrfToken, expiresAtMs } };
}
