import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Tx } from '../../kernel/db/database.ts';
import type { Staff } from '../../kernel/db/tables.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { StaffRole } from '../wire.ts';
import { type Administrator, actorOf } from './administrator.ts';
import type { StaffDeps } from './deps.ts';
import { endSessions, tellEnded } from './end-sessions.ts';
import { staffErrors } from './errors.ts';
import { hashPassword } from './password.ts';
import { findStaff, holdAdmins, updateStaff } from './store.ts';

export type StaffChange =
  | { readonly to: 'role'; readonly role: StaffRole }
  | { readonly to: 'disabled' }
  | { readonly to: 'enabled' }
  /** Lets in who locked themselves out by wrong passwords; the one they have goes on. */
  | { readonly to: 'unlocked' }
  /** Also lets in who locked themselves out. */
  | { readonly to: 'password'; readonly password: string };

type ChangeDeps = Pick<StaffDeps, 'db' | 'clock' | 'onSignedOut'>;

export interface ChangeStaff {
  readonly staffId: string;
  readonly by: Administrator;
  readonly change: StaffChange;
}

/**
 * Changes somebody's account and ends their sessions, so that nobody goes on with what they may do no more; ending a
 * lock takes nothing away and ends none. Throws `not_found`, `own_account` for one's own, and `last_admin` for the only one who could undo it.
 */
export async function changeStaff(deps: ChangeDeps, { staffId, by, change }: ChangeStaff): Promise<void> {
  if (by !== 'command_line' && by.staffId === staffId) throw new DomainError(staffErrors.own_account);
  const columns = await columnsOf(deps, change);
  const hashes = await deps.db.transact(async (tx) => {
    const admins = await holdAdmins(tx);
    const staff = await findStaff(tx, staffId);
    if (staff === undefined) throw new DomainError(kernelErrors.not_found);
    if (endsLastAdmin(admins, staffId, change)) throw new DomainError(staffErrors.last_admin);
    await updateStaff(tx, staffId, columns);
    const ended = change.to === 'unlocked' ? [] : await endSessions(tx, { staffId });
    await audit(deps, tx, { staffId, by, change });
    return ended;
  });
  await tellEnded(deps, { staffId, hashes });
}

const noLock = { failedSignIns: 0, lockedUntilMs: null, lockouts: 0 };

async function columnsOf(deps: ChangeDeps, change: StaffChange): Promise<Partial<Staff>> {
  const updatedAtMs = deps.clock.wallMs();
  switch (change.to) {
    case 'role':
      return { updatedAtMs, role: change.role };
    case 'disabled':
      return { updatedAtMs, disabledAtMs: updatedAtMs };
    case 'enabled':
      return { updatedAtMs, disabledAtMs: null };
    case 'unlocked':
      return { updatedAtMs, ...noLock };
    case 'password': {
      const passwordHash = await hashPassword(change.password);
      return { updatedAtMs, passwordHash, ...noLock };
    }
  }
}

function endsLastAdmin(admins: readonly string[], staffId: string, change: StaffChange): boolean {
  const ends = change.to === 'disabled' || (change.to === 'role' && change.role !== 'admin');
  return ends && admins.length === 1 && admins[0] === staffId;
}

const ACTIONS = {
  role: 'staff.role_changed',
  disabled: 'staff.disabled',
  enabled: 'staff.enabled',
  unlocked: 'staff.unlocked',
  password: 'staff.password_reset',
} as const;

async function audit(deps: ChangeDeps, tx: Tx, { staffId, by, change }: ChangeStaff): Promise<void> {
  await appendAudit(deps, tx, {
    action: ACTIONS[change.to],
    actor: actorOf(by),
    subjectId: staffId,
    detail: change.to === 'role' ? { role: change.role } : {},
  });
}
