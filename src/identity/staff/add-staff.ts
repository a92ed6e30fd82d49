import { appendAudit } from '../../kernel/audit/append-audit.ts';
import { DomainError } from '../../kernel/errors.ts';
import type { StaffRole } from '../wire.ts';
import { type Administrator, actorOf } from './administrator.ts';
import type { StaffDeps } from './deps.ts';
import { staffErrors } from './errors.ts';
import { hashPassword } from './password.ts';
import { insertStaff } from './store.ts';

export interface AddStaff {
  readonly login: string;
  readonly password: string;
  readonly displayName: string;
  readonly role: StaffRole;
  /** Who adds them; left out: whoever has the command line. */
  readonly by?: Administrator;
}

/** Makes an account for a person who works here; returns its id. Throws `login_taken`. */
export async function addStaff(
  deps: Pick<StaffDeps, 'db' | 'clock' | 'newId'>,
  { login, password, displayName, role, by = 'command_line' }: AddStaff,
): Promise<string> {
  const nowMs = deps.clock.wallMs();
  const staff = {
    staffId: deps.newId('stf'),
    login: login.toLowerCase(),
    displayName,
    role,
    passwordHash: await hashPassword(password),
    failedSignIns: 0,
    lockedUntilMs: null,
    lockouts: 0,
    disabledAtMs: null,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  const isAdded = await deps.db.transact(async (tx) => {
    if (!(await insertStaff(tx, staff))) return false;
    const { staffId } = staff;
    await appendAudit(deps, tx, {
      action: 'staff.added',
      actor: actorOf(by),
      subjectId: staffId,
      detail: { role },
    });
    return true;
  });
  if (!isAdded) throw new DomainError(staffErrors.login_taken);
  return staff.staffId;
}
