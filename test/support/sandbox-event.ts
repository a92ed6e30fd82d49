import { createHmac, randomUUID } from 'node:crypto';
import { sandboxKeys } from '../../src/checkout/index.ts';

export interface SignedEvent {
  readonly eventId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A notification of a paid charge as the sandbox would sign it now (Standard Webhooks 1.0.0). */
export function signSandboxEvent(secret: string, { reference }: { readonly reference: string }): SignedEvent {
  const eventId = `evt_${randomUUID().replaceAll('-', '')}`;
  const nowMs = Date.now();
  const body = JSON.stringify({
    eventId,
    type: 'charge.succeeded',
    createdAtMs: nowMs,
    data: {
      object: 'charge',
      chargeId: `ch_${eventId}`,
      reference,
      merchantId: 'sbx_merchant',
      mode: 'test',
      amountMinor: 9900,
      currency: 'CNY',
      status: 'succeeded',
      declineCode: null,
      paidAtMs: nowMs,
      expiresAtMs: nowMs + 900_000,
      payUrl: 'http://127.0.0.1:3090/pay/ch_1',
    },
  });
  const timestamp = String(Math.floor(nowMs / 1000));
  const key = Buffer.from(sandboxKeys(secret).notificationSecret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${eventId}.${timestamp}.${body}`).digest('base64');
  return {
    eventId,
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': eventId,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
  };
}
