import { type Database, type Queries, sql, type Tx } from '../../kernel/db/database.ts';
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

/** Given up: an instant that no clock reaches, so that the index finds them and no run does. */
export const GIVEN_UP_AT_MS = 8_640_000_000_000_000;

/** What a job needs of an event: its meaning, not its bytes. */
export type WaitingEvent = Pick<
  GatewayEvent,
  'gatewayEventId' | 'gateway' | 'content' | 'outcome' | 'attempts' | 'occurredAtMs' | 'appliedAtMs'
>;

export async function findGatewayEventsToApply(
  db: Queries,
  nowMs: number,
  limit: number,
): Promise<WaitingEvent[]> {
  return eventsDue(db, { nowMs, limit });
}

const eventsDue = prepared((db, { nowMs, limit }: { nowMs: number; limit: number }) =>
  db
    .selectFrom('gateway_event')
    .select(['gatewayEventId', 'gateway', 'content', 'outcome', 'attempts', 'occurredAtMs', 'appliedAtMs'])
    .where('nextAttemptAtMs', '<=', nowMs)
    .orderBy('nextAttemptAtMs')
    .limit(limit),
);

/** How many wait and how many were given up, by gateway; both by the index of what is due. */
export async function countWaiting(
  db: Queries,
): Promise<{ gateway: string; waiting: number; parked: number; oldestAtMs: number | null }[]> {
  const parked = sql<number>`CAST(SUM(CASE WHEN "nextAttemptAtMs" = ${GIVEN_UP_AT_MS} THEN 1 ELSE 0 END) AS BIGINT)`;
  const oldest = sql<
    number | null
  >`MIN(CASE WHEN "nextAttemptAtMs" < ${GIVEN_UP_AT_MS} THEN "receivedAtMs" END)`;
  const rows = await db
    .selectFrom('gateway_event')
    .select(['gateway', sql<number>`COUNT(*)`.as('count'), parked.as('parked'), oldest.as('oldestAtMs')])
    .where('nextAttemptAtMs', '>=', 0)
    .groupBy('gateway')
    .execute();
  return rows.map(({ gateway, count, parked: given, oldestAtMs }) => {
    const parkedCount = Number(given);
    const oldestMs = oldestAtMs === null ? null : Number(oldestAtMs);
    return { gateway, waiting: Number(count) - parkedCount, parked: parkedCount, oldestAtMs: oldestMs };
  });
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
