import type { Database, Queries, Tx } from '../../kernel/db/database.ts';
import { insertRow, prepared, updateRow } from '../../kernel/db/prepared.ts';
import type { GatewayEvent, GatewayQuarantine } from '../../kernel/db/tables.ts';
import { limits } from '../../kernel/limits.ts';

/** False when the gateway has told this event before. */
export async function saveGatewayEvent(db: Queries, event: GatewayEvent): Promise<boolean> {
  const inserted = await insertUnlessKnown(db, event);
  return inserted.length === 1;
}

const insertUnlessKnown = prepared((db, event: GatewayEvent) =>
  db
    .insertInto('gateway_event')
    .values({
      gatewayEventId: event.gatewayEventId,
      gateway: event.gateway,
      externalEventId: event.externalEventId,
      type: event.type,
      reference: event.reference,
      content: event.content,
      source: event.source,
      status: event.status,
      outcome: event.outcome,
      attempts: event.attempts,
      livemode: event.livemode,
      occurredAtMs: event.occurredAtMs,
      receivedAtMs: event.receivedAtMs,
      appliedAtMs: event.appliedAtMs,
      nextAttemptAtMs: event.nextAttemptAtMs,
      headers: event.headers,
      raw: event.raw,
    })
    .onConflict((conflict) => conflict.columns(['gateway', 'externalEventId']).doNothing())
    .returning('gatewayEventId'),
);

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
  await updateRow(tx, 'gateway_event', { key: 'gatewayEventId', value: gatewayEventId, change });
}

/** True when the event still waits; it is then this transaction's to apply. */
export async function lockGatewayEvent(tx: Tx, gatewayEventId: string): Promise<boolean> {
  const [row] = await lockStatus(tx, { gatewayEventId });
  return row?.status === 'received';
}

const lockStatus = prepared((db, { gatewayEventId }: { gatewayEventId: string }) =>
  db.selectFrom('gateway_event').select('status').where('gatewayEventId', '=', gatewayEventId).forUpdate(),
);

/** Keeps one, and only the newest of its gateway (`limits.quarantinedPerGatewayMax`). */
export async function saveQuarantined(db: Database, row: GatewayQuarantine): Promise<void> {
  await db.transact(async (tx) => {
    await insertRow(tx, 'gateway_quarantine', row);
    await tx
      .deleteFrom('gateway_quarantine')
      .where('gateway', '=', row.gateway)
      .where('quarantineId', '<=', (eb) =>
        eb
          .selectFrom('gateway_quarantine')
          .select('quarantineId')
          .where('gateway', '=', row.gateway)
          .orderBy('quarantineId', 'desc')
          .offset(limits.quarantinedPerGatewayMax)
          .limit(1),
      )
      .execute();
  });
}
