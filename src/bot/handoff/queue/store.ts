import { hasOneWriter, type Queries, sql, type Tx } from '../../../kernel/db/database.ts';
import { FREE, WAITING } from '../handoff.ts';
import type { HandoffRow } from '../store.ts';

/** Any number will do, as long as every process uses the same. */
const QUEUE_LOCK = 7_240_815;

/** Of several processes that match at once, each sees what the one before gave away; SQLite has one writer anyway. */
export async function lockQueue(tx: Tx): Promise<void> {
  if (!hasOneWriter(tx)) await sql`SELECT pg_advisory_xact_lock(${sql.lit(QUEUE_LOCK)})`.execute(tx);
}

interface Few {
  readonly livemode: number;
  readonly limit: number;
}

/** Those who may be offered, in their order and held; one that somebody takes at this moment is left out. */
export function holdFree(tx: Tx, { livemode, limit }: Few): Promise<HandoffRow[]> {
  return tx
    .selectFrom('handoff')
    .selectAll()
    .where('state', 'in', FREE)
    .where('livemode', '=', livemode)
    .orderBy('placeAtMs')
    .orderBy('handoffId')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Who said no to which of these since then, or let the offer run out. */
export function findDeclined(tx: Tx, handoffIds: readonly string[], sinceMs: number) {
  return tx
    .selectFrom('handoff_step')
    .select(['handoffId', 'staffId'])
    .where('handoffId', 'in', handoffIds)
    .where('reason', 'in', ['passed', 'offer_expired'])
    .where('atMs', '>', sinceMs)
    .execute();
}

/** Offers whose time is over. */
export async function findExpired(
  queries: Queries,
  { livemode, nowMs }: { livemode: number; nowMs: number },
) {
  return queries
    .selectFrom('handoff')
    .select(['handoffId', 'conversationId', 'offeredTo'])
    .where('state', '=', 'offered')
    .where('livemode', '=', livemode)
    .where('offerExpiresAtMs', '<=', nowMs)
    .execute();
}

/** Times for notes that are over. */
export function findWrappedUp(queries: Queries, { livemode, nowMs }: { livemode: number; nowMs: number }) {
  return queries
    .selectFrom('handoff')
    .select(['conversationId', 'acceptedBy', 'wrapUpTo'])
    .where('state', '=', 'wrap_up')
    .where('livemode', '=', livemode)
    .where('wrapUpUntilMs', '<=', nowMs)
    .execute();
}

/** What is on offer, to whom. */
export function findOffered(queries: Queries, livemode: number) {
  return queries
    .selectFrom('handoff')
    .select(['conversationId', 'offeredTo'])
    .where('state', '=', 'offered')
    .where('livemode', '=', livemode)
    .execute();
}

/** The threads in the line, first come first; those on offer keep their place until somebody accepts. */
export function findLine(queries: Queries, livemode: number) {
  return queries
    .selectFrom('handoff')
    .select(['conversationId', 'state', 'isMessage', 'requestedAtMs', 'language', 'skill'])
    .where('state', 'in', WAITING)
    .where('livemode', '=', livemode)
    .orderBy('placeAtMs')
    .orderBy('handoffId')
    .execute();
}

/** Its place in the line, from 1. */
export async function positionOf(queries: Queries, handoff: HandoffRow): Promise<number> {
  const { before } = await queries
    .selectFrom('handoff')
    .select((eb) => eb.fn.countAll<number>().as('before'))
    .where('state', 'in', WAITING)
    .where('livemode', '=', handoff.livemode)
    .where((eb) =>
      eb.or([
        eb('placeAtMs', '<', handoff.placeAtMs),
        eb.and([eb('placeAtMs', '=', handoff.placeAtMs), eb('handoffId', '<', handoff.handoffId)]),
      ]),
    )
    .executeTakeFirstOrThrow();
  return Number(before) + 1;
}

/** How long agents had each of the conversations that ended last, in ms. */
export async function findHandlingTimes(
  queries: Queries,
  { livemode, sinceMs, limit }: Few & { sinceMs: number },
): Promise<number[]> {
  const rows = await queries
    .selectFrom('handoff')
    .select(['acceptedAtMs', 'endedAtMs'])
    .where('livemode', '=', livemode)
    .where('endedAtMs', '>', sinceMs)
    .where('acceptedAtMs', 'is not', null)
    .orderBy('endedAtMs', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ acceptedAtMs, endedAtMs }) => (endedAtMs ?? 0) - (acceptedAtMs ?? 0));
}
