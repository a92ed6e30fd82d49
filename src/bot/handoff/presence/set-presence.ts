import type { HandoffDeps } from '../../deps.ts';
import { drainQueue } from '../queue/drain-queue.ts';
import type { SetPresence } from '../wire.ts';
import { beat, tellAgents } from './beat.ts';
import { updateProfile } from './store.ts';

/** An agent takes conversations from now on, or none more; who comes is asked at once whether somebody waits. */
export async function setPresence(
  deps: HandoffDeps,
  { staffId, status }: SetPresence & { staffId: string },
): Promise<void> {
  await beat(deps, staffId);
  const nowMs = deps.clock.wallMs();
  await updateProfile(deps.db.query, staffId, {
    status,
    statusSinceMs: nowMs,
    seenAtMs: nowMs,
    missedOffers: 0,
  });
  tellAgents(deps, staffId);
  if (status === 'available') await drainQueue(deps);
}
