import type { Queries, Tx } from '../../kernel/db/database.ts';
import type { Handoff as HandoffRow } from '../../kernel/db/tables.ts';
import { transition } from '../../kernel/state-machine.ts';
import { type HandoffState, handoffTransitions, isOver } from './handoff.ts';

export type { HandoffRow };

export async function insertHandoff(tx: Tx, row: HandoffRow): Promise<void> {
  await tx.insertInto('handoff').values(row).execute();
}

interface ChangeHandoff {
  readonly conversationId: string;
  readonly to: HandoffState;
  readonly nowMs: number;
  readonly acceptedBy?: string;
}

/** Changes the open handoff of a thread whose row this transaction holds. Throws when the table does not allow it. */
export async function changeHandoff(tx: Tx, change: ChangeHandoff): Promise<HandoffRow> {
  const { conversationId, nowMs, acceptedBy } = change;
  const open = await tx
    .selectFrom('handoff')
    .selectAll()
    .where('openKey', '=', conversationId)
    .executeTakeFirstOrThrow();
  const state = transition(handoffTransitions, open.state as HandoffState, change.to);
  const accepted =
    acceptedBy === undefined ? { acceptedBy: null, acceptedAtMs: null } : { acceptedBy, acceptedAtMs: nowMs };
  const changed = {
    state,
    ...(isOver(state) ? { openKey: null, endedAtMs: nowMs } : accepted),
  };
  await tx.updateTable('handoff').set(changed).where('handoffId', '=', open.handoffId).execute();
  return { ...open, ...changed };
}

/** Its place in the line, from 1. */
export async function positionOf(queries: Queries, handoff: HandoffRow): Promise<number> {
  const { before } = await queries
    .selectFrom('handoff')
    .select((eb) => eb.fn.countAll<number>().as('before'))
    .where('state', '=', 'queued')
    .where('livemode', '=', handoff.livemode)
    .where((eb) =>
      eb.or([
        eb('requestedAtMs', '<', handoff.requestedAtMs),
        eb.and([eb('requestedAtMs', '=', handoff.requestedAtMs), eb('handoffId', '<', handoff.handoffId)]),
      ]),
    )
    .executeTakeFirstOrThrow();
  return Number(before) + 1;
}

export interface Owned {
  readonly owner: string;
  readonly ownerId: string | null;
  readonly learnerId: string;
}

/** Who owns an open thread now. */
export function findOwner(queries: Queries, conversationId: string): Promise<Owned | undefined> {
  return queries
    .selectFrom('conversation')
    .select(['owner', 'ownerId', 'learnerId'])
    .where('conversationId', '=', conversationId)
    .where('status', '=', 'open')
    .executeTakeFirst();
}

export function findOpenHandoff(queries: Queries, conversationId: string): Promise<HandoffRow | undefined> {
  return queries.selectFrom('handoff').selectAll().where('openKey', '=', conversationId).executeTakeFirst();
}

/** The threads in the line, first come first. */
export async function findLine(queries: Queries, livemode: number): Promise<string[]> {
  const rows = await queries
    .selectFrom('handoff')
    .select('conversationId')
    .where('state', '=', 'queued')
    .where('livemode', '=', livemode)
    .orderBy('requestedAtMs')
    .orderBy('handoffId')
    .execute();
  return rows.map((row) => row.conversationId);
}

/** Threads that agents own, with their agents. */
export async function findAccepted(
  queries: Queries,
  livemode: number,
): Promise<{ conversationId: string; staffId: string }[]> {
  const rows = await queries
    .selectFrom('handoff')
    .innerJoin('conversation', 'conversation.conversationId', 'handoff.conversationId')
    .select(['handoff.conversationId', 'conversation.ownerId'])
    .where('handoff.state', '=', 'accepted')
    .where('handoff.livemode', '=', livemode)
    .orderBy('handoff.requestedAtMs')
    .execute();
  return rows.flatMap(({ conversationId, ownerId }) =>
    ownerId === null ? [] : [{ conversationId, staffId: ownerId }],
  );
}

/** Whether a thread is with people now, or was with this agent before. */
export async function isHandedTo(
  queries: Queries,
  { conversationId, staffId }: { conversationId: string; staffId: string },
): Promise<boolean> {
  const row = await queries
    .selectFrom('handoff')
    .select('handoffId')
    .where('conversationId', '=', conversationId)
    .where((eb) => eb.or([eb('openKey', 'is not', null), eb('acceptedBy', '=', staffId)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
