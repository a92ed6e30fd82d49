import { limits } from '../../../kernel/limits.ts';
import type { HandoffDeps } from '../../deps.ts';
import { tellAgents } from '../presence/beat.ts';
import { findProfile, updateProfile } from '../presence/store.ts';
import { findExpired } from './store.ts';
import { takeBack } from './take-back.ts';

/** Ends the offers whose time is over; returns how many. Who misses several in a row is set to away. */
export async function expireOffers(deps: HandoffDeps): Promise<number> {
  const nowMs = deps.clock.wallMs();
  const expired = await findExpired(deps.db.query, { livemode: deps.livemode ? 1 : 0, nowMs });
  let count = 0;
  for (const { conversationId, offeredTo } of expired) {
    if (offeredTo === null) continue;
    if (!(await takeBack(deps, { conversationId, staffId: offeredTo, reason: 'offer_expired' }))) continue;
    await noteMissed(deps, offeredTo, nowMs);
    count += 1;
  }
  return count;
}

async function noteMissed(deps: HandoffDeps, staffId: string, nowMs: number): Promise<void> {
  const profile = await findProfile(deps.db.query, staffId);
  const missedOffers = (profile?.missedOffers ?? 0) + 1;
  const isGone = missedOffers >= limits.missedOffersMax && profile?.status === 'available';
  await updateProfile(deps.db.query, staffId, {
    missedOffers,
    ...(isGone ? { status: 'away', statusSinceMs: nowMs } : {}),
  });
  if (isGone) tellAgents(deps, staffId);
}
