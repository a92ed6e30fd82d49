import type { ConversationDeps, PresenceDeps } from '../../deps.ts';
import { isSeen } from './beat.ts';
import { findProfiles, type ProfileRow } from './store.ts';

type Deps = Pick<ConversationDeps, 'db' | 'clock'> & PresenceDeps;

/** Agents who are signed in and at their console, whether they take conversations or not. */
export async function agentsHere(deps: Deps): Promise<ProfileRow[]> {
  const [profiles, signedIn] = await Promise.all([findProfiles(deps.db.query), deps.presentAgentIds()]);
  const nowMs = deps.clock.wallMs();
  return profiles.filter((profile) => signedIn.has(profile.staffId) && isSeen(profile, nowMs));
}

/** Whether anybody takes conversations now: nobody is told to wait for somebody who is not there. */
export async function isAnybodyAvailable(deps: Deps): Promise<boolean> {
  return (await agentsHere(deps)).some(({ status, capacity }) => status === 'available' && capacity > 0);
}
