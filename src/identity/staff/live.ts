import { limits } from '../../kernel/limits.ts';
import type { StaffDeps } from './deps.ts';
import { findLivePeople, type Live, type LivePerson } from './store.ts';

/** Which sessions count at this moment. */
export function liveAt(nowMs: number): Live {
  return { nowMs, seenSinceMs: nowMs - limits.staffSessionIdleMs };
}

/** Everybody who is signed in, once per session. */
export function livePeople(deps: Pick<StaffDeps, 'db' | 'clock'>): Promise<LivePerson[]> {
  return findLivePeople(deps.db.query, liveAt(deps.clock.wallMs()));
}
