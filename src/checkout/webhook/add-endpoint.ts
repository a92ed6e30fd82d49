import { appendAudit } from '../../kernel/audit/append-audit.ts';
import { DomainError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { WebhookDeps } from './deps.ts';
import { webhookErrors } from './errors.ts';
import { addSecret } from './secrets.ts';
import { findEndpoints, insertEndpoint, viewOfEndpoint } from './store.ts';
import type { Endpoint } from './types.ts';
import { type AddEndpointBody, type EndpointWithSecret, WebhookEventType } from './wire.ts';

/**
 * Makes an endpoint that is told from now on. Throws `webhook_url_refused` and `webhook_endpoints_full`; where a name
 * leads is looked at with every message.
 */
export async function addEndpoint(
  deps: WebhookDeps,
  { actor, ...body }: AddEndpointBody & { readonly actor: string },
): Promise<EndpointWithSecret> {
  const refusal = deps.egress.refusalOf(body.url);
  if (refusal !== undefined) throw new DomainError(webhookErrors.webhook_url_refused, { detail: refusal });
  const added = await deps.db.transact(async (tx) => {
    const known = await findEndpoints(tx, deps.livemode);
    if (known.filter(({ status }) => status === 'enabled').length >= limits.webhookEndpointsMax)
      throw new DomainError(webhookErrors.webhook_endpoints_full);
    const endpoint = newEndpoint(deps, body);
    await insertEndpoint(tx, endpoint);
    const secret = await addSecret(deps, tx, endpoint.endpointId);
    await appendAudit(deps, tx, {
      action: 'webhook_endpoint.added',
      actor,
      subjectId: endpoint.endpointId,
      // The path may carry a token of the receiver's.
      detail: { host: new URL(endpoint.url).host, eventTypes: endpoint.eventTypes },
    });
    return { ...viewOfEndpoint(endpoint), secret };
  });
  deps.book.forget();
  return added;
}

function newEndpoint(deps: WebhookDeps, { url, description, eventTypes }: AddEndpointBody): Endpoint {
  const nowMs = deps.clock.wallMs();
  return {
    endpointId: deps.newId('we'),
    url: new URL(url).href,
    description,
    eventTypes: [...new Set(eventTypes ?? WebhookEventType.options)],
    livemode: deps.livemode ? 1 : 0,
    status: 'enabled',
    disabledReason: null,
    failuresInARow: 0,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}
