import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { StaffDeps } from './deps.ts';
import { livePeople } from './live.ts';
import { deleteSession } from './store.ts';
import type { StaffCaller } from './types.ts';

/** Ends the session now, for this browser and its sockets. */
export async function signOut(deps: StaffDeps, { staffId, sessionHash }: StaffCaller): Promise<void> {
  await deps.db.transact(async (tx) => {
    await deleteSession(tx, sessionHash);
    await appendAudit(deps, tx, {
      action: 'staff.signed_out',
      actor: `staff:${staffId}`,
      subjectId: staffId,
    });
  });
  const others = await livePeople(deps);
  const isGone = others.every((person) => person.staffId !== staffId);
  await deps.onSignedOut({ staffId, sessionHash, isGone });
}
