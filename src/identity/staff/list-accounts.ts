import type { Queries } from '../../kernel/db/database.ts';
import type { StaffAccountView, StaffRole } from '../wire.ts';
import type { StaffDeps } from './deps.ts';
import { liveAt } from './live.ts';
import { findLivePeople, listStaff } from './store.ts';

/** Everybody who works here, by login. */
export async function listAccounts(
  deps: Pick<StaffDeps, 'clock'> & { db: { query: Queries } },
): Promise<StaffAccountView[]> {
  const nowMs = deps.clock.wallMs();
  const [staff, live] = await Promise.all([
    listStaff(deps.db.query),
    findLivePeople(deps.db.query, liveAt(nowMs)),
  ]);
  return staff.map(({ staffId, login, displayName, role, disabledAtMs, lockedUntilMs, createdAtMs }) => ({
    staffId,
    login,
    displayName,
    role: role as StaffRole,
    isDisabled: disabledAtMs !== null,
    lockedUntilMs: lockedUntilMs !== null && lockedUntilMs > nowMs ? lockedUntilMs : null,
    sessionsCount: live.filter((session) => session.staffId === staffId).length,
    createdAtMs,
  }));
}
