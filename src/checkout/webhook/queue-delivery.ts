import type { Tx } from '../../kernel/db/database.ts';
import type { DomainEvent } from '../../kernel/domain-event.ts';
import type { Subscription } from '../../kernel/outbox.ts';
import type { WebhookDeps } from './deps.ts';
import { publicBodyOf } from './public-body.ts';
import { insertDelivery } from './store.ts';
import type { Endpoint } from './types.ts';
import { WebhookEventType } from './wire.ts';

/** Puts every event that an endpoint asked for into its line. */
export function queueWebhooks(deps: WebhookDeps): Subscription {
  return {
    name: 'checkout.queue_webhooks',
    types: WebhookEventType.options,
    isIdle: () => deps.book.isEmpty(),
    handle: async (event) => {
      if (event.livemode !== deps.livemode) return;
      const enabled = await deps.book.enabled();
      const endpoints = enabled.filter(({ eventTypes }) => eventTypes.includes(event.type));
      if (endpoints.length === 0) return;
      await queueDelivery(deps, event, endpoints);
      deps.wakeDeliverer();
    },
  };
}

/** Queues one event for some endpoints; one that has it already is not given it twice. */
export async function queueDelivery(
  deps: Pick<WebhookDeps, 'db' | 'clock' | 'newId'>,
  event: DomainEvent,
  endpoints: readonly Endpoint[],
): Promise<void> {
  const body = await publicBodyOf(deps.db.query, event);
  await deps.db.transact(async (tx) => {
    for (const { endpointId } of endpoints) await insert(deps, tx, { endpointId, event, body });
  });
}

async function insert(
  deps: Pick<WebhookDeps, 'clock' | 'newId'>,
  tx: Tx,
  { endpointId, event, body }: { endpointId: string; event: DomainEvent; body: string },
): Promise<void> {
  const nowMs = deps.clock.wallMs();
  await insertDelivery(tx, {
    deliveryId: deps.newId('msg'),
    endpointId,
    eventId: event.eventId,
    eventType: event.type,
    linePosition: event.position,
    body,
    status: 'pending',
    attempts: 0,
    nextAttemptAtMs: nowMs,
    createdAtMs: nowMs,
    finishedAtMs: null,
  });
}
