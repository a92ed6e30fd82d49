import type { Queries, Tx } from '../../../kernel/db/database.ts';
import { insertRow } from '../../../kernel/db/prepared.ts';
import type { SlaBreach as BreachRow } from '../../../kernel/db/tables.ts';

export type { BreachRow };

export async function insertBreach(tx: Tx, row: BreachRow): Promise<void> {
  await insertRow(tx, 'sla_breach', row);
}

/** Threads with a promise that was not kept by now. */
export async function findDue(
  queries: Queries,
  { livemode, nowMs }: { livemode: number; nowMs: number },
): Promise<string[]> {
  const rows = await queries
    .selectFrom('handoff')
    .select('conversationId')
    .where('slaCheckAtMs', '<=', nowMs)
    .where('livemode', '=', livemode)
    .execute();
  return rows.map(({ conversationId }) => conversationId);
}

/** What was broken in these handoffs, oldest first. */
export async function findBreaches(
  queries: Queries,
  handoffIds: readonly string[],
): Promise<Pick<BreachRow, 'handoffId' | 'timer' | 'dueAtMs' | 'breachedAtMs'>[]> {
  if (handoffIds.length === 0) return [];
  return queries
    .selectFrom('sla_breach')
    .select(['handoffId', 'timer', 'dueAtMs', 'breachedAtMs'])
    .where('handoffId', 'in', handoffIds)
    .orderBy('breachedAtMs')
    .execute();
}

/** Threads with people now of which a promise was broken. */
export async function countBreached(queries: Queries, livemode: number): Promise<number> {
  const row = await queries
    .selectFrom('sla_breach')
    .innerJoin('handoff', 'handoff.handoffId', 'sla_breach.handoffId')
    .select((eb) => eb.fn.count<number>('sla_breach.handoffId').distinct().as('count'))
    .where('handoff.openKey', 'is not', null)
    .where('handoff.livemode', '=', livemode)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
