import { afterEach, beforeEach, expect, test } from 'vitest';
import { newReference, startTestSandbox, type TestSandbox } from './sandbox.testing.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await startTestSandbox();
});
afterEach(() => sandbox.close());

async function paidCharge(input: Record<string, unknown> = {}): Promise<string> {
  const { reference } = await sandbox.charge(input);
  await sandbox.control('POST', '/pay', { reference });
  return reference;
}

function refund(chargeReference: string, change: Record<string, unknown> = {}) {
  return sandbox.api('POST', '/v1/refunds', {
    refundReference: newReference(),
    chargeReference,
    amountMinor: 1_000,
    currency: 'CNY',
    reason: 'changed my mind',
    ...change,
  });
}

test('a wallet refund succeeds at once, in parts, and never beyond what was captured', async () => {
  const reference = await paidCharge();
  const first = await refund(reference, { amountMinor: 4_000 });
  expect([first.status, first.json.status]).toEqual([201, 'succeeded']);
  const second = await refund(reference, { amountMinor: 5_900 });
  expect(second.json.status).toBe('succeeded');
  const third = await refund(reference, { amountMinor: 1 });
  expect([third.status, third.json.code]).toEqual([422, 'refund_exceeds_captured']);
  const book = (await sandbox.control('GET', `/book?reference=${reference}`)).json;
  expect(book.charges[0]).toMatchObject({ capturedAmountMinor: 9_900, refundedAmountMinor: 9_900 });
  expect(book.refunds).toHaveLength(2);
});

test('refunds racing for the last money cannot both have it', async () => {
  const reference = await paidCharge();
  const replies = await Promise.all(
    Array.from({ length: 16 }, () => refund(reference, { amountMinor: 6_000 })),
  );
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
});

test('a repeated refund reference is the same refund; with other input it is refused', async () => {
  const reference = await paidCharge();
  const refundReference = newReference();
  const first = await refund(reference, { refundReference });
  const again = await refund(reference, { refundReference });
  expect(again.status).toBe(200);
  expect(again.json.refundId).toBe(first.json.refundId);
  const other = await refund(reference, { refundReference, amountMinor: 999 });
  expect([other.status, other.json.code]).toEqual([409, 'reference_reused']);
});

test('a card refund is pending first and counts already, then succeeds and is told', async () => {
  const reference = await paidCharge({ method: 'card', flow: 'redirect' });
  const pending = await refund(reference, { amountMinor: 9_900 });
  expect(pending.json.status).toBe('pending');
  expect((await refund(reference, { amountMinor: 1 })).json.code).toBe('refund_exceeds_captured');
  const told = await sandbox.merchant.notification(({ event }) => event.type === 'refund.succeeded');
  expect(told.event.data).toMatchObject({
    refundReference: pending.json.refundReference,
    amountMinor: 9_900,
  });
  const found = await sandbox.api('GET', `/v1/refunds/by-reference/${pending.json.refundReference}`);
  expect(found.json.status).toBe('succeeded');
});

test('a refund that fails is told and its money can be refunded anew', async () => {
  const reference = await paidCharge();
  await sandbox.control('POST', '/faults', { operation: 'refund', kind: 'fail' });
  const failed = await refund(reference, { amountMinor: 9_900 });
  expect(failed.json).toMatchObject({ status: 'failed', failureCode: 'account_closed' });
  await sandbox.merchant.notification(({ event }) => event.type === 'refund.failed');
  expect((await refund(reference, { amountMinor: 9_900 })).json.status).toBe('succeeded');
});

test('what was not paid, is in another currency or does not exist is not refunded', async () => {
  const { reference: unpaid } = await sandbox.charge();
  expect((await refund(unpaid)).json.code).toBe('charge_not_paid');
  expect((await refund('NOBODY')).json.code).toBe('charge_not_found');
  expect((await refund(await paidCharge(), { currency: 'USD' })).json.code).toBe('currency_mismatch');
  expect((await sandbox.api('GET', '/v1/refunds/by-reference/NOBODY')).json.code).toBe('refund_not_found');
});

test('the statement of a day holds exact decimals and fees per line in the exponent of each currency', async () => {
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const yuan = await paidCharge({ amountMinor: 9_917 });
  const yen = await paidCharge({ amountMinor: 1_250, currency: 'JPY' });
  const dinar = await paidCharge({ amountMinor: 12_345, currency: 'KWD' });
  await sandbox.charge();
  const { json } = await refund(yuan, { amountMinor: 100 });
  const statement = await sandbox.api('GET', `/v1/statements/${day}`);
  expect(statement.headers.get('content-type')).toContain('text/csv');
  const [header, ...rows] = statement.text.trimEnd().split('\r\n');
  expect(header).toBe('settled_at,type,reference,gateway_id,merchant_id,currency,amount,fee');
  const shown = rows.map((row) => row.split(',')).map(([, type, ref, , , ...money]) => [type, ref, ...money]);
  expect(shown).toEqual([
    ['payment', yuan, 'CNY', '99.17', '0.60'],
    ['payment', yen, 'JPY', '1250', '8'],
    ['payment', dinar, 'KWD', '12.345', '0.074'],
    ['refund', json.refundReference, 'CNY', '1.00', '-0.01'],
  ]);
  expect((await sandbox.api('GET', '/v1/statements/2020-01-01')).text.trimEnd()).toBe(header);
  expect((await sandbox.api('GET', '/v1/statements/yesterday')).status).toBe(400);
});
