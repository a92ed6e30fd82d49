import { afterEach, beforeEach, expect, test } from 'vitest';
import { newReference, startTestSandbox, type TestSandbox } from './sandbox.testing.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await startTestSandbox({ authorizationTtlMs: 60_000 });
});
afterEach(() => sandbox.close());

const capture = (reference: string, change: Record<string, unknown> = {}) =>
  sandbox.api('POST', `/v1/charges/by-reference/${reference}/capture`, {
    amountMinor: 9_900,
    currency: 'CNY',
    ...change,
  });
const close = (reference: string) => sandbox.api('POST', `/v1/charges/by-reference/${reference}/close`);

async function authorized(input: Record<string, unknown> = {}): Promise<string> {
  const { reference } = await sandbox.charge({ capture: 'manual', ...input });
  await sandbox.control('POST', '/pay', { reference });
  return reference;
}

test('what is to be captured is reserved first, told, and in no statement; captured, it is paid once', async () => {
  const reference = await authorized();
  const told = await sandbox.merchant.notification(({ event }) => event.type === 'charge.authorized');
  expect(told.event.data).toMatchObject({
    reference,
    status: 'authorized',
    capturedAmountMinor: 0,
    paidAtMs: null,
  });
  const first = await capture(reference);
  expect([first.status, first.json.status, first.json.capturedAmountMinor]).toEqual([
    200,
    'succeeded',
    9_900,
  ]);
  expect((await capture(reference)).json.chargeId).toBe(first.json.chargeId);
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const { text } = await sandbox.api('GET', `/v1/statements/${day}`);
  expect(text.split('\r\n').filter((line) => line.includes(reference))).toHaveLength(1);
});

test('a reservation that is closed or outlives its time gives the money back and cannot be captured', async () => {
  const closed = await authorized();
  expect((await close(closed)).json).toMatchObject({ status: 'closed', closeReason: 'merchant' });
  expect((await capture(closed)).json.status).toBe('closed');
  const forgotten = await authorized();
  await sandbox.control('POST', '/advance', { byMs: 60_000 });
  expect((await capture(forgotten)).json).toMatchObject({ status: 'closed', closeReason: 'expired' });
});

test('what is not reserved yet, another amount and another currency are refused', async () => {
  const { reference } = await sandbox.charge({ capture: 'manual' });
  expect((await capture(reference)).json.code).toBe('charge_not_authorized');
  await sandbox.control('POST', '/pay', { reference });
  expect((await capture(reference, { amountMinor: 9_901 })).json.code).toBe('capture_amount_mismatch');
  expect((await capture(reference, { currency: 'USD' })).json.code).toBe('currency_mismatch');
  const unpaid = {
    refundReference: newReference(),
    chargeReference: reference,
    amountMinor: 1,
    currency: 'CNY',
  };
  expect((await sandbox.api('POST', '/v1/refunds', { ...unpaid, reason: '' })).json.code).toBe(
    'charge_not_paid',
  );
});

test('faults meet a capture as they meet a payment, and a reservation survives a restart', async () => {
  const reference = await authorized();
  await sandbox.control('POST', '/faults', { operation: 'capture', kind: 'error_before' });
  expect((await capture(reference)).status).toBe(503);
  await sandbox.restart();
  await sandbox.control('POST', '/faults', { operation: 'capture', kind: 'error_after' });
  expect((await capture(reference)).status).toBe(503);
  expect((await capture(reference)).json.status).toBe('succeeded');
});

test('a card that is approved after a while or a challenge is reserved as well', async () => {
  const { reference } = await sandbox.charge({ capture: 'manual', method: 'card', flow: 'redirect' });
  const slow = await sandbox.control('POST', '/pay', { reference, card: '4000000000000077' });
  expect(slow.json.status).toBe('authorized');
  const page = await fetch(`${sandbox.url}/result/${slow.json.chargeId}?lang=zh`);
  expect(await page.text()).toContain('授权成功');
});
