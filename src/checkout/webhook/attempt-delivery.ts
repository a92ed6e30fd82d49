import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { limits } from '../../kernel/limits.ts';
import { appendEvent } from '../../kernel/outbox.ts';
import { transition } from '../../kernel/state-machine.ts';
import { type PostedWebhook, postWebhook } from '../../kernel/webhook/post-webhook.ts';
import { pauseAfter } from '../../kernel/webhook/retry-schedule.ts';
import { deliveryTransitions } from './delivery.ts';
import type { WebhookDeps } from './deps.ts';
import { endpointTransitions } from './endpoint.ts';
import { liveSecrets } from './secrets.ts';
import { findDelivery, insertAttempt, lockEndpoint, updateDelivery, updateEndpoint } from './store.ts';
import type { AttemptCause, Delivery, Endpoint } from './types.ts';
import type { AttemptView } from './wire.ts';

export interface AttemptDelivery {
  readonly endpoint: Endpoint;
  readonly delivery: Delivery;
  readonly cause: AttemptCause;
  /** Gives up at once; then nothing is noted and the message is sent again later. */
  readonly signal?: AbortSignal;
}

/** Sends a message once and keeps what came back. Undefined when it was told to give up. */
export async function attemptDelivery(
  deps: WebhookDeps,
  command: AttemptDelivery,
): Promise<AttemptView | undefined> {
  const { endpoint, delivery, cause, signal } = command;
  const posted = await postWebhook(deps, {
    url: endpoint.url,
    id: delivery.deliveryId,
    body: delivery.body,
    secrets: await liveSecrets(deps, endpoint.endpointId),
    ...(signal === undefined ? {} : { signal }),
  });
  if (signal?.aborted && !posted.isDelivered) return undefined;
  const attempt = attemptOf(deps, { posted, cause });
  const disabled = await deps.db.transact(async (tx) => {
    const { isDelivered, ...rest } = attempt;
    const { deliveryId } = delivery;
    await insertAttempt(tx, { ...rest, deliveryId, isDelivered: isDelivered ? 1 : 0 });
    return isDelivered ? settleDelivered(deps, tx, command) : settleFailed(deps, tx, { ...command, posted });
  });
  report(deps, command, { posted, disabled });
  return attempt;
}

function attemptOf(
  deps: WebhookDeps,
  { posted, cause }: { posted: PostedWebhook; cause: AttemptCause },
): AttemptView {
  const { isDelivered, statusCode, responseBody, error, startedAtMs, durationMs } = posted;
  return {
    attemptId: deps.newId('wat'),
    cause,
    isDelivered,
    statusCode,
    responseBody,
    error,
    startedAtMs,
    durationMs,
  };
}

type Disabled = 'gone' | 'failing' | undefined;

async function settleDelivered(
  deps: WebhookDeps,
  tx: Tx,
  { endpoint, delivery }: AttemptDelivery,
): Promise<Disabled> {
  const nowMs = deps.clock.wallMs();
  if (delivery.status !== 'delivered') {
    await updateDelivery(tx, delivery.deliveryId, {
      status: transition(deliveryTransitions, delivery.status, 'delivered'),
      attempts: delivery.attempts + 1,
      finishedAtMs: nowMs,
    });
  }
  if (endpoint.failuresInARow > 0) {
    await updateEndpoint(tx, endpoint.endpointId, { failuresInARow: 0, updatedAtMs: nowMs });
  }
  return undefined;
}

async function settleFailed(
  deps: WebhookDeps,
  tx: Tx,
  { endpoint, delivery, cause, posted }: AttemptDelivery & { readonly posted: PostedWebhook },
): Promise<Disabled> {
  const nowMs = deps.clock.wallMs();
  if (cause !== 'schedule') {
    // Tried by hand: neither the schedule nor the count of failures knows of it.
    if (cause === 'trial') {
      const status = transition(deliveryTransitions, delivery.status, 'failed');
      await updateDelivery(tx, delivery.deliveryId, { status, finishedAtMs: nowMs });
    }
    return undefined;
  }
  const { endpointId } = endpoint;
  const [locked, present] = [
    await lockEndpoint(tx, { endpointId, livemode: deps.livemode }),
    await findDelivery(tx, { endpointId, deliveryId: delivery.deliveryId }),
  ];
  // Sent again by hand meanwhile, and arrived.
  if (locked === undefined || present?.status !== 'pending') return undefined;
  const failuresInARow = locked.failuresInARow + 1;
  const reason = reasonToDisable(posted, failuresInARow);
  await updateDelivery(
    tx,
    delivery.deliveryId,
    nextOf(deps, { present, posted, isHeld: reason !== undefined }),
  );
  await updateEndpoint(tx, endpointId, { failuresInARow, updatedAtMs: nowMs });
  if (reason === undefined || locked.status === 'disabled') return undefined;
  const status = transition(endpointTransitions, locked.status, 'disabled');
  await updateEndpoint(tx, endpointId, { status, disabledReason: reason });
  await tellDisabled(deps, tx, { endpointId, reason, failuresInARow });
  return reason;
}

function reasonToDisable({ isGone }: PostedWebhook, failuresInARow: number): Disabled {
  if (isGone) return 'gone';
  return failuresInARow >= limits.webhookFailuresInARowMax ? 'failing' : undefined;
}

/** A message whose endpoint is being switched off waits for it; otherwise it follows the schedule to its end. */
function nextOf(
  deps: WebhookDeps,
  { present, posted, isHeld }: { present: Delivery; posted: PostedWebhook; isHeld: boolean },
) {
  const nowMs = deps.clock.wallMs();
  const attempts = present.attempts + 1;
  const pauseMs = pauseAfter({ attempts, retryAfterMs: posted.retryAfterMs, random: deps.random() });
  if (pauseMs === null && !isHeld) {
    const status = transition(deliveryTransitions, present.status, 'failed');
    return { attempts, status, finishedAtMs: nowMs };
  }
  return { attempts, nextAttemptAtMs: nowMs + (pauseMs ?? 0) };
}

async function tellDisabled(
  deps: WebhookDeps,
  tx: Tx,
  detail: { readonly endpointId: string; readonly reason: string; readonly failuresInARow: number },
): Promise<void> {
  const { endpointId: subjectId } = detail;
  const type = 'webhook_endpoint.disabled';
  await appendEvent(deps, tx, { type, subjectId, livemode: deps.livemode, payload: detail });
  await appendAudit(deps, tx, { action: type, actor: 'system', subjectId, detail });
}

function report(
  deps: WebhookDeps,
  { endpoint, delivery }: AttemptDelivery,
  { posted, disabled }: { posted: PostedWebhook; disabled: Disabled },
): void {
  const outcome = posted.isDelivered ? 'delivered' : posted.statusCode === null ? 'unanswered' : 'refused';
  deps.meter
    .counter('tilltalk_webhook_attempts_total', 'Attempts to deliver a webhook', ['outcome'])
    .inc({ outcome });
  const ids = { endpointId: endpoint.endpointId, deliveryId: delivery.deliveryId };
  const { statusCode, durationMs, error: cause } = posted;
  deps.log.info({ ...ids, eventId: delivery.eventId, outcome, statusCode, durationMs, cause }, 'webhook');
  if (disabled === undefined) return;
  deps.meter
    .counter('tilltalk_webhook_endpoints_disabled_total', 'Webhook endpoints switched off', ['reason'])
    .inc({ reason: disabled });
  deps.log.error({ ...ids, reason: disabled }, 'a webhook endpoint is switched off: it is told nothing more');
}
