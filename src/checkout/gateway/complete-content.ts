import type { CheckoutDeps } from '../deps.ts';
import type { StoredNotification } from './gateway-event.ts';
import { requireGateway } from './registry.ts';
import type { WaitingEvent } from './store.ts';

/**
 * What a stored event says, with our number where its gateway told only its own (Stripe's disputes). May ask the gateway,
 * so it has no place inside a transaction. Throws `gateway_unknown`, `gateway_unavailable`.
 */
export async function completeContent(
  deps: Pick<CheckoutDeps, 'gateways'>,
  event: Pick<WaitingEvent, 'gateway' | 'content'>,
): Promise<StoredNotification['content']> {
  const { content } = JSON.parse(event.content) as StoredNotification;
  if (content.kind !== 'dispute' || content.dispute.gatewayReference !== null) return content;
  const gateway = requireGateway(deps.gateways, event.gateway);
  const gatewayReference = (await gateway.findReference?.(content.dispute.gatewayPaymentId)) ?? null;
  return { kind: 'dispute', dispute: { ...content.dispute, gatewayReference } };
}
