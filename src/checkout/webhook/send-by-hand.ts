import { appendAudit } from '../../kernel/audit/append-audit.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import type { WebhookDeps } from './deps.ts';
import { findDelivery, findEndpoint, insertDelivery } from './store.ts';
import type { AttemptCause, Delivery, Endpoint } from './types.ts';
import type { AttemptView } from './wire.ts';

interface SendByHand {
  readonly endpointId: string;
  /** Who does it, for the audit chain. */
  readonly actor: string;
}

/** Sends a message again, once, now, under the id it always had, whatever its endpoint's line does. Throws `not_found`. */
export async function resendDelivery(
  deps: WebhookDeps,
  { deliveryId, ...command }: SendByHand & { readonly deliveryId: string },
): Promise<AttemptView> {
  const endpoint = await find(deps, command.endpointId);
  const delivery = await findDelivery(deps.db.query, { endpointId: endpoint.endpointId, deliveryId });
  if (delivery === undefined) throw new DomainError(kernelErrors.not_found);
  return send(deps, { ...command, endpoint, delivery, cause: 'resend' });
}

/** Sends a message that means nothing, once, now: to try an endpoint. Throws `not_found`. */
export async function tryEndpoint(deps: WebhookDeps, command: SendByHand): Promise<AttemptView> {
  const endpoint = await find(deps, command.endpointId);
  const delivery = trialFor(deps, endpoint);
  await deps.db.transact((tx) => insertDelivery(tx, delivery));
  return send(deps, { ...command, endpoint, delivery, cause: 'trial' });
}

async function find(deps: WebhookDeps, endpointId: string): Promise<Endpoint> {
  const endpoint = await findEndpoint(deps.db.query, { endpointId, livemode: deps.livemode });
  if (endpoint === undefined) throw new DomainError(kernelErrors.not_found);
  return endpoint;
}

async function send(
  deps: WebhookDeps,
  {
    actor,
    endpoint,
    delivery,
    cause,
  }: SendByHand & { endpoint: Endpoint; delivery: Delivery; cause: AttemptCause },
): Promise<AttemptView> {
  const { endpointId } = endpoint;
  await deps.db.transact((tx) =>
    appendAudit(deps, tx, {
      action: 'webhook.sent_by_hand',
      actor,
      subjectId: endpointId,
      detail: { deliveryId: delivery.deliveryId, cause },
    }),
  );
  const attempt = await attemptDelivery(deps, { endpoint, delivery, cause });
  if (attempt === undefined) throw new Error('an attempt without a signal never gives up');
  return attempt;
}

function trialFor(deps: WebhookDeps, { endpointId }: Endpoint): Delivery {
  const nowMs = deps.clock.wallMs();
  const type = 'webhook.trial';
  const body = {
    type,
    timestamp: new Date(nowMs).toISOString(),
    livemode: deps.livemode,
    data: { endpointId },
  };
  return {
    deliveryId: deps.newId('msg'),
    endpointId,
    eventId: null,
    eventType: type,
    linePosition: null,
    body: JSON.stringify(body),
    status: 'pending',
    attempts: 0,
    nextAttemptAtMs: nowMs,
    createdAtMs: nowMs,
    finishedAtMs: null,
  };
}
