import http from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  chargeInput,
  newReference,
  startTestSandbox,
  submitCard,
  type TestSandbox,
} from './sandbox.testing.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await startTestSandbox();
});
afterEach(() => sandbox.close());

test('the same reference with the same input is the same charge, thirty-two times at once', async () => {
  const input = chargeInput(sandbox.merchant.url);
  const replies = await Promise.all(
    Array.from({ length: 32 }, () => sandbox.api('POST', '/v1/charges', input)),
  );
  expect(new Set(replies.map(({ json }) => json.chargeId)).size).toBe(1);
  expect(replies.map(({ status }) => status).sort()).toEqual([...Array(31).fill(200), 201]);
  const book = await sandbox.control('GET', '/book');
  expect(book.json.charges).toHaveLength(1);
});

test.each([
  { amountMinor: 9_901 },
  { currency: 'USD' },
  { returnUrl: 'http://127.0.0.1:9/elsewhere' },
  { expiresAtMs: Date.now() + 3_600_000 },
])('the same reference with other input is refused: %j', async (change) => {
  const input = chargeInput(sandbox.merchant.url);
  await sandbox.api('POST', '/v1/charges', input);
  const reply = await sandbox.api('POST', '/v1/charges', { ...input, ...change });
  expect(reply.status).toBe(409);
  expect(reply.json.code).toBe('reference_reused');
});

test.each([
  [{ amountMinor: 0 }, 400, 'invalid_request'],
  [{ amountMinor: 1.5 }, 400, 'invalid_request'],
  [{ currency: 'cny' }, 400, 'invalid_request'],
  [{ reference: 'with space' }, 400, 'invalid_request'],
  [{ reference: 'A'.repeat(33) }, 400, 'invalid_request'],
  [{ method: 'card', flow: 'qr' }, 400, 'invalid_request'],
  [{ returnUrl: 'javascript:alert(1)' }, 400, 'invalid_request'],
  [{ notifyUrl: 'file:///etc/passwd' }, 400, 'invalid_request'],
  [{ unknownField: true }, 400, 'invalid_request'],
  [{ merchantId: 'somebody_else' }, 403, 'merchant_mismatch'],
  [{ expiresAtMs: Date.now() - 1 }, 422, 'charge_expired'],
])('an input that cannot be is refused: %j', async (change, status, code) => {
  const reply = await sandbox.api('POST', '/v1/charges', chargeInput(sandbox.merchant.url, change));
  expect([reply.status, reply.json.code]).toEqual([status, code]);
  const book = await sandbox.control('GET', '/book');
  expect(book.json.charges).toEqual([]);
});

test('the API answers nobody without the key', async () => {
  const bare = await fetch(`${sandbox.url}/v1/charges/by-reference/X`);
  const wrong = await fetch(`${sandbox.url}/v1/charges/by-reference/X`, {
    headers: { authorization: 'Bearer x' },
  });
  expect([bare.status, wrong.status]).toEqual([401, 401]);
});

test('bodies that are no JSON, too large or of another type are refused with a code', async () => {
  const post = (body: string, contentType: string) =>
    fetch(`${sandbox.url}/v1/charges`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': contentType },
    });
  expect((await post('{', 'application/json')).status).toBe(400);
  expect((await post('{}', 'text/plain')).status).toBe(400);
  expect((await post(JSON.stringify({ a: 'x'.repeat(100_000) }), 'application/json')).status).toBe(413);
});

test('a charge is found by reference and by id, an unknown one is not', async () => {
  const charge = await sandbox.charge();
  const byReference = await sandbox.api('GET', `/v1/charges/by-reference/${charge.reference}`);
  const byId = await sandbox.api('GET', `/v1/charges/${charge.chargeId}`);
  expect(byReference.json).toEqual(byId.json);
  expect(byReference.json).toMatchObject({ mode: 'test', merchantId: 'sbx_merchant', status: 'pending' });
  const unknown = await sandbox.api('GET', '/v1/charges/by-reference/NOBODY');
  expect([unknown.status, unknown.json.code]).toEqual([404, 'charge_not_found']);
});

test('a closed charge cannot be paid, and closing again says the same', async () => {
  const { reference } = await sandbox.charge();
  const closed = await sandbox.api('POST', `/v1/charges/by-reference/${reference}/close`);
  expect(closed.json).toMatchObject({ status: 'closed', closeReason: 'merchant', capturedAmountMinor: 0 });
  const paid = await sandbox.control('POST', '/pay', { reference });
  expect([paid.status, paid.json.code]).toEqual([409, 'charge_not_payable']);
  const again = await sandbox.api('POST', `/v1/charges/by-reference/${reference}/close`);
  expect(again.json.status).toBe('closed');
});

test('closing a paid charge answers that it is paid', async () => {
  const { reference } = await sandbox.charge();
  await sandbox.control('POST', '/pay', { reference });
  const closed = await sandbox.api('POST', `/v1/charges/by-reference/${reference}/close`);
  expect([closed.status, closed.json.status]).toEqual([200, 'succeeded']);
});

test('of a close and a payment at once exactly one wins, and both callers learn which', async () => {
  for (let round = 0; round < 20; round += 1) {
    const { reference } = await sandbox.charge();
    const calls = [
      () => sandbox.api('POST', `/v1/charges/by-reference/${reference}/close`),
      () => sandbox.control('POST', '/pay', { reference }),
    ] as const;
    const [closing, paying] =
      round % 2 === 0
        ? await Promise.all([calls[0](), calls[1]()])
        : (await Promise.all([calls[1](), calls[0]()])).toReversed();
    const truth = (await sandbox.control('GET', `/book?reference=${reference}`)).json.charges[0];
    expect(closing?.json.status).toBe(truth?.status);
    expect(paying?.status).toBe(truth?.status === 'succeeded' ? 200 : 409);
    expect(truth?.capturedAmountMinor).toBe(truth?.status === 'succeeded' ? 9_900 : 0);
    const told = await sandbox.merchant.notification(({ event }) => event.data['reference'] === reference);
    expect(told.event.type).toBe(`charge.${truth?.status}`);
  }
});

test('no money is taken after the expiry of the test clock, and the merchant is told', async () => {
  const { reference, chargeId } = await sandbox.charge();
  const advanced = await sandbox.control('POST', '/advance', { byMs: 15 * 60_000 });
  expect(advanced.json.offsetMs).toBe(15 * 60_000);
  const told = await sandbox.merchant.notification(({ event }) => event.data['chargeId'] === chargeId);
  expect(told.event.type).toBe('charge.closed');
  const paid = await sandbox.control('POST', '/pay', { reference });
  expect(paid.json.code).toBe('charge_not_payable');
  const found = await sandbox.api('GET', `/v1/charges/by-reference/${reference}`);
  expect(found.json).toMatchObject({ status: 'closed', closeReason: 'expired', paidAtMs: null });
});

test('a submitted slow payment cannot be closed, survives a restart and is decided then', async () => {
  await sandbox.restart({ slowMs: 600_000 });
  const charge = await sandbox.charge({
    method: 'card',
    flow: 'redirect',
    expiresAtMs: Date.now() + 3_600_000,
  });
  await submitCard(sandbox, charge.chargeId, '4000000000000077');
  const closing = await sandbox.api('POST', `/v1/charges/by-reference/${charge.reference}/close`);
  expect([closing.status, closing.json.code]).toEqual([409, 'charge_processing']);
  await sandbox.restart({ wallMs: () => Date.now() + 600_001 });
  const told = await sandbox.merchant.notification(({ event }) => event.data['chargeId'] === charge.chargeId);
  expect(told.event.type).toBe('charge.succeeded');
});

test('a slow payment that is still undecided at the expiry takes no money', async () => {
  await sandbox.restart({ slowMs: 600_000 });
  const charge = await sandbox.charge({
    method: 'card',
    flow: 'redirect',
    expiresAtMs: Date.now() + 300_000,
  });
  await submitCard(sandbox, charge.chargeId, '4000000000000077');
  await sandbox.restart({ wallMs: () => Date.now() + 600_001 });
  const told = await sandbox.merchant.notification(({ event }) => event.data['chargeId'] === charge.chargeId);
  expect(told.event.type).toBe('charge.closed');
  const book = await sandbox.control('GET', `/book?reference=${charge.reference}`);
  expect(book.json.charges[0]).toMatchObject({ closeReason: 'expired', capturedAmountMinor: 0 });
});

test('the control API refuses a Host that is not this machine', async () => {
  const { hostname, port } = new URL(sandbox.url);
  const headers = { host: `attacker.example:${port}` };
  const status = await new Promise((resolve, reject) => {
    const request = http.get({ hostname, port, path: '/control/book', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject);
  });
  expect(status).toBe(403);
});

test('the control API takes JSON only, so that no page of another site can post to it unasked', async () => {
  const { reference } = await sandbox.charge({ reference: newReference() });
  const reply = await fetch(`${sandbox.url}/control/pay`, {
    method: 'POST',
    body: JSON.stringify({ reference }),
  });
  expect(reply.status).toBe(400);
  const book = await sandbox.control('GET', `/book?reference=${reference}`);
  expect(book.json.charges[0]?.status).toBe('pending');
});

test('unknown paths and methods are told apart', async () => {
  expect((await sandbox.api('GET', '/v1/nothing')).status).toBe(404);
  expect((await sandbox.api('DELETE', '/v1/charges')).status).toBe(405);
});
