import type { Queries, Tx } from '../../kernel/db/database.ts';
import type { GatewayEvent } from '../../kernel/db/tables.ts';

/** False when the gateway has told this event before. */
export async function saveGatewayEvent(db: Queries, event: GatewayEvent): Promise<boolean> {
  const result = await db
    .insertInto('gateway_event')
    .values(event)
    .onConflict((conflict) => conflict.columns(['gateway', 'externalEventId']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function findGatewayEventsToApply(
  db: Queries,
  nowMs: number,
  limit: number,
): Promise<GatewayEvent[]> {
  return db
    .selectFrom('gateway_event')
    .selectAll()
    .where('nextAttemptAtMs', '<=', nowMs)
    .orderBy('nextAttemptAtMs')
    .limit(limit)
    .execute();
}

export type GatewayEventChange = Pick<
  GatewayEvent,
  'status' | 'outcome' | 'attempts' | 'appliedAtMs' | 'nextAttemptAtMs'
>;

export async function updateGatewayEvent(
  tx: Queries,
  gatewayEventId: string,
  change: GatewayEventChange,
): Promise<void> {
  await tx.updateTable('gateway_event').set(change).where('gatewayEventId', '=', gatewayEventId).execute();
}

/** True when the event still waits; it is then this transaction's to apply. */
export async function lockGatewayEvent(tx: Tx, gatewayEventId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('gateway_event')
    .select('status')
    .where('gatewayEventId', '=', gatewayEventId)
    .forUpdate()
    .executeTakeFirst();
  return row?.status === 'received';
}
