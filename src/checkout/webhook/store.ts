import type { Queries, Tx } from '../../kernel/db/database.ts';
import type { WebhookAttempt, WebhookDelivery, WebhookEndpoint } from '../../kernel/db/tables.ts';
import type { Delivery, Endpoint, EndpointOfMode } from './types.ts';
import type { DeliveriesQuery, EndpointView } from './wire.ts';

export async function insertEndpoint(tx: Tx, endpoint: Endpoint): Promise<void> {
  const row = { ...endpoint, eventTypes: JSON.stringify(endpoint.eventTypes) };
  await tx.insertInto('webhook_endpoint').values(row).execute();
}

export async function updateEndpoint(
  tx: Tx,
  endpointId: string,
  change: Partial<Pick<Endpoint, 'status' | 'disabledReason' | 'failuresInARow' | 'updatedAtMs'>>,
): Promise<void> {
  await tx.updateTable('webhook_endpoint').set(change).where('endpointId', '=', endpointId).execute();
}

export async function findEndpoint(db: Queries, of: EndpointOfMode): Promise<Endpoint | undefined> {
  const row = await endpointOf(db, of).executeTakeFirst();
  return row && readEndpoint(row);
}

export async function lockEndpoint(tx: Tx, of: EndpointOfMode): Promise<Endpoint | undefined> {
  const row = await endpointOf(tx, of).forUpdate().executeTakeFirst();
  return row && readEndpoint(row);
}

function endpointOf(db: Queries, { endpointId, livemode }: EndpointOfMode) {
  return db
    .selectFrom('webhook_endpoint')
    .selectAll()
    .where('endpointId', '=', endpointId)
    .where('livemode', '=', livemode ? 1 : 0);
}

/** Oldest first. */
export async function findEndpoints(db: Queries, livemode: boolean): Promise<Endpoint[]> {
  const rows = await db
    .selectFrom('webhook_endpoint')
    .selectAll()
    .where('livemode', '=', livemode ? 1 : 0)
    .orderBy('endpointId')
    .execute();
  return rows.map(readEndpoint);
}

export async function findEnabledEndpoints(db: Queries, livemode: boolean): Promise<Endpoint[]> {
  return (await findEndpoints(db, livemode)).filter(({ status }) => status === 'enabled');
}

function readEndpoint(row: WebhookEndpoint): Endpoint {
  return {
    ...row,
    status: row.status as Endpoint['status'],
    disabledReason: row.disabledReason as Endpoint['disabledReason'],
    eventTypes: JSON.parse(row.eventTypes) as string[],
  };
}

export function viewOfEndpoint(endpoint: Endpoint): EndpointView {
  const { endpointId, url, description, status, disabledReason, failuresInARow, createdAtMs } = endpoint;
  return {
    endpointId,
    url,
    description,
    eventTypes: [...endpoint.eventTypes],
    livemode: endpoint.livemode === 1,
    status,
    disabledReason,
    failuresInARow,
    createdAtMs,
  };
}

/** False when the endpoint has the event already. */
export async function insertDelivery(tx: Tx, delivery: Delivery): Promise<boolean> {
  const result = await tx
    .insertInto('webhook_delivery')
    .values(delivery)
    .onConflict((conflict) => conflict.columns(['endpointId', 'eventId']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function updateDelivery(
  tx: Tx,
  deliveryId: string,
  change: Partial<Pick<Delivery, 'status' | 'attempts' | 'nextAttemptAtMs' | 'finishedAtMs'>>,
): Promise<void> {
  await tx.updateTable('webhook_delivery').set(change).where('deliveryId', '=', deliveryId).execute();
}

/** The delivery at the head of an endpoint's line. */
export async function findHead(db: Queries, endpointId: string): Promise<Delivery | undefined> {
  const row = await db
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('endpointId', '=', endpointId)
    .where('status', '=', 'pending')
    .where('linePosition', 'is not', null)
    .orderBy('linePosition')
    .limit(1)
    .executeTakeFirst();
  return row && readDelivery(row);
}

/** Enabled endpoints of this mode in whose line something is due. */
export async function findEndpointsWithDue(
  db: Queries,
  { livemode, nowMs }: { livemode: boolean; nowMs: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('webhook_endpoint')
    .select('endpointId')
    .where('status', '=', 'enabled')
    .where('livemode', '=', livemode ? 1 : 0)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('webhook_delivery')
          .select('deliveryId')
          .whereRef('webhook_delivery.endpointId', '=', 'webhook_endpoint.endpointId')
          .where('webhook_delivery.status', '=', 'pending')
          .where('webhook_delivery.linePosition', 'is not', null)
          .where('webhook_delivery.nextAttemptAtMs', '<=', nowMs),
      ),
    )
    .execute();
  return rows.map(({ endpointId }) => endpointId);
}

/** The position of the last event that was queued for an endpoint; undefined when none was. */
export async function findLastPosition(db: Queries, endpointId: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('webhook_delivery')
    .select(({ fn }) => fn.max('linePosition').as('position'))
    .where('endpointId', '=', endpointId)
    .executeTakeFirst();
  return row?.position ?? undefined;
}

/** What waits begins its schedule anew, in its order. */
export async function restartLine(tx: Tx, endpointId: string, nowMs: number): Promise<void> {
  await tx
    .updateTable('webhook_delivery')
    .set({ attempts: 0, nextAttemptAtMs: nowMs })
    .where('endpointId', '=', endpointId)
    .where('status', '=', 'pending')
    .where('linePosition', 'is not', null)
    .execute();
}

export async function findDelivery(
  db: Queries,
  { endpointId, deliveryId }: { endpointId: string; deliveryId: string },
): Promise<Delivery | undefined> {
  const row = await db
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('endpointId', '=', endpointId)
    .where('deliveryId', '=', deliveryId)
    .executeTakeFirst();
  return row && readDelivery(row);
}

/** Newest first. */
export async function findDeliveries(
  db: Queries,
  { endpointId, status, after, limit }: DeliveriesQuery & { endpointId: string; limit: number },
): Promise<Delivery[]> {
  const rows = await db
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('endpointId', '=', endpointId)
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? ''))
    .$if(after !== undefined, (query) => query.where('deliveryId', '<', after ?? ''))
    .orderBy('deliveryId', 'desc')
    .limit(limit)
    .execute();
  return rows.map(readDelivery);
}

function readDelivery(row: WebhookDelivery): Delivery {
  return { ...row, status: row.status as Delivery['status'] };
}

export async function insertAttempt(tx: Tx, attempt: WebhookAttempt): Promise<void> {
  await tx.insertInto('webhook_attempt').values(attempt).execute();
}

/** Oldest first. */
export async function findAttempts(db: Queries, deliveryIds: readonly string[]): Promise<WebhookAttempt[]> {
  if (deliveryIds.length === 0) return [];
  return db
    .selectFrom('webhook_attempt')
    .selectAll()
    .where('deliveryId', 'in', deliveryIds)
    .orderBy('attemptId')
    .execute();
}
