import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { WebhookDeps } from './deps.ts';
import { findAttempts, findDeliveries, findEndpoint, findEndpoints, viewOfEndpoint } from './store.ts';
import type { AttemptCause } from './types.ts';
import type { DeliveriesQuery, DeliveryView, EndpointView } from './wire.ts';

type ViewDeps = Pick<WebhookDeps, 'db' | 'livemode'>;

/** The endpoints of this mode, oldest first. */
export async function listEndpoints(deps: ViewDeps): Promise<EndpointView[]> {
  return (await findEndpoints(deps.db.query, deps.livemode)).map(viewOfEndpoint);
}

/** Throws `not_found`. */
export async function viewEndpoint(deps: ViewDeps, endpointId: string): Promise<EndpointView> {
  const endpoint = await findEndpoint(deps.db.query, { endpointId, livemode: deps.livemode });
  if (endpoint === undefined) throw new DomainError(kernelErrors.not_found);
  return viewOfEndpoint(endpoint);
}

/** A page of an endpoint's deliveries with all that was tried, newest first. Throws `not_found`. */
export async function listDeliveries(
  deps: ViewDeps,
  { endpointId, ...query }: DeliveriesQuery & { readonly endpointId: string },
): Promise<DeliveryView[]> {
  await viewEndpoint(deps, endpointId);
  const limit = limits.webhookDeliveriesPerPage;
  const deliveries = await findDeliveries(deps.db.query, { ...query, endpointId, limit });
  const attempts = await findAttempts(
    deps.db.query,
    deliveries.map(({ deliveryId }) => deliveryId),
  );
  return deliveries.map(({ deliveryId, eventType, status, body, nextAttemptAtMs, createdAtMs }) => ({
    deliveryId,
    eventType,
    status,
    body,
    nextAttemptAtMs: status === 'pending' ? nextAttemptAtMs : null,
    createdAtMs,
    attempts: attempts
      .filter((attempt) => attempt.deliveryId === deliveryId)
      .map(({ deliveryId: _known, isDelivered, cause, ...attempt }) => ({
        ...attempt,
        cause: cause as AttemptCause,
        isDelivered: isDelivered === 1,
      })),
  }));
}
