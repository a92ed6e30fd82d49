import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { DomainError } from '../../../kernel/errors.ts';
import { limits } from '../../../kernel/limits.ts';
import { checkoutErrors } from '../../errors.ts';
import { parseJson } from '../http-client.ts';
import type { GatewayNotification, RawNotification } from '../types.ts';
import type { Connection } from './config.ts';
import {
  chargedPayment,
  Dispute,
  Intent,
  Refund,
  Session,
  ToldCharge,
  toGatewayDispute,
  toGatewayPayment,
  toGatewayRefund,
} from './messages.ts';
import { sessionPayment } from './settle.ts';

const Event = z.object({
  object: z.literal('event'),
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(128),
  created: z.number().int(),
  livemode: z.boolean(),
  /** Set when it is about another account that is connected to ours. */
  account: z.string().nullish(),
  data: z.object({ object: z.unknown() }),
});
type Event = z.infer<typeof Event>;

type Content = GatewayNotification['content'];

interface Input {
  readonly raw: RawNotification;
  /** Wall time. */
  readonly nowMs: number;
}

/**
 * Verifies an event by any of `secrets` (HMAC over its time and body, at most five minutes old) and reads it. Throws
 * `notification_refused` for a bad signature or age, the other mode, another account, or an unknown form.
 */
export function parseStripeNotification(
  connection: Connection,
  secrets: readonly string[],
  { raw, nowMs }: Input,
): GatewayNotification {
  const header = raw.headers['stripe-signature'];
  if (typeof header !== 'string') throw refused('the header stripe-signature is missing');
  const { timestamp, signatures } = readHeader(header);
  if (Math.abs(nowMs - timestamp * 1_000) > limits.clockSkewToleranceMs)
    throw refused('the age is too great');
  const signed = Buffer.concat([Buffer.from(`${timestamp}.`), raw.body]);
  if (!secrets.some((secret) => signatureHolds(secret, signed, signatures)))
    throw refused('no signature holds');
  const parsed = Event.safeParse(parseJson(raw.body));
  if (!parsed.success) throw refused('the body is no event');
  const event = parsed.data;
  if (event.livemode !== connection.livemode) throw refused('it is of the other mode');
  if (event.account != null && event.account !== connection.accountId)
    throw refused('it is of another account');
  const content = contentOf(connection, event);
  return { eventId: event.id, type: event.type, occurredAtMs: event.created * 1_000, content };
}

interface Signatures {
  /** Seconds. */
  readonly timestamp: number;
  readonly signatures: readonly string[];
}

function readHeader(header: string): Signatures {
  const parts = header.split(',').map((part) => part.trim().split('=', 2) as [string, string?]);
  const timestamp = parts.find(([name]) => name === 't')?.[1] ?? '';
  if (!/^\d{1,12}$/.test(timestamp)) throw refused('the timestamp is no number of seconds');
  const signatures = parts.filter(([name]) => name === 'v1').map(([, signature = '']) => signature);
  return { timestamp: Number(timestamp), signatures };
}

function signatureHolds(secret: string, signed: Buffer, signatures: readonly string[]): boolean {
  const expected = createHmac('sha256', secret).update(signed).digest();
  return signatures.some((signature) => {
    const given = Buffer.from(signature, 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** Which events mean something to us; the rest is kept without a meaning. */
function contentOf(connection: Connection, event: Event): Content {
  const { type, data } = event;
  if (type.startsWith('payment_intent.')) return paymentContent(connection, event);
  if (type === 'charge.succeeded') return chargeContent(connection, read(ToldCharge, data.object));
  if (type === 'checkout.session.expired') return expiredContent(connection, read(Session, data.object));
  if (type.startsWith('refund.') || type === 'charge.refund.updated')
    return refundContent(read(Refund, data.object));
  return /^charge\.dispute\.(?:created|updated|closed)$/.test(type)
    ? disputeContent(read(Dispute, data.object))
    : { kind: 'other' };
}

/** On one account there may be payments that somebody else made; they have no number of ours. */
function paymentContent(connection: Connection, event: Event): Content {
  const intent = read(Intent, event.data.object);
  const payment = toGatewayPayment(connection, intent, event.created * 1_000);
  if (payment === null) return { kind: 'other' };
  if (intent.metadata?.['form'] !== 'page')
    connection.known.set(payment.gatewayReference, { kind: 'intent', id: intent.id });
  return { kind: 'payment', payment };
}

function chargeContent(connection: Connection, charge: ToldCharge): Content {
  const payment = chargedPayment(connection, charge);
  return payment === null ? { kind: 'other' } : { kind: 'payment', payment };
}

function expiredContent(connection: Connection, session: Session): Content {
  const payment = sessionPayment(connection, session.client_reference_id ?? '', session);
  return payment === null ? { kind: 'other' } : { kind: 'payment', payment };
}

function refundContent(refund: Refund): Content {
  const ours = toGatewayRefund(refund);
  return ours === null ? { kind: 'other' } : { kind: 'refund', refund: ours };
}

function disputeContent(dispute: Dispute): Content {
  const ours = toGatewayDispute(dispute);
  return ours === null ? { kind: 'other' } : { kind: 'dispute', dispute: ours };
}

function read<Schema extends z.ZodType>(schema: Schema, object: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(object);
  if (!parsed.success) throw refused('the object has an unexpected form');
  return parsed.data;
}

function refused(detail: string): DomainError {
  return new DomainError(checkoutErrors.notification_refused, { detail });
}
