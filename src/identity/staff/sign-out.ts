import type { StaffDeps } from './deps.ts';
import { livePeople } from './live.ts';
import { deleteSession } from './store.ts';
import type { StaffCaller } from './types.ts';

/** Ends the session now, for this browser and its sockets. */
export async function signOut(deps: StaffDeps, { staffId, sessionHash }: StaffCaller): Promise<void> {
  await deleteSession(deps.db.query, sessionHash);
  const others = await livePeople(deps);
  const isGone = others.every((person) => person.staffId !== staffId);
  await deps.onSignedOut({ staffId, sessionHash, isGone });
}
