import { appendAudit } from '../../kernel/audit/append-audit.ts';
import { DomainError } from '../../kernel/errors.ts';
import type { StaffDeps } from './deps.ts';
import { endSessions, tellEnded } from './end-sessions.ts';
import { staffErrors } from './errors.ts';
import { hashPassword, isPasswordOf } from './password.ts';
import type { SignedIn } from './sign-in.ts';
import { openStaffSession, takeSignInTry } from './sign-in.ts';
import { updateStaff } from './store.ts';
import type { StaffCaller } from './types.ts';

export interface ChangePassword {
  readonly caller: StaffCaller;
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly device: string | null;
}

/**
 * Changes one's own password: every session ends, and this browser gets a new one. A wrong present password counts
 * like a wrong sign-in. Throws `sign_in_refused`, `rate_limited`.
 */
export async function changePassword(deps: StaffDeps, command: ChangePassword): Promise<SignedIn> {
  const { staffId, login } = command.caller;
  const staff = await takeSignInTry(deps, login);
  if (staff === undefined || !(await isPasswordOf(staff.passwordHash, command.currentPassword))) {
    throw new DomainError(staffErrors.sign_in_refused);
  }
  const passwordHash = await hashPassword(command.newPassword);
  const hashes = await deps.db.transact(async (tx) => {
    await updateStaff(tx, staffId, { passwordHash, updatedAtMs: deps.clock.wallMs() });
    const ended = await endSessions(tx, { staffId });
    const actor = `staff:${staffId}`;
    await appendAudit(deps, tx, { action: 'staff.password_changed', actor, subjectId: staffId });
    return ended;
  });
  // The new session is there before anybody is told that the old ones ended: who changes a password has not left.
  const signedIn = await openStaffSession(deps, staff, { device: command.device });
  await tellEnded(deps, { staffId, hashes });
  return signedIn;
}
