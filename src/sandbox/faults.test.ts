import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deriveKeys } from './keys.ts';
import {
  chargeInput,
  newReference,
  type Received,
  startTestSandbox,
  TEST_SECRET,
  type TestSandbox,
} from './sandbox.testing.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await startTestSandbox();
});
afterEach(() => sandbox.close());

function fault(body: Record<string, unknown>) {
  return sandbox.control('POST', '/faults', body);
}

async function pay(input: Record<string, unknown> = {}): Promise<string> {
  const { reference } = await sandbox.charge(input);
  await sandbox.control('POST', '/pay', { reference });
  return reference;
}

const about =
  (reference: string) =>
  ({ event }: Received): boolean =>
    event.data['reference'] === reference;

function signatureHolds({ headers, body }: Received): boolean {
  const key = Buffer.from(deriveKeys(TEST_SECRET).notificationSecret.slice('whsec_'.length), 'base64');
  const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
  return headers['webhook-signature'] === expected;
}

/** Calls with a short limit; null when no answer came. */
async function callBriefly(method: string, path: string, body?: unknown): Promise<Response | null> {
  const headers = { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(400);
  const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
  return fetch(sandbox.url + path, { ...init, signal }).catch(() => null);
}

test('a fault before the work leaves nothing, one after it leaves the work done', async () => {
  const input = chargeInput(sandbox.merchant.url);
  await fault({ operation: 'create', kind: 'error_before' });
  await fault({ operation: 'create', kind: 'error_after' });
  expect((await sandbox.api('POST', '/v1/charges', input)).status).toBe(503);
  expect((await sandbox.control('GET', '/book')).json.charges).toEqual([]);
  expect((await sandbox.api('POST', '/v1/charges', input)).json.code).toBe('fault_injected');
  expect((await sandbox.control('GET', '/book')).json.charges).toHaveLength(1);
  expect((await sandbox.api('POST', '/v1/charges', input)).status).toBe(200);
});

test('a fault without an answer does the work all the same: create, query, close, refund', async () => {
  const input = chargeInput(sandbox.merchant.url);
  const reference = input['reference'] as string;
  for (const operation of ['create', 'query', 'close', 'refund'])
    await fault({ operation, kind: 'no_answer' });
  expect(await callBriefly('POST', '/v1/charges', input)).toBeNull();
  expect(await callBriefly('GET', `/v1/charges/by-reference/${reference}`)).toBeNull();
  const paid = await pay();
  const refund = {
    refundReference: newReference(),
    chargeReference: paid,
    amountMinor: 100,
    currency: 'CNY',
    reason: '',
  };
  expect(await callBriefly('POST', '/v1/refunds', refund)).toBeNull();
  expect(await callBriefly('POST', `/v1/charges/by-reference/${reference}/close`)).toBeNull();
  const book = (await sandbox.control('GET', '/book')).json;
  expect(book.charges.map((charge: { status: string }) => charge.status)).toEqual(['closed', 'succeeded']);
  expect(book.refunds).toHaveLength(1);
});

test.each([
  ['wrong_amount', { amountMinor: 9_901 }],
  ['wrong_currency', { currency: 'USD' }],
  ['wrong_merchant', { merchantId: 'sbx_merchant_other' }],
])('a query under %s lies once and then tells the truth', async (kind, lie) => {
  const { reference } = await sandbox.charge();
  await fault({ operation: 'query', kind });
  expect((await sandbox.api('GET', `/v1/charges/by-reference/${reference}`)).json).toMatchObject(lie);
  const truth = { amountMinor: 9_900, currency: 'CNY', merchantId: 'sbx_merchant' };
  expect((await sandbox.api('GET', `/v1/charges/by-reference/${reference}`)).json).toMatchObject(truth);
});

test('a delayed call is answered after the delay', async () => {
  const { reference } = await sandbox.charge();
  await fault({ operation: 'query', kind: 'delay', delayMs: 1_200 });
  expect(await callBriefly('GET', `/v1/charges/by-reference/${reference}`)).toBeNull();
  expect((await callBriefly('GET', `/v1/charges/by-reference/${reference}`))?.status).toBe(200);
});

test('a fault for one reference spares the others, and counts down', async () => {
  const [hit, spared] = [await sandbox.charge(), await sandbox.charge()];
  await fault({ operation: 'query', kind: 'error_before', reference: hit.reference, times: 2 });
  const status = async (reference: string) =>
    (await sandbox.api('GET', `/v1/charges/by-reference/${reference}`)).status;
  expect([await status(spared.reference), await status(hit.reference)]).toEqual([200, 503]);
  expect((await sandbox.control('GET', '/faults')).json.faults[0]?.remaining).toBe(1);
  expect([await status(hit.reference), await status(hit.reference)]).toEqual([503, 200]);
  expect((await sandbox.control('GET', '/faults')).json.faults).toEqual([]);
});

test('faults can be cleared, and impossible ones are refused', async () => {
  await fault({ operation: 'create', kind: 'error_before', times: 5 });
  await sandbox.control('DELETE', '/faults');
  expect((await sandbox.api('POST', '/v1/charges', chargeInput(sandbox.merchant.url))).status).toBe(201);
  expect((await fault({ operation: 'create', kind: 'wrong_signature' })).status).toBe(400);
  expect((await fault({ operation: 'notification', kind: 'error_after' })).status).toBe(400);
});

test('an untouched notification is signed over its raw body', async () => {
  const reference = await pay();
  const received = await sandbox.merchant.notification(about(reference));
  expect(signatureHolds(received)).toBe(true);
  expect(received.headers['webhook-id']).toBe(received.event.eventId);
  expect(received.event).toMatchObject({
    type: 'charge.succeeded',
    data: {
      status: 'succeeded',
      amountMinor: 9_900,
      currency: 'CNY',
      mode: 'test',
      merchantId: 'sbx_merchant',
    },
  });
});

test.each([
  ['wrong_amount', { amountMinor: 9_901 }],
  ['wrong_currency', { currency: 'USD' }],
  ['wrong_merchant', { merchantId: 'sbx_merchant_other' }],
])('a notification under %s lies with a signature that holds', async (kind, lie) => {
  await fault({ operation: 'notification', kind });
  const received = await sandbox.merchant.notification(about(await pay()));
  expect(received.event.data).toMatchObject(lie);
  expect(signatureHolds(received)).toBe(true);
});

test('a notification with a wrong signature that is refused comes again rightly signed', async () => {
  sandbox.merchant.answer = (received) => (signatureHolds(received) ? 200 : 401);
  await fault({ operation: 'notification', kind: 'wrong_signature' });
  const reference = await pay();
  const [first, second] = [
    await sandbox.merchant.notification(about(reference), 1),
    await sandbox.merchant.notification(about(reference), 2),
  ];
  expect([signatureHolds(first), signatureHolds(second)]).toEqual([false, true]);
  expect(first.event.eventId).toBe(second.event.eventId);
});

test('a doubled notification arrives twice under one id', async () => {
  await fault({ operation: 'notification', kind: 'duplicate' });
  const reference = await pay();
  const first = await sandbox.merchant.notification(about(reference), 1);
  const second = await sandbox.merchant.notification(about(reference), 2);
  expect(second.body).toBe(first.body);
});

test('a reordered notification arrives after the one that followed it', async () => {
  await fault({ operation: 'notification', kind: 'reorder', delayMs: 60_000 });
  const first = await pay();
  const second = await pay();
  await sandbox.merchant.notification(about(first));
  expect(sandbox.merchant.received.map(({ event }) => event.data['reference'])).toEqual([second, first]);
});

test('a late notification arrives when a later payment was told already', async () => {
  await fault({ operation: 'notification', kind: 'late', delayMs: 1_000 });
  const late = await pay();
  const next = await pay();
  await sandbox.merchant.notification(about(late));
  expect(sandbox.merchant.received.map(({ event }) => event.data['reference'])).toEqual([next, late]);
});

test('a lost notification never arrives by itself but can be sent again by hand', async () => {
  await fault({ operation: 'notification', kind: 'no_answer' });
  const lost = await pay();
  await sandbox.merchant.notification(about(await pay()));
  const listed = await sandbox.control('GET', `/notifications?reference=${lost}`);
  expect(listed.json.notifications).toMatchObject([{ status: 'lost', attempts: [{ fault: 'no_answer' }] }]);
  const resent = await sandbox.control('POST', '/notifications/resend', { reference: lost });
  expect(resent.status).toBe(202);
  const received = await sandbox.merchant.notification(about(lost));
  expect(resent.json.eventIds).toEqual([received.event.eventId]);
});
