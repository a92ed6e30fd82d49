import type { GatewayEvent } from '../../kernel/db/tables.ts';
import { DomainError } from '../../kernel/errors.ts';
import { failpoint } from '../../kernel/failpoint.ts';
import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';
import { applyGatewayEvent } from './apply-gateway-event.ts';
import type { StoredNotification } from './gateway-event.ts';
import { bodyText, headersText } from './notification-text.ts';
import { contentWithPayerKey } from './payer-key.ts';
import { quarantineNotification } from './quarantine-notification.ts';
import { requireGateway } from './registry.ts';
import { saveGatewayEvent } from './store.ts';
import type { GatewayNotification, NotificationAnswer, PaymentGateway, RawNotification } from './types.ts';

type Content = GatewayNotification['content'];

export interface ReceiveNotification {
  readonly gateway: string;
  readonly raw: RawNotification;
}

/**
 * Takes a gateway's notification: verified, stored as it came under the gateway's event id, answered as that gateway
 * demands and within its time. What it means is understood by a job. One that cannot be stored now is answered so
 * that the gateway tells it again. Throws `gateway_unknown`, `notification_refused`.
 */
export async function receiveNotification(
  deps: CheckoutDeps,
  { gateway: name, raw }: ReceiveNotification,
): Promise<NotificationAnswer> {
  const gateway = requireGateway(deps.gateways, name);
  const notification = verify(deps, gateway, raw);
  failpoint('notification.before_store');
  const stored = await storedInTime(deps, gateway, { raw, notification });
  if (!stored) return gateway.answerNotification(false);
  failpoint('notification.stored');
  return gateway.answerNotification(true);
}

function verify(deps: CheckoutDeps, gateway: PaymentGateway, raw: RawNotification): GatewayNotification {
  try {
    return gateway.parseNotification(raw, deps.clock.wallMs());
  } catch (error) {
    const reason = error instanceof DomainError ? (error.detail ?? error.code) : 'it could not be read';
    quarantineNotification(deps, { gateway: gateway.name, raw, reason });
    throw error;
  }
}

interface Verified {
  readonly raw: RawNotification;
  readonly notification: GatewayNotification;
}

/** False when the store failed or took longer than gateways wait; should it succeed after that, a repeat is harmless. */
async function storedInTime(
  deps: CheckoutDeps,
  gateway: PaymentGateway,
  verified: Verified,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, limits.notificationAnswerMs, false);
  });
  const stored = store(deps, gateway, verified).catch((error: unknown) => {
    deps.log.error({ error, gateway: gateway.name }, 'a notification could not be stored');
    return false;
  });
  try {
    return await Promise.race([stored, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

async function store(
  deps: CheckoutDeps,
  gateway: PaymentGateway,
  { raw, notification }: Verified,
): Promise<true> {
  const { eventId, type, occurredAtMs } = notification;
  const content = contentWithPayerKey(deps, notification.content);
  const nowMs = deps.clock.nowMs();
  const stored: StoredNotification = { content };
  const row: GatewayEvent = {
    gatewayEventId: deps.newId('gev'),
    gateway: gateway.name,
    externalEventId: eventId,
    type,
    reference: referenceOf(content),
    content: JSON.stringify(stored),
    source: 'notification',
    status: 'received',
    outcome: null,
    attempts: 0,
    livemode: deps.livemode ? 1 : 0,
    occurredAtMs,
    receivedAtMs: nowMs,
    appliedAtMs: null,
    nextAttemptAtMs: nowMs,
    headers: headersText(raw),
    raw: bodyText(raw.body),
  };
  const saving = saveGatewayEvent(deps.db.query, row);
  const isBegun = applyAlongside(deps, row, content);
  await saving;
  if (!isBegun) deps.wakeJob('checkout.apply_gateway_events');
  return true;
}

/** How many events of this process are being applied in the commit that stores them. */
let alongside = 0;

/**
 * With one writer the transaction that follows shares the commit of the one before, yet fails alone: a payment's event
 * is stored whatever becomes of what it means, and what is not done here the job does. False where the job has to.
 */
function applyAlongside(deps: CheckoutDeps, event: GatewayEvent, content: Content): boolean {
  const isFull = alongside >= limits.notificationsAppliedAlongsideMax;
  if (deps.db.engine !== 'sqlite' || content.kind !== 'payment' || isFull) return false;
  alongside += 1;
  void applyGatewayEvent(deps, event)
    .catch((error: unknown) => {
      deps.log.error({ error, gatewayEventId: event.gatewayEventId }, 'an event waits for the job');
      deps.wakeJob('checkout.apply_gateway_events');
    })
    .finally(() => {
      alongside -= 1;
    });
  return true;
}

function referenceOf(content: Content): string | null {
  if (content.kind === 'payment') return content.payment.gatewayReference;
  if (content.kind === 'refund') return content.refund.refundReference;
  if (content.kind === 'dispute') return content.dispute.gatewayReference;
  return content.kind === 'complaint' ? content.complaint.gatewayReference : null;
}
