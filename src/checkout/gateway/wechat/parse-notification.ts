import type { z } from 'zod';
import { DomainError } from '../../../kernel/errors.ts';
import { checkoutErrors } from '../../errors.ts';
import { parseJson } from '../http-client.ts';
import type { GatewayNotification, RawNotification } from '../types.ts';
import type { Connection } from './connection.ts';
import {
  complaintOf,
  Notification,
  NotifiedComplaint,
  NotifiedRefund,
  Transaction,
  toGatewayPayment,
  toGatewayRefund,
} from './messages.ts';
import { openResource, proofOf, type SealedResource } from './sign.ts';

/**
 * Verifies a notification, then opens what it holds: never the other way round. Throws `notification_refused` for a
 * probe, a signature that does not hold, an age beyond five minutes either way, another merchant or an unknown form.
 * A certificate not seen before is downloaded meanwhile; WeChat Pay tells again within seconds.
 */
export function parseWechatNotification(
  connection: Connection,
  raw: RawNotification,
  nowMs: number,
): GatewayNotification {
  const verdict = connection.keys.verify(proofOf(raw.headers), { body: raw.body, nowMs });
  if (verdict === 'unknown_key') {
    void connection.keys.refresh('notification');
    throw refused('the signing certificate is not known yet');
  }
  if (verdict !== 'holds') throw refused('the signature does not hold');
  const envelope = parse(Notification, parseJson(raw.body), 'the body is no notification');
  const { id, event_type: type, create_time: createTime, resource } = envelope;
  const content = contentOf(connection, type, open(connection, resource));
  return { eventId: id, type, occurredAtMs: Date.parse(createTime), content };
}

function open({ config }: Connection, resource: SealedResource): unknown {
  try {
    return parseJson(openResource(config.apiV3Key, resource));
  } catch {
    throw refused('the resource is not sealed with our key');
  }
}

function contentOf({ config }: Connection, type: string, data: unknown): GatewayNotification['content'] {
  if (type.startsWith('TRANSACTION.')) {
    const transaction = parse(Transaction, data, 'the transaction has an unexpected form');
    return { kind: 'payment', payment: toGatewayPayment(config, transaction) };
  }
  if (type.startsWith('REFUND.')) {
    const { mchid, ...refund } = parse(NotifiedRefund, data, 'the refund has an unexpected form');
    if (mchid !== config.mchid) throw refused('the refund is of another merchant');
    return { kind: 'refund', refund: toGatewayRefund(refund) };
  }
  if (type.startsWith('COMPLAINT.')) {
    const complaint = parse(NotifiedComplaint, data, 'the complaint has an unexpected form');
    return { kind: 'complaint', complaint: complaintOf(complaint) };
  }
  return { kind: 'other' };
}

function parse<Schema extends z.ZodType>(schema: Schema, data: unknown, detail: string): z.infer<Schema> {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw refused(detail);
  return parsed.data;
}

function refused(detail: string): DomainError {
  return new DomainError(checkoutErrors.notification_refused, { detail });
}
