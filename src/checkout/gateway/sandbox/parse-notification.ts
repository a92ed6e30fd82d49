import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../../kernel/errors.ts';
import { limits } from '../../../kernel/limits.ts';
import { checkoutErrors } from '../../errors.ts';
import { parseJson } from '../http-client.ts';
import type { GatewayNotification, RawNotification } from '../types.ts';
import {
  SandboxCharge,
  SandboxDispute,
  SandboxEvent,
  SandboxRefund,
  toGatewayDispute,
  toGatewayPayment,
  toGatewayRefund,
} from './messages.ts';

interface NotificationInput {
  readonly raw: RawNotification;
  /** Wall time: signatures age by the wall, whatever a test clock says. */
  readonly nowMs: number;
}

/**
 * Verifies a notification signed by Standard Webhooks 1.0.0 with any of `secrets` and reads it.
 * Throws `notification_refused` for a bad signature, an age beyond five minutes either way, or an unknown form.
 */
export function parseSandboxNotification(
  secrets: readonly string[],
  { raw, nowMs }: NotificationInput,
): GatewayNotification {
  const id = headerOf(raw, 'webhook-id');
  const timestamp = headerOf(raw, 'webhook-timestamp');
  if (!/^\d{1,12}$/.test(timestamp)) throw refused('the timestamp is no number of seconds');
  if (Math.abs(nowMs - Number(timestamp) * 1000) > limits.clockSkewToleranceMs)
    throw refused('the age is too great');
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), raw.body]);
  const signatures = headerOf(raw, 'webhook-signature').split(' ');
  if (!secrets.some((secret) => signatureHolds(secret, signed, signatures)))
    throw refused('no signature holds');
  const event = SandboxEvent.safeParse(parseJson(raw.body));
  if (!event.success) throw refused('the body is no event');
  const { eventId, type, createdAtMs, data } = event.data;
  // The id in the header is what a repeat is known by; the body must not claim another.
  if (eventId !== id) throw refused('the event has another id than its header');
  return { eventId, type, occurredAtMs: createdAtMs, content: contentOf(type, data) };
}

/** True when one of the space-separated `v1,` signatures is ours; compared in constant time. */
export function signatureHolds(secret: string, signed: Buffer, signatures: readonly string[]): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(signed).digest();
  return signatures.some((signature) => {
    if (!signature.startsWith('v1,')) return false;
    const given = Buffer.from(signature.slice('v1,'.length), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function contentOf(type: string, data: unknown): GatewayNotification['content'] {
  if (type.startsWith('charge.')) {
    const charge = SandboxCharge.safeParse(data);
    if (!charge.success) throw refused('the charge has an unexpected form');
    return { kind: 'payment', payment: toGatewayPayment(charge.data) };
  }
  if (type.startsWith('refund.')) {
    const refund = SandboxRefund.safeParse(data);
    if (!refund.success) throw refused('the refund has an unexpected form');
    return { kind: 'refund', refund: toGatewayRefund(refund.data) };
  }
  if (type.startsWith('dispute.')) {
    const dispute = SandboxDispute.safeParse(data);
    if (!dispute.success) throw refused('the dispute has an unexpected form');
    return { kind: 'dispute', dispute: toGatewayDispute(dispute.data) };
  }
  return { kind: 'other' };
}

function headerOf(raw: RawNotification, name: string): string {
  const value = raw.headers[name];
  if (typeof value !== 'string' || value === '') throw refused(`the header ${name} is missing`);
  return value;
}

function refused(detail: string): DomainError {
  return new DomainError(checkoutErrors.notification_refused, { detail });
}
