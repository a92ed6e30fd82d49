import type { Tx } from '../../../kernel/db/database.ts';
import { limits } from '../../../kernel/limits.ts';
import type { HandoffDeps } from '../../deps.ts';
import { readService } from '../hours/service.ts';
import { seenSince } from '../presence/beat.ts';
import { countLoads, holdSeen } from '../presence/store.ts';
import type { HandoffRow } from '../store.ts';
import { type Candidate, keyOf, matchQueue } from './match-queue.ts';
import { type OfferChanged, offer, tellOffer } from './offer.ts';
import { findDeclined, holdFree, lockQueue } from './store.ts';

/**
 * Offers those who wait to agents with free slots, in one transaction that no other process's crosses; returns how
 * many. Nobody waits while an eligible slot is free (C4). Order of locks: handoffs, then agents, as everywhere.
 */
export async function drainQueue(deps: HandoffDeps): Promise<number> {
  const [{ settings }, signedIn] = await Promise.all([readService(deps), deps.presentAgentIds()]);
  if (signedIn.size === 0) return 0;
  const { offerMs } = settings;
  const made = await deps.db.transact(async (tx) => {
    await lockQueue(tx);
    const nowMs = deps.clock.wallMs();
    const livemode = deps.livemode ? 1 : 0;
    const waiting = await holdFree(tx, { livemode, limit: limits.queueMatchedPerRunMax });
    if (waiting.length === 0) return [];
    const candidates = await candidatesOf(tx, signedIn, nowMs);
    const declined = await declinedOf(tx, waiting, nowMs);
    const offers: OfferChanged[] = [];
    for (const { handoffId, staffId } of matchQueue(waiting, candidates, { nowMs, declined })) {
      const handoff = waiting.find((each) => each.handoffId === handoffId);
      if (handoff !== undefined) offers.push(await offer(deps, tx, { handoff, staffId, nowMs, offerMs }));
    }
    return offers;
  });
  for (const each of made) tellOffer(deps, each);
  return made.length;
}

async function candidatesOf(tx: Tx, signedIn: ReadonlySet<string>, nowMs: number): Promise<Candidate[]> {
  const here = (await holdSeen(tx, seenSince(nowMs))).filter(({ staffId }) => signedIn.has(staffId));
  const loads = await countLoads(tx);
  return here.map((agent) => ({ ...agent, load: loads.get(agent.staffId) ?? 0 }));
}

async function declinedOf(
  tx: Tx,
  waiting: readonly HandoffRow[],
  nowMs: number,
): Promise<ReadonlySet<string>> {
  const ids = waiting.map(({ handoffId }) => handoffId);
  const rows = await findDeclined(tx, ids, nowMs - limits.offerPauseMs);
  return new Set(
    rows.flatMap(({ handoffId, staffId }) => (staffId === null ? [] : [keyOf({ handoffId, staffId })])),
  );
}
