import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { RawNotification } from '../types.ts';
import { parseSandboxNotification, signatureHolds } from './parse-notification.ts';

const SECRET = `whsec_${Buffer.from('the present secret of this test!').toString('base64')}`;
const NEXT_SECRET = `whsec_${Buffer.from('the coming secret of this test!!').toString('base64')}`;
const NOW_MS = 1_800_000_000_000;

const charge = {
  object: 'charge',
  chargeId: 'ch_1',
  reference: 'TT1',
  merchantId: 'sbx_merchant',
  mode: 'test',
  amountMinor: 9_900,
  currency: 'CNY',
  status: 'succeeded',
  declineCode: null,
  paidAtMs: NOW_MS,
  expiresAtMs: NOW_MS + 1,
  payUrl: 'http://127.0.0.1:3090/pay/ch_1',
};

const refund = {
  object: 'refund',
  refundId: 're_1',
  refundReference: 'RF1',
  chargeReference: 'TT1',
  merchantId: 'sbx_merchant',
  mode: 'test',
  amountMinor: 100,
  currency: 'CNY',
  status: 'failed',
  failureCode: 'account_closed',
};

interface Change {
  readonly event?: Record<string, unknown>;
  readonly secret?: string;
  readonly timestampS?: number;
  readonly headers?: Record<string, string | string[] | undefined>;
  readonly body?: Buffer;
}

function notification(change: Change = {}): RawNotification {
  const event = {
    eventId: 'evt_1',
    type: 'charge.succeeded',
    createdAtMs: NOW_MS,
    data: charge,
    ...change.event,
  };
  const text = JSON.stringify(event);
  const timestamp = change.timestampS ?? NOW_MS / 1000;
  const key = Buffer.from((change.secret ?? SECRET).slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`evt_1.${timestamp}.${text}`).digest('base64');
  return {
    headers: {
      'webhook-id': 'evt_1',
      'webhook-timestamp': String(timestamp),
      'webhook-signature': `v1,${signature}`,
      ...change.headers,
    },
    body: change.body ?? Buffer.from(text),
  };
}

const parse = (change: Change = {}, secrets: readonly string[] = [SECRET]) =>
  parseSandboxNotification(secrets, { raw: notification(change), nowMs: NOW_MS });

test('the published example of Standard Webhooks verifies', () => {
  const signed = Buffer.from('msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}');
  const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
  expect(signatureHolds('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', signed, [signature])).toBe(true);
  expect(signatureHolds('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx', signed, [signature])).toBe(false);
});

test('a card names its payer by the token of the sandbox, a scanned code names nobody', () => {
  const payerOf = (data: object) => parse({ event: { data } }).content;
  expect(payerOf({ ...charge, cardToken: 'card_1' })).toMatchObject({
    payment: { payerToken: 'sandbox:card_1' },
  });
  expect(payerOf({ ...charge, cardToken: null })).not.toHaveProperty('payment.payerToken');
});

test('a verified charge becomes a payment of ours, never live', () => {
  expect(parse()).toEqual({
    eventId: 'evt_1',
    type: 'charge.succeeded',
    occurredAtMs: NOW_MS,
    content: {
      kind: 'payment',
      payment: {
        gatewayReference: 'TT1',
        gatewayPaymentId: 'ch_1',
        gatewayMerchantId: 'sbx_merchant',
        livemode: false,
        amountMinor: 9_900,
        currency: 'CNY',
        status: 'succeeded',
        declineCode: null,
        paidAtMs: NOW_MS,
        captureUntilMs: null,
      },
    },
  });
});

test('a verified refund becomes a refund of ours, and an event of an unknown kind is kept as other', () => {
  expect(parse({ event: { type: 'refund.failed', data: refund } }).content).toMatchObject({
    kind: 'refund',
    refund: {
      refundReference: 'RF1',
      gatewayReference: 'TT1',
      status: 'failed',
      failureCode: 'account_closed',
    },
  });
  expect(parse({ event: { type: 'account.updated', data: {} } }).content).toEqual({ kind: 'other' });
});

test('either of two secrets verifies while one replaces the other, and any of several signatures counts', () => {
  expect(parse({ secret: NEXT_SECRET }, [SECRET, NEXT_SECRET]).eventId).toBe('evt_1');
  const own = notification().headers['webhook-signature'];
  expect(parse({ headers: { 'webhook-signature': `v1a,AAAA v1,AAAA ${own}` } }).eventId).toBe('evt_1');
});

test.each([
  ['of another secret', { secret: NEXT_SECRET }],
  ['that is older than five minutes', { timestampS: NOW_MS / 1000 - 301 }],
  ['from more than five minutes ahead', { timestampS: NOW_MS / 1000 + 301 }],
  ['without an id', { headers: { 'webhook-id': undefined } }],
  ['with another id than it was signed for', { headers: { 'webhook-id': 'evt_2' } }],
  ['without a timestamp', { headers: { 'webhook-timestamp': undefined } }],
  ['with a timestamp that is no number', { headers: { 'webhook-timestamp': 'NaN' } }],
  ['with a timestamp it was not signed for', { headers: { 'webhook-timestamp': String(NOW_MS / 1000 + 1) } }],
  ['without a signature', { headers: { 'webhook-signature': undefined } }],
  ['with a doubled header', { headers: { 'webhook-signature': ['v1,A', 'v1,B'] } }],
  ['with a signature cut short', { headers: { 'webhook-signature': 'v1,' } }],
  ['with a changed body', { body: Buffer.from(JSON.stringify({ eventId: 'evt_1' })) }],
  ['whose body names another event', { event: { eventId: 'evt_2' } }],
  ['of live mode', { event: { data: { ...charge, mode: 'live' } } }],
  ['with a fraction of a minor unit', { event: { data: { ...charge, amountMinor: 99.5 } } }],
  ['with a negative amount', { event: { data: { ...charge, amountMinor: -1 } } }],
  ['with an unknown status', { event: { data: { ...charge, status: 'paid' } } }],
  ['of a refund that is none', { event: { type: 'refund.succeeded', data: charge } }],
] satisfies [string, Change][])('a notification %s is refused', (_what, change) => {
  expect(() => parse(change)).toThrow(expect.objectContaining({ code: 'notification_refused' }));
});

test('a notification of exactly five minutes is still young enough', () => {
  expect(parse({ timestampS: NOW_MS / 1000 - 300 }).eventId).toBe('evt_1');
});
