import type { Queries } from '../../kernel/db/database.ts';
import { type DomainEvent, eventOfRow } from '../../kernel/domain-event.ts';
import { limits } from '../../kernel/limits.ts';
import type { WebhookDeps } from './deps.ts';
import { queueDelivery } from './queue-delivery.ts';
import type { Endpoint } from './types.ts';

/** Queues what an endpoint was not told while it was off, as far back as `limits.webhookCatchUpMaxMs`. */
export async function queueMissed(
  deps: WebhookDeps,
  endpoint: Endpoint,
  lastPosition: number,
): Promise<void> {
  const sinceMs = deps.clock.nowMs() - limits.webhookCatchUpMaxMs;
  let position = lastPosition;
  for (;;) {
    const events = await readEvents(deps.db.query, endpoint.eventTypes, position);
    for (const event of events) {
      const isForIt = event.livemode === deps.livemode && event.occurredAtMs >= sinceMs;
      if (isForIt) await queueDelivery(deps, event, [endpoint]);
    }
    const last = events.at(-1);
    if (last === undefined) return;
    position = last.position;
  }
}

async function readEvents(db: Queries, types: readonly string[], position: number): Promise<DomainEvent[]> {
  const rows = await db
    .selectFrom('domain_event')
    .selectAll()
    .where('position', '>', position)
    .where('type', 'in', types)
    .orderBy('position')
    .limit(limits.outboxBatchEvents)
    .execute();
  return rows.map(eventOfRow);
}
