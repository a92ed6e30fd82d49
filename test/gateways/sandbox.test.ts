import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  SANDBOX_DEMO_SECRET,
  sandboxGateway,
  sandboxKeys,
} from '../../src/checkout/gateway/sandbox/index.ts';
import type {
  CreatePaymentRequest,
  PaymentGateway,
  RefundRequest,
  StatementLine,
} from '../../src/checkout/gateway/types.ts';
import { DEMO_SECRET, deriveKeys } from '../../src/sandbox/keys.ts';
import {
  newReference,
  startTestSandbox,
  TEST_SECRET,
  type TestSandbox,
} from '../../src/sandbox/sandbox.testing.ts';
import { linesOf } from './contract/under-test.ts';

/** Long for a busy machine; those who wait for an answer that never comes are impatient. */
const TIMEOUT_MS = 5_000;
const IMPATIENT_MS = 300;

let sandbox: TestSandbox;
let gateway: PaymentGateway;
let impatient: PaymentGateway;
beforeEach(async () => {
  sandbox = await startTestSandbox();
  gateway = adapter(sandbox.url);
  impatient = adapter(sandbox.url, { timeoutMs: IMPATIENT_MS });
});
afterEach(() => sandbox.close());

function adapter(
  baseUrl: string,
  change: Partial<Parameters<typeof sandboxGateway>[0]> = {},
): PaymentGateway {
  const { apiKey, notificationSecret } = sandboxKeys(TEST_SECRET);
  return sandboxGateway({
    baseUrl,
    apiKey,
    notificationSecrets: [notificationSecret],
    merchantId: 'sbx_merchant',
    timeoutMs: TIMEOUT_MS,
    ...change,
  });
}

function paymentRequest(change: Partial<CreatePaymentRequest> = {}): CreatePaymentRequest {
  return {
    gatewayReference: newReference(),
    amountMinor: 9_900,
    currency: 'CNY',
    method: 'alipay',
    flow: 'qr',
    description: '机器学习入门',
    language: 'zh',
    notifyUrl: sandbox.merchant.url,
    returnUrl: 'http://127.0.0.1:9/return',
    expiresAtMs: Date.now() + 900_000,
    challenge: false,
    surface: 'web',
    capture: 'automatic',
    payer: { ipAddress: null, wechatOpenid: null },
    split: false,
    ...change,
  };
}

async function createdReference(change: Partial<CreatePaymentRequest> = {}): Promise<string> {
  const request = paymentRequest(change);
  expect(await gateway.createPayment(request)).toMatchObject({ outcome: 'requires_action' });
  return request.gatewayReference;
}

async function paidReference(change: Partial<CreatePaymentRequest> = {}): Promise<string> {
  const reference = await createdReference(change);
  await sandbox.control('POST', '/pay', { reference });
  return reference;
}

function refundRequest(gatewayReference: string, change: Partial<RefundRequest> = {}): RefundRequest {
  const refundReference = newReference();
  return {
    refundReference,
    gatewayReference,
    amountMinor: 4_000,
    capturedMinor: 9_900,
    currency: 'CNY',
    notifyUrl: sandbox.merchant.url,
    reason: 'changed my mind',
    ...change,
  };
}

function fault(body: Record<string, unknown>) {
  return sandbox.control('POST', '/faults', body);
}

test('both sides derive the same keys from a secret, and know the same demo secret', () => {
  for (const secret of ['', 'x', '密钥', TEST_SECRET, DEMO_SECRET])
    expect(sandboxKeys(secret)).toEqual(deriveKeys(secret));
  expect(SANDBOX_DEMO_SECRET).toBe(DEMO_SECRET);
  expect(sandboxKeys('one')).not.toEqual(sandboxKeys('two'));
});

test('a QR payment answers the text of the QR, a redirect payment the page', async () => {
  const request = paymentRequest();
  const qr = await gateway.createPayment(request);
  expect(qr).toMatchObject({
    outcome: 'requires_action',
    action: { type: 'qr', qrText: expect.stringMatching(/\/pay\/ch_/), expiresAtMs: request.expiresAtMs },
  });
  const redirect = await gateway.createPayment(paymentRequest({ method: 'card', flow: 'redirect' }));
  expect(redirect).toMatchObject({ action: { type: 'redirect', url: expect.stringMatching(/\/card\/ch_/) } });
  expect(await gateway.createPayment(request)).toEqual(qr);
});

test('a paid payment is proved by the notification and by our own query alike', async () => {
  const reference = await paidReference();
  const received = await sandbox.merchant.notification(({ event }) => event.data['reference'] === reference);
  const raw = { headers: received.headers, body: Buffer.from(received.body) };
  const notification = gateway.parseNotification(raw, Date.now());
  const query = await gateway.queryPayment(reference);
  const payment = {
    gatewayReference: reference,
    gatewayMerchantId: gateway.gatewayMerchantId,
    livemode: false,
    amountMinor: 9_900,
    currency: 'CNY',
    status: 'succeeded',
  };
  expect(notification).toMatchObject({ type: 'charge.succeeded', content: { kind: 'payment', payment } });
  expect(query).toMatchObject({ outcome: 'found', payment });
  expect(notification.content).toEqual({ kind: 'payment', payment: (query as { payment: unknown }).payment });
});

test('a gateway that cannot be reached has surely seen nothing', async () => {
  const nobody = adapter('http://127.0.0.1:1');
  expect(await nobody.createPayment(paymentRequest())).toEqual({
    outcome: 'not_sent',
    cause: 'ECONNREFUSED',
  });
  expect(await nobody.queryPayment('TT1')).toEqual({ outcome: 'unknown', cause: 'ECONNREFUSED' });
  expect(await nobody.closePayment('TT1')).toMatchObject({ outcome: 'unknown' });
  expect(await nobody.refundPayment(refundRequest('TT1'))).toMatchObject({ outcome: 'unknown' });
  expect(await nobody.queryRefund('RF1', 'TT1')).toMatchObject({ outcome: 'unknown' });
  await expect(linesOf(nobody, '2026-11-22')).rejects.toMatchObject({ code: 'gateway_unavailable' });
});

test.each(['no_answer', 'error_after'])(
  'a create under %s is unknown, though the charge exists',
  async (kind) => {
    await fault({ operation: 'create', kind });
    const request = paymentRequest();
    expect(await impatient.createPayment(request)).toMatchObject({ outcome: 'unknown' });
    expect(await gateway.queryPayment(request.gatewayReference)).toMatchObject({
      outcome: 'found',
      payment: { status: 'pending' },
    });
  },
);

test('a create that the gateway failed before working is unknown too, until the query says not found', async () => {
  await fault({ operation: 'create', kind: 'error_before' });
  const request = paymentRequest();
  expect(await gateway.createPayment(request)).toMatchObject({ outcome: 'unknown' });
  expect(await gateway.queryPayment(request.gatewayReference)).toEqual({ outcome: 'not_found' });
});

test.each(['wrong_amount', 'wrong_currency'])(
  'an answer to create under %s is not believed',
  async (kind) => {
    await fault({ operation: 'create', kind });
    expect(await gateway.createPayment(paymentRequest())).toMatchObject({ outcome: 'unknown' });
  },
);

test('a lying query is handed on as it is, for the proof to be refused by comparison', async () => {
  const reference = await paidReference();
  await fault({ operation: 'query', kind: 'wrong_amount' });
  expect(await gateway.queryPayment(reference)).toMatchObject({ payment: { amountMinor: 9_901 } });
  await fault({ operation: 'query', kind: 'wrong_merchant' });
  const other = await gateway.queryPayment(reference);
  expect(other).toMatchObject({
    payment: { gatewayMerchantId: expect.not.stringMatching(/^sbx_merchant$/) },
  });
});

test('what the gateway turned away was surely not charged; a used reference is doubt', async () => {
  const expired = await gateway.createPayment(paymentRequest({ expiresAtMs: Date.now() - 1 }));
  expect(expired).toEqual({ outcome: 'declined', declineCode: 'charge_expired' });
  const wrongKey = adapter(sandbox.url, { apiKey: 'sbx_test_wrong' });
  expect(await wrongKey.createPayment(paymentRequest())).toMatchObject({ outcome: 'not_sent' });
  expect(await wrongKey.queryPayment('TT1')).toMatchObject({ outcome: 'unknown' });
  const stranger = adapter(sandbox.url, { merchantId: 'sbx_stranger' });
  expect(await stranger.createPayment(paymentRequest())).toMatchObject({ outcome: 'not_sent' });
  const reference = await createdReference();
  const reused = await gateway.createPayment(paymentRequest({ gatewayReference: reference, amountMinor: 1 }));
  expect(reused).toMatchObject({ outcome: 'unknown' });
});

test('a repeated create of a payment that ended tells what is sure', async () => {
  const request = paymentRequest();
  await gateway.createPayment(request);
  await gateway.closePayment(request.gatewayReference);
  expect(await gateway.createPayment(request)).toEqual({ outcome: 'declined', declineCode: 'closed' });
  const paid = paymentRequest();
  await gateway.createPayment(paid);
  await sandbox.control('POST', '/pay', { reference: paid.gatewayReference });
  expect(await gateway.createPayment(paid)).toMatchObject({ outcome: 'unknown' });
});

test('a declined card is told with its code by query', async () => {
  const reference = await createdReference({ method: 'card', flow: 'redirect' });
  await sandbox.control('POST', '/pay', { reference, card: '4000000000009995' });
  expect(await gateway.queryPayment(reference)).toMatchObject({
    payment: { status: 'failed', declineCode: 'insufficient_funds', paidAtMs: null },
  });
});

test('close answers closed, settled with the proof, or not found', async () => {
  expect(await gateway.closePayment(await createdReference())).toEqual({ outcome: 'closed' });
  const paid = await paidReference();
  expect(await gateway.closePayment(paid)).toMatchObject({
    outcome: 'settled',
    payment: { status: 'succeeded', gatewayReference: paid },
  });
  expect(await gateway.closePayment('NOBODY')).toEqual({ outcome: 'not_found' });
});

test('a close without an answer is unknown, and closing again finds it closed', async () => {
  const reference = await createdReference();
  await fault({ operation: 'close', kind: 'no_answer' });
  expect(await impatient.closePayment(reference)).toEqual({ outcome: 'unknown', cause: 'timeout' });
  expect(await gateway.closePayment(reference)).toEqual({ outcome: 'closed' });
});

test('refunds are found, refused for good or unknown, and never doubled by a repeat', async () => {
  const reference = await paidReference();
  const request = refundRequest(reference);
  await fault({ operation: 'refund', kind: 'no_answer' });
  expect(await impatient.refundPayment(request)).toEqual({ outcome: 'unknown', cause: 'timeout' });
  const repeated = await gateway.refundPayment(request);
  expect(repeated).toMatchObject({ outcome: 'found', refund: { status: 'succeeded', amountMinor: 4_000 } });
  expect(await gateway.queryRefund(request.refundReference, reference)).toEqual(repeated);
  const tooMuch = await gateway.refundPayment(refundRequest(reference, { amountMinor: 5_901 }));
  expect(tooMuch).toEqual({ outcome: 'refused', failureCode: 'refund_exceeds_captured' });
  expect(await gateway.refundPayment({ ...request, amountMinor: 1 })).toMatchObject({ outcome: 'unknown' });
  const nobody = await gateway.refundPayment(refundRequest('NOBODY'));
  expect(nobody).toEqual({ outcome: 'refused', failureCode: 'charge_not_found' });
  expect(await gateway.queryRefund('NOBODY', reference)).toEqual({ outcome: 'not_found' });
  expect((await sandbox.control('GET', `/book?reference=${reference}`)).json.refunds).toHaveLength(1);
});

test("the statement is read into our units and agrees with the sandbox's book", async () => {
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const yuan = await paidReference({ amountMinor: 9_917 });
  const dinar = await paidReference({ amountMinor: 12_345, currency: 'KWD' });
  const yen = await paidReference({ amountMinor: 1_250, currency: 'JPY' });
  const request = refundRequest(yuan, { amountMinor: 100 });
  await gateway.refundPayment(request);
  const lines = await linesOf(gateway, day);
  const told = lines.map((line) => [
    line.type,
    line.reference,
    line.amountMinor,
    line.feeMinor,
    line.currency,
  ]);
  expect(told).toEqual([
    ['payment', yuan, 9_917, 60, 'CNY'],
    ['payment', dinar, 12_345, 74, 'KWD'],
    ['payment', yen, 1_250, 8, 'JPY'],
    ['refund', request.refundReference, 100, -1, 'CNY'],
  ]);
});

test("a stranger's server on the address proves nothing", async () => {
  const server = http.createServer((_request, response) => {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"code":"not_found"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stranger = adapter(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  expect(await stranger.queryPayment('TT1')).toMatchObject({ outcome: 'unknown' });
  expect(await stranger.closePayment('TT1')).toMatchObject({ outcome: 'unknown' });
  expect(await stranger.refundPayment(refundRequest('TT1'))).toMatchObject({ outcome: 'unknown' });
  server.close();
  server.closeAllConnections();
});

test('a gateway that restarts between two calls is spoken to again without doubt', async () => {
  const port = Number(new URL(sandbox.url).port);
  await sandbox.restart({ port });
  const reference = await createdReference();
  await sandbox.restart({ port });
  expect(await gateway.queryPayment(reference)).toMatchObject({ outcome: 'found' });
});

test('a stored notification is answered 200, one that could not be stored is asked for again', () => {
  expect(gateway.answerNotification(true).status).toBe(200);
  expect(gateway.answerNotification(false).status).toBe(503);
});

test('a reservation is captured or closed, again harmlessly, and a fault leaves doubt', async () => {
  const reserve = async (): Promise<string> => {
    const reference = await createdReference({ capture: 'manual' });
    await sandbox.control('POST', '/pay', { reference });
    return reference;
  };
  const reference = await reserve();
  const capture = { gatewayReference: reference, amountMinor: 9_900, currency: 'CNY' };
  const found = await gateway.queryPayment(reference);
  expect(found).toMatchObject({ outcome: 'found', payment: { status: 'authorized', paidAtMs: null } });
  expect(found.outcome === 'found' && (found.payment.captureUntilMs ?? 0) > Date.now()).toBe(true);
  await sandbox.control('POST', '/faults', { operation: 'capture', kind: 'no_answer' });
  expect(await impatient.capturePayment(capture)).toMatchObject({ outcome: 'unknown' });
  expect(await gateway.capturePayment(capture)).toMatchObject({
    outcome: 'captured',
    payment: { status: 'succeeded', gatewayReference: reference },
  });
  const voided = await reserve();
  expect(await gateway.closePayment(voided)).toEqual({ outcome: 'closed' });
  expect(await gateway.capturePayment({ ...capture, gatewayReference: voided })).toMatchObject({
    outcome: 'settled',
    payment: { status: 'closed' },
  });
  const unpaid = await createdReference({ capture: 'manual' });
  expect(await gateway.capturePayment({ ...capture, gatewayReference: unpaid })).toEqual({
    outcome: 'refused',
    failureCode: 'charge_not_authorized',
  });
});

test('a dispute comes as a notification and as lines of the statement', async () => {
  const reference = await paidReference();
  await sandbox.control('POST', '/disputes', { reference, status: 'opened', reason: 'fraudulent' });
  const told = await sandbox.merchant.notification(({ event }) => event.type === 'dispute.opened');
  const raw = { headers: told.headers, body: Buffer.from(told.body) };
  expect(gateway.parseNotification(raw, Date.now()).content).toMatchObject({
    kind: 'dispute',
    dispute: { gatewayReference: reference, status: 'opened', amountMinor: 9_900, reason: 'fraudulent' },
  });
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const lines: StatementLine[] = [];
  for await (const line of gateway.readStatement(day)) lines.push(line);
  expect(lines).toContainEqual(expect.objectContaining({ type: 'dispute', reference, amountMinor: 9_900 }));
  const asked = { gatewayReference: reference, gatewayPaymentId: null };
  await sandbox.control('POST', '/disputes', { reference, status: 'lost' });
  expect(await gateway.queryDisputes?.(asked)).toMatchObject({
    outcome: 'found',
    disputes: [{ gatewayReference: reference, status: 'lost', amountMinor: 9_900 }],
  });
  const nobody = { gatewayReference: 'TNONE', gatewayPaymentId: null };
  expect(await gateway.queryDisputes?.(nobody)).toMatchObject({ outcome: 'unknown' });
});
