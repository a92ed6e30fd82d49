import { afterEach, beforeEach, expect, test } from 'vitest';
import { newReference, startTestSandbox, type TestSandbox } from './sandbox.testing.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await startTestSandbox();
});
afterEach(() => sandbox.close());

async function paidCharge(): Promise<string> {
  const { reference } = await sandbox.charge();
  await sandbox.control('POST', '/pay', { reference });
  return reference;
}

const dispute = (reference: string, status: string, change: Record<string, unknown> = {}) =>
  sandbox.control('POST', '/disputes', { reference, status, ...change });
const refund = (chargeReference: string, amountMinor: number) =>
  sandbox.api('POST', '/v1/refunds', {
    refundReference: newReference(),
    chargeReference,
    amountMinor,
    currency: 'CNY',
    reason: '',
  });
const statementLines = async (reference: string) => {
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const { text } = await sandbox.api('GET', `/v1/statements/${day}`);
  return text
    .split('\r\n')
    .filter((line) => line.includes(reference))
    .map((line) => line.split(','))
    .map((cells) => [cells[1], cells[6]]);
};

test('a dispute is told when it opens and when it ends, and stands in book and statement', async () => {
  const reference = await paidCharge();
  const opened = await dispute(reference, 'opened');
  expect(opened.json).toMatchObject({ status: 'opened', amountMinor: 9_900 });
  await sandbox.merchant.notification(({ event }) => event.type === 'dispute.opened');
  await dispute(reference, 'won');
  const told = await sandbox.merchant.notification(({ event }) => event.type === 'dispute.won');
  expect(told.event.data).toMatchObject({ object: 'dispute', chargeReference: reference, status: 'won' });
  const book = (await sandbox.control('GET', `/book?reference=${reference}`)).json;
  expect(book).toMatchObject({ disputes: [{ status: 'won', amountMinor: 9_900 }] });
  expect(await statementLines(reference)).toEqual([
    ['payment', '99.00'],
    ['dispute', '99.00'],
    ['dispute', '-99.00'],
  ]);
});

test('what is contested cannot be refunded; what is lost is gone', async () => {
  const reference = await paidCharge();
  await dispute(reference, 'opened', { amountMinor: 4_000 });
  expect((await refund(reference, 1)).json.code).toBe('charge_disputed');
  await sandbox.restart();
  await dispute(reference, 'lost');
  expect((await refund(reference, 5_901)).json.code).toBe('refund_exceeds_captured');
  expect((await refund(reference, 5_900)).status).toBe(201);
  expect(await statementLines(reference)).toContainEqual(['dispute', '40.00']);
});

test('only a paid charge is contested, once at a time, and only an open dispute is decided', async () => {
  const { reference: unpaid } = await sandbox.charge();
  expect((await dispute(unpaid, 'opened')).json.code).toBe('charge_not_paid');
  const reference = await paidCharge();
  expect((await dispute(reference, 'lost')).json.code).toBe('charge_not_payable');
  await dispute(reference, 'opened');
  expect((await dispute(reference, 'opened')).json.code).toBe('dispute_open');
});
