import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaymentView } from '../../src/checkout/payment/wire.ts';
import { type Receiver, startReceiver } from '../../src/checkout/webhook/webhook.testing.ts';
import { type ApiScope, createApiKey } from '../../src/identity/index.ts';
import { apiWith } from '../support/api.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

const shopKey = { name: 'shop', expiresAtMs: null, requestsPerMinute: 1_000, actor: 'command_line' };

let till: Till;
let receiver: Receiver;
let key: string;
beforeAll(async () => {
  receiver = await startReceiver();
  till = await startTill({ WEBHOOK_ALLOWED_HOSTS: receiver.host });
  const made = await createApiKey(till.running.house, { ...shopKey, scopes: ['webhooks:write'] });
  key = made.text;
});
afterAll(async () => {
  await till.close();
  await receiver.close();
});

async function call<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
  const response = await fetch(`${till.url}/v1/webhook-endpoints${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as T };
}

interface Endpoint {
  endpointId: string;
  secret: string;
  status: string;
}

interface Message {
  type: string;
  data: Record<string, unknown>;
}

const verified = (secret: string): Message[] =>
  receiver.received.map(
    ({ headers, body }) =>
      new Webhook(secret).verify(body, headers as Record<string, string>) as unknown as Message,
  );

it('a purchase and its refund are told to the host platform, signed, with its own ids', async () => {
  const { status, body: endpoint } = await call<Endpoint>('POST', '', { url: receiver.url });
  expect(status).toBe(201);
  const learner = await till.learner('mai');
  const product = await till.product({ amountMinor: 0 });
  const checkout = (await learner.start(product)).body;
  await learner.pay(checkout);
  await until(
    async () => receiver.received.length,
    (count) => count >= 2,
  );
  const messages = verified(endpoint.secret);
  expect(messages.map(({ type }) => type).sort()).toEqual(['entitlement.granted', 'payment.succeeded']);
  const of = (type: string) => messages.find((message) => message.type === type)?.data;
  expect(of('payment.succeeded')).toMatchObject({
    amountMinor: 0,
    currency: 'CNY',
    checkoutId: checkout.checkoutId,
    lines: [{ productId: product.productId, externalId: expect.stringMatching(/^test:/), totalMinor: 0 }],
    hostUserId: 'mai',
  });
  expect(of('entitlement.granted')).toMatchObject({
    productId: product.productId,
    externalId: expect.stringMatching(/^test:/),
    hostUserId: 'mai',
  });
  expect(JSON.stringify(messages)).not.toContain(learner.learnerId);
});

describe('what comes after a purchase', () => {
  const control = (path: string, body: object) =>
    till.sandbox(path, { method: 'POST', body: JSON.stringify(body) });
  /** What was told, once there is so much of it. */
  const told = (count: number) =>
    until(
      async () => receiver.received.map(({ body }) => JSON.parse(body) as Message),
      (messages) => messages.length >= count,
    );

  async function buy(hostUserId: string) {
    receiver.received.length = 0;
    const scopes: ApiScope[] = ['orders:read', 'refunds:write'];
    const made = await createApiKey(till.running.house, { ...shopKey, scopes });
    const host = apiWith(till.url, { token: made.text, learnerId: '' });
    const [learner, product] = [await till.learner(hostUserId), await till.product({ amountMinor: 9_900 })];
    const paying = await learner.pay((await learner.start(product)).body);
    const paymentId = paying.body.payment?.paymentId ?? '';
    const { body: payment } = await host.call<PaymentView>('GET', `/v1/host/payments/${paymentId}`);
    const reference = payment.attempts[0]?.gatewayReference;
    await control('/control/pay', { reference });
    await told(2);
    receiver.received.length = 0;
    return { host, paymentId, reference, productId: product.productId, keyId: made.key.keyId };
  }

  it('a refund that a server asks for with its key is told, and stands in the audit chain under that key', async () => {
    const { host, paymentId, productId, keyId } = await buy('lin');
    const body = { reason: 'goodwill' };
    const refunded = await host.call('POST', `/v1/host/payments/${paymentId}/refunds`, { key: 'r-1', body });
    expect(refunded.status).toBe(201);
    const messages = await told(4);
    expect(messages[0]?.type).toBe('entitlement.paused');
    expect(messages.map(({ type }) => type).sort()).toEqual([
      'entitlement.paused',
      'entitlement.revoked',
      'payment.refunded',
      'refund.succeeded',
    ]);
    expect(messages.find(({ type }) => type === 'payment.refunded')?.data).toMatchObject({
      paymentId,
      amountMinor: 9_900,
      lines: [{ productId, refundedMinor: 9_900, isWhole: true }],
      hostUserId: 'lin',
    });
    expect(messages.find(({ type }) => type === 'refund.succeeded')?.data).toMatchObject({ kind: 'order' });
    const entry = await till.db.query
      .selectFrom('audit_entry')
      .select(['actor', 'subjectId'])
      .where('action', '=', 'refund.requested')
      .executeTakeFirst();
    expect(entry).toEqual({ actor: `key:${keyId}`, subjectId: paymentId });
  });

  it('a dispute and its end are told', async () => {
    const { paymentId, reference } = await buy('mei');
    await control('/control/disputes', { reference, status: 'opened' });
    expect((await told(2)).map(({ type }) => type).sort()).toEqual(['dispute.opened', 'entitlement.paused']);
    await control('/control/disputes', { reference, status: 'won' });
    const messages = await told(4);
    expect(messages.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['dispute.won', 'entitlement.resumed']),
    );
    expect(messages.find(({ type }) => type === 'dispute.opened')?.data).toMatchObject({
      paymentId,
      amountMinor: 9_900,
      hostUserId: 'mei',
    });
  });
});

it('a server manages its endpoints with a key: list, try, rotate, switch off and on, look, send again', async () => {
  receiver.received.length = 0;
  const [{ endpointId } = { endpointId: '' }] = (await call<{ endpoints: Endpoint[] }>('GET', '')).body
    .endpoints;
  const tried = await call<{ isDelivered: boolean }>('POST', `/${endpointId}/test`);
  expect(tried).toMatchObject({ status: 200, body: { isDelivered: true, cause: 'trial', statusCode: 200 } });
  const rotated = await call<Endpoint>('POST', `/${endpointId}/rotate-secret`, { overlapSeconds: 0 });
  receiver.received.length = 0;
  await call('POST', `/${endpointId}/test`);
  expect(verified(rotated.body.secret)[0]?.type).toBe('webhook.trial');
  expect((await call<Endpoint>('POST', `/${endpointId}/disable`)).body.status).toBe('disabled');
  expect((await call<Endpoint>('POST', `/${endpointId}/enable`)).body.status).toBe('enabled');
  const page = await call<{ deliveries: { deliveryId: string; eventType: string; status: string }[] }>(
    'GET',
    `/${endpointId}/deliveries?status=delivered`,
  );
  const [last] = page.body.deliveries.filter(({ eventType }) => eventType === 'payment.succeeded');
  expect(await call('POST', `/${endpointId}/deliveries/${last?.deliveryId}/resend`)).toMatchObject({
    body: { isDelivered: true, cause: 'resend' },
  });
  expect(receiver.received.at(-1)?.headers['webhook-id']).toBe(last?.deliveryId);
  expect(JSON.stringify([page.body, await call('GET', `/${endpointId}`)])).not.toContain('whsec_');
});

it.each([
  ['an address that is not public', { url: 'https://127.0.0.1/h' }, 422, 'webhook_url_refused'],
  [
    'an endpoint with a text no database keeps',
    { url: 'https://shop.example/h', description: 'a\0b' },
    400,
    'invalid_request',
  ],
  ['an address that is no URL', { url: 'shop' }, 400, 'invalid_request'],
  [
    'a type of event there is not',
    { url: 'https://shop.example/h', eventTypes: ['x'] },
    400,
    'invalid_request',
  ],
])('refuses %s', async (_name, body, status, code) => {
  expect(await call('POST', '', body)).toMatchObject({ status, body: { code } });
});

it('an endpoint that is not there is not found', async () => {
  for (const [method, path] of [
    ['GET', '/we_none'],
    ['GET', '/we_none/deliveries?status=failed&after=msg_1'],
    ['POST', '/we_none/test'],
    ['POST', '/we_none/disable'],
    ['POST', '/we_none/rotate-secret'],
    ['POST', '/we_none/deliveries/msg_none/resend'],
  ] as const) {
    expect(await call(method, path)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  }
  expect(await call('GET', '/%00')).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
});
