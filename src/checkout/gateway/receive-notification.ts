import { failpoint } from '../../kernel/failpoint.ts';
import type { CheckoutDeps } from '../deps.ts';
import { requireGateway } from './registry.ts';
import { saveGatewayEvent } from './store.ts';
import type { GatewayNotification, NotificationAnswer, RawNotification } from './types.ts';

type Content = GatewayNotification['content'];

/** What is kept of a verified notification. */
export interface StoredNotification {
  readonly content: Content;
  /** The body as it came. */
  readonly raw: string;
}

/**
 * Takes a gateway's notification: verified, stored under the gateway's event id, answered as it demands. What it
 * means is understood by a job. Throws `gateway_unknown`, `notification_refused`.
 */
export async function receiveNotification(
  deps: CheckoutDeps,
  command: { gateway: string; raw: RawNotification },
): Promise<NotificationAnswer> {
  const gateway = requireGateway(deps.gateways, command.gateway);
  const notification = gateway.parseNotification(command.raw, deps.clock.wallMs());
  const stored: StoredNotification = {
    content: notification.content,
    raw: command.raw.body.toString('utf8'),
  };
  const nowMs = deps.clock.nowMs();
  failpoint('notification.before_store');
  await saveGatewayEvent(deps.db.query, {
    gatewayEventId: deps.newId('gev'),
    gateway: gateway.name,
    externalEventId: notification.eventId,
    type: notification.type,
    reference: referenceOf(notification.content),
    content: JSON.stringify(stored),
    source: 'notification',
    status: 'received',
    outcome: null,
    attempts: 0,
    livemode: deps.livemode ? 1 : 0,
    occurredAtMs: notification.occurredAtMs,
    receivedAtMs: nowMs,
    appliedAtMs: null,
    nextAttemptAtMs: nowMs,
  });
  failpoint('notification.stored');
  deps.wakeJob('checkout.apply_gateway_events');
  return gateway.answerNotification(true);
}

function referenceOf(content: Content): string | null {
  if (content.kind === 'payment') return content.payment.gatewayReference;
  return content.kind === 'refund' ? content.refund.refundReference : null;
}
