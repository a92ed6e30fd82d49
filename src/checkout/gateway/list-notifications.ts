import type { Database } from '../../kernel/db/database.ts';
import type { GatewayEvent, GatewayQuarantine } from '../../kernel/db/tables.ts';
import { firstIdSince } from '../../kernel/id.ts';
import { GIVEN_UP_AT_MS } from './store.ts';

export const notificationStates = ['received', 'applied', 'ignored', 'failed'] as const;
export type NotificationState = (typeof notificationStates)[number];

export interface ListNotifications {
  readonly status?: NotificationState | undefined;
  readonly gateway?: string | undefined;
  /** Of a payment or refund: our number there. */
  readonly reference?: string | undefined;
  readonly sinceMs?: number | undefined;
  readonly limit: number;
}

export type NotificationLine = Omit<GatewayEvent, 'content' | 'headers' | 'raw'>;

/** Stored notifications, newest first, without their bytes. */
export async function listNotifications(
  { db }: { readonly db: Database },
  { status, gateway, reference, sinceMs, limit }: ListNotifications,
): Promise<NotificationLine[]> {
  let query = db.query
    .selectFrom('gateway_event')
    .select(['gatewayEventId', 'gateway', 'externalEventId', 'type', 'reference', 'source', 'status'])
    .select([
      'outcome',
      'attempts',
      'livemode',
      'occurredAtMs',
      'receivedAtMs',
      'appliedAtMs',
      'nextAttemptAtMs',
    ])
    .orderBy('gatewayEventId', 'desc')
    .limit(limit);
  if (status === 'failed') query = query.where('nextAttemptAtMs', '=', GIVEN_UP_AT_MS);
  else if (status !== undefined) query = query.where('status', '=', status);
  if (gateway !== undefined) query = query.where('gateway', '=', gateway);
  if (reference !== undefined) query = query.where('reference', '=', reference);
  if (sinceMs !== undefined) query = query.where('gatewayEventId', '>=', firstIdSince('gev', sinceMs));
  return query.execute();
}

/** One with its bytes. */
export async function findNotification(
  { db }: { readonly db: Database },
  gatewayEventId: string,
): Promise<GatewayEvent | undefined> {
  return db.query
    .selectFrom('gateway_event')
    .selectAll()
    .where('gatewayEventId', '=', gatewayEventId)
    .executeTakeFirst();
}

/** What proved nothing, newest first. */
export async function listQuarantined(
  { db }: { readonly db: Database },
  { gateway, limit }: { readonly gateway?: string | undefined; readonly limit: number },
): Promise<GatewayQuarantine[]> {
  let query = db.query
    .selectFrom('gateway_quarantine')
    .selectAll()
    .orderBy('quarantineId', 'desc')
    .limit(limit);
  if (gateway !== undefined) query = query.where('gateway', '=', gateway);
  return query.execute();
}
