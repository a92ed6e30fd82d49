import type { WebhookDelivery, WebhookEndpoint } from '../../kernel/db/tables.ts';
import type { DeliveryStatus } from './delivery.ts';
import type { EndpointStatus } from './endpoint.ts';
import type { EndpointView } from './wire.ts';

/** An endpoint with what its columns mean. */
export interface Endpoint extends Omit<WebhookEndpoint, 'status' | 'disabledReason' | 'eventTypes'> {
  readonly status: EndpointStatus;
  readonly disabledReason: EndpointView['disabledReason'];
  readonly eventTypes: readonly string[];
}

export interface Delivery extends Omit<WebhookDelivery, 'status'> {
  readonly status: DeliveryStatus;
}

/** Why an attempt was made: the schedule said so, or somebody did. */
export type AttemptCause = 'schedule' | 'resend' | 'trial';

/** Names one endpoint of this mode. */
export interface EndpointOfMode {
  readonly endpointId: string;
  readonly livemode: boolean;
}
