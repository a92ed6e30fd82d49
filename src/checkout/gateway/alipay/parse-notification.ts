import { z } from 'zod';
import { DomainError } from '../../../kernel/errors.ts';
import { limits } from '../../../kernel/limits.ts';
import { checkoutErrors } from '../../errors.ts';
import { parseJson } from '../http-client.ts';
import type { GatewayNotification, RawNotification } from '../types.ts';
import { beijingMs } from './beijing-time.ts';
import type { Connection } from './config.ts';
import { buyerIds, CURRENCY, payerOf, paymentStatusOf, TradeStatus, Yuan } from './messages.ts';

/** Alipay tries for 25 hours; what is older is somebody else's replay. */
const AGE_MAX_MS = 26 * 3_600_000;

/** What comes from Alipay's message service instead of a trade: complaints and the like. */
const Message = z.object({
  notify_id: z.string().min(1).max(128),
  msg_method: z.string().min(1).max(128),
  utc_timestamp: z.string().regex(/^\d{13}$/),
  biz_content: z.string(),
});

const Trade = z.object({
  notify_id: z.string().min(1).max(128),
  notify_type: z.string().min(1).max(64),
  notify_time: z.string(),
  out_trade_no: z.string().min(1).max(64),
  trade_no: z.string().min(1).max(64),
  seller_id: z.string().min(1).max(32),
  trade_status: TradeStatus,
  total_amount: Yuan,
  buyer_pay_amount: Yuan.optional(),
  gmt_payment: z.string().optional(),
  ...buyerIds,
  gmt_refund: z.string().optional(),
});
type Trade = z.infer<typeof Trade>;

const Complaint = z.object({ complain_event_id: z.string().min(1).max(64) });

type Fields = Readonly<Record<string, string>>;

interface Input {
  readonly raw: RawNotification;
  /** Wall time. */
  readonly nowMs: number;
}

/**
 * Verifies the form that Alipay posts (RSA2 over its sorted fields) and reads it. Throws `notification_refused` for a bad
 * signature, another application, an age past the last of Alipay's tries, or an unknown form.
 */
export function parseAlipayNotification(connection: Connection, { raw, nowMs }: Input): GatewayNotification {
  const fields = fieldsOf(raw.body);
  if (!isSigned(connection, fields)) throw refused('no signature holds');
  if (fields['app_id'] !== connection.appId) throw refused('it is for another application');
  const told = fields['msg_method'] === undefined ? tradeOf(connection, fields) : messageOf(fields);
  if (nowMs - told.sentAtMs > AGE_MAX_MS || told.sentAtMs - nowMs > limits.clockSkewToleranceMs)
    throw refused('the age is too great');
  return told.notification;
}

/** A field that comes twice could be signed as one value and read as the other. */
function fieldsOf(body: Buffer): Fields {
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
    if (name in fields) throw refused('a field comes twice');
    fields[name] = value;
  }
  return fields;
}

/** Trades are signed without `sign_type`, messages of other services with it. */
function isSigned({ keys }: Connection, fields: Fields): boolean {
  const { sign: signature = '', sign_type: type = 'RSA2', alipay_cert_sn: serial } = fields;
  if (type !== 'RSA2' || signature === '') return false;
  const textWithout = (left: readonly string[]) =>
    Object.keys(fields)
      .filter((name) => !left.includes(name))
      .sort()
      .map((name) => `${name}=${fields[name]}`)
      .join('&');
  return [textWithout(['sign', 'sign_type']), textWithout(['sign'])].some((text) =>
    keys.verify({ text, signature, serial: serial ?? null }),
  );
}

interface Told {
  readonly notification: GatewayNotification;
  readonly sentAtMs: number;
}

function tradeOf(connection: Connection, fields: Fields): Told {
  const parsed = Trade.safeParse(fields);
  if (!parsed.success) throw refused('the trade has an unexpected form');
  const trade = parsed.data;
  const sentAtMs = beijingMs(trade.notify_time);
  if (sentAtMs === null) throw refused('the time has an unexpected form');
  const paidAtMs = beijingMs(trade.gmt_payment ?? '');
  return {
    sentAtMs,
    notification: {
      eventId: trade.notify_id,
      type: `${trade.notify_type}.${isOfRefund(trade) ? 'refunded' : trade.trade_status.toLowerCase()}`,
      occurredAtMs: beijingMs(trade.gmt_refund ?? '') ?? paidAtMs ?? sentAtMs,
      content: isOfRefund(trade) ? { kind: 'other' } : contentOf(connection, { trade, paidAtMs }),
    },
  };
}

/**
 * A refund repeats the trade with the time of the refund. It names the sum of all refunds and not this one, so it proves
 * none; the answer to our own call and our query do.
 */
function isOfRefund(trade: Trade): boolean {
  return trade.gmt_refund !== undefined;
}

function contentOf(
  { livemode }: Connection,
  { trade, paidAtMs }: { trade: Trade; paidAtMs: number | null },
): GatewayNotification['content'] {
  const status = paymentStatusOf(trade.trade_status);
  return {
    kind: 'payment',
    payment: {
      gatewayReference: trade.out_trade_no,
      gatewayPaymentId: trade.trade_no,
      gatewayMerchantId: trade.seller_id,
      livemode,
      amountMinor: trade.total_amount,
      currency: CURRENCY,
      status,
      declineCode: null,
      paidAtMs: status === 'succeeded' ? paidAtMs : null,
      payerMinor: status === 'succeeded' ? (trade.buyer_pay_amount ?? null) : null,
      ...payerOf(trade),
    },
  };
}

function messageOf(fields: Fields): Told {
  const parsed = Message.safeParse(fields);
  if (!parsed.success) throw refused('the message has an unexpected form');
  const { notify_id, msg_method, utc_timestamp, biz_content } = parsed.data;
  const sentAtMs = Number(utc_timestamp);
  return {
    sentAtMs,
    notification: {
      eventId: notify_id,
      type: msg_method,
      occurredAtMs: sentAtMs,
      content: complaintOf(msg_method, biz_content),
    },
  };
}

/** The message names the case only: how it stands and what it is about come by query. */
function complaintOf(method: string, content: string): GatewayNotification['content'] {
  const complaint = Complaint.safeParse(parseJson(Buffer.from(content)));
  if (method !== 'alipay.merchant.tradecomplain.changed' || !complaint.success) return { kind: 'other' };
  return {
    kind: 'complaint',
    complaint: {
      gatewayComplaintId: complaint.data.complain_event_id,
      gatewayReference: null,
      status: 'opened',
      reason: '',
    },
  };
}

function refused(detail: string): DomainError {
  return new DomainError(checkoutErrors.notification_refused, { detail });
}
