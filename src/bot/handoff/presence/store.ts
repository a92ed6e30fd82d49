import type { Queries, Tx } from '../../../kernel/db/database.ts';
import type { AgentProfile as ProfileRow } from '../../../kernel/db/tables.ts';
import { HELD } from '../handoff.ts';

export type { ProfileRow };

/** Who has one already keeps it. */
export async function insertProfile(queries: Queries, row: ProfileRow): Promise<void> {
  await queries
    .insertInto('agent_profile')
    .values(row)
    .onConflict((conflict) => conflict.column('staffId').doNothing())
    .execute();
}

export function findProfile(queries: Queries, staffId: string): Promise<ProfileRow | undefined> {
  return queries.selectFrom('agent_profile').selectAll().where('staffId', '=', staffId).executeTakeFirst();
}

/** Holds it until the transaction ends: of two who count an agent's slots, one waits for the other. */
export function holdProfile(tx: Tx, staffId: string): Promise<ProfileRow | undefined> {
  return tx
    .selectFrom('agent_profile')
    .selectAll()
    .where('staffId', '=', staffId)
    .forUpdate()
    .executeTakeFirst();
}

export function findProfiles(queries: Queries): Promise<ProfileRow[]> {
  return queries.selectFrom('agent_profile').selectAll().orderBy('staffId').execute();
}

/** Those who were seen since then, held in one order until the transaction ends. */
export function holdSeen(tx: Tx, sinceMs: number): Promise<ProfileRow[]> {
  return tx
    .selectFrom('agent_profile')
    .selectAll()
    .where('status', '=', 'available')
    .where('seenAtMs', '>', sinceMs)
    .orderBy('staffId')
    .forUpdate()
    .execute();
}

export async function updateProfile(
  queries: Queries,
  staffId: string,
  change: Partial<Omit<ProfileRow, 'staffId'>>,
): Promise<boolean> {
  const result = await queries
    .updateTable('agent_profile')
    .set(change)
    .where('staffId', '=', staffId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Slots in use by agent, of those who use any: what they have, and what is offered to them. */
export async function countLoads(queries: Queries): Promise<Map<string, number>> {
  const rows = await queries
    .selectFrom('handoff')
    .select((eb) => [
      eb.fn.coalesce('offeredTo', 'acceptedBy').as('staffId'),
      eb.fn.countAll<number>().as('load'),
    ])
    .where('state', 'in', [...HELD, 'offered'])
    .groupBy((eb) => eb.fn.coalesce('offeredTo', 'acceptedBy'))
    .execute();
  return new Map(rows.flatMap(({ staffId, load }) => (staffId === null ? [] : [[staffId, Number(load)]])));
}
