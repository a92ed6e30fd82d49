import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StatementLine } from '../../src/checkout/gateway/types.ts';
import { newReference } from '../../src/kernel/id.ts';
import { linesOf } from './contract.ts';
import { beijing, billArchive, feeFen } from './simulators/alipay/bill.ts';
import { type AlipayUnderTest, SELLER_ID, startAlipayUnderTest } from './simulators/alipay/harness.ts';
import type { SimTrade } from './simulators/alipay/trades.ts';
import { gbk } from './simulators/alipay/zip.ts';

let under: AlipayUnderTest;
beforeAll(async () => {
  under = await startAlipayUnderTest();
});
afterAll(() => under.close());

async function paid(description = '机器学习入门'): Promise<string> {
  const request = under.request({ description });
  await under.gateway.createPayment(request);
  under.simulator.pay(request.gatewayReference);
  return request.gatewayReference;
}

function refund(gatewayReference: string, amountMinor: number) {
  return under.gateway.refundPayment({
    refundReference: newReference('R'),
    gatewayReference,
    amountMinor,
    capturedMinor: 9_900,
    currency: 'CNY',
    reason: 'changed my mind',
    notifyUrl: under.merchant.url,
  });
}

test('a refund is told apart from the payment that it repeats, and proves nothing by itself', async () => {
  const reference = await paid();
  await refund(reference, 100);
  const raw = await under.paidNotification(reference);
  const partial = under.gateway.parseNotification(raw, Date.now());
  expect(partial).toMatchObject({ type: 'trade_status_sync.refunded', content: { kind: 'other' } });
  await refund(reference, 9_800);
  const whole = under.gateway.parseNotification(await under.paidNotification(reference), Date.now());
  expect(whole).toMatchObject({ type: 'trade_status_sync.refunded', content: { kind: 'other' } });
  expect(whole.eventId).not.toBe(partial.eventId);
});

test('a refund on its way to a bank is pending until Alipay says success', async () => {
  const reference = await paid();
  under.simulator.faults.add({ operation: 'refund', kind: 'late' });
  const first = await refund(reference, 100);
  expect(first).toMatchObject({ outcome: 'found', refund: { status: 'pending', amountMinor: 100 } });
  const { refundReference } = first.outcome === 'found' ? first.refund : { refundReference: '' };
  expect(await under.gateway.queryRefund(refundReference, reference)).toEqual({ outcome: 'not_found' });
  const [booked] = under.simulator.trades.find(reference).refunds;
  if (booked !== undefined) booked.isDone = true;
  expect(await under.gateway.queryRefund(refundReference, reference)).toMatchObject({
    outcome: 'found',
    refund: { status: 'succeeded', amountMinor: 100 },
  });
  expect(under.simulator.trades.find(reference).refunds).toHaveLength(1);
});

test.each([
  ['WAIT_BUYER_PAY', 'pending'],
  ['TRADE_CLOSED', 'closed'],
  ['TRADE_SUCCESS', 'succeeded'],
  ['TRADE_FINISHED', 'succeeded'],
])('a trade that is %s is %s for us', async (status, ours) => {
  const form = under.simulator.formOf(await paid(), { trade_status: status });
  const { content } = under.gateway.parseNotification(under.simulator.signed(form), Date.now());
  expect(content).toMatchObject({ payment: { status: ours } });
});

test.each([
  ['an unknown status', { trade_status: 'PAID' }],
  ['an amount with three decimals', { total_amount: '99.000' }],
  ['an amount of words', { total_amount: '1e2' }],
  ['a negative amount', { total_amount: '-99.00' }],
  ['a time that is none', { notify_time: 'yesterday' }],
])('a signed notification with %s is refused', async (_what, change) => {
  const raw = under.simulator.signed(under.simulator.formOf(await paid(), change));
  expect(() => under.gateway.parseNotification(raw, Date.now())).toThrow(
    expect.objectContaining({ code: 'notification_refused' }),
  );
});

function message(method: string, content: Record<string, string>) {
  return under.simulator.signed({
    notify_id: 'n1',
    utc_timestamp: String(Date.now()),
    msg_method: method,
    app_id: '2026112300000001',
    version: '1.1',
    charset: 'UTF-8',
    biz_content: JSON.stringify(content),
  });
}

test('a complaint of a payer is a case; other messages are kept without a meaning', () => {
  const complaint = message('alipay.merchant.tradecomplain.changed', { complain_event_id: '2021' });
  expect(under.gateway.parseNotification(complaint, Date.now())).toMatchObject({
    eventId: 'n1',
    content: { kind: 'complaint', complaint: { gatewayComplaintId: '2021', status: 'opened' } },
  });
  const other = message('alipay.open.app.updated', {});
  expect(under.gateway.parseNotification(other, Date.now()).content).toEqual({ kind: 'other' });
});

test('fees are told per line, and what comes back with a refund is negative', async () => {
  const reference = await paid('A & B, "C"/D=E');
  await refund(reference, 5_000);
  const lines = await linesOf(under.gateway, under.statementDay());
  const ours = lines.filter((line) => line.gatewayId === under.simulator.trades.find(reference).tradeNumber);
  expect(ours).toMatchObject([
    { type: 'payment', reference, amountMinor: 9_900, feeMinor: 59 },
    { type: 'refund', amountMinor: 5_000, feeMinor: -30 },
  ]);
});

test('a day without business is an empty statement once bills are ready, and not yet one before', async () => {
  expect(await linesOf(under.gateway, '2020-02-02')).toEqual([]);
  const tomorrow = beijing(Date.now() + 86_400_000).slice(0, 10);
  await expect(linesOf(under.gateway, tomorrow)).rejects.toMatchObject({ code: 'gateway_unavailable' });
});

function tradesOf(count: number): SimTrade[] {
  return Array.from({ length: count }, (_, index) => ({
    reference: `T${index}`,
    amountFen: index + 1,
    subject: '机器学习入门',
    notifyUrl: '',
    expiresAtMs: 0,
    tradeNumber: `20261122220014${index}`,
    status: 'TRADE_SUCCESS',
    createdAtMs: Date.UTC(2026, 10, 22, 4),
    paidAtMs: Date.UTC(2026, 10, 22, 4, 1),
    payerFen: index + 1,
    refunds: [],
  }));
}

async function* inChunks(file: Buffer, bytes: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < file.length; start += bytes) yield file.subarray(start, start + bytes);
}

async function readFile(file: Buffer, bytes = 64 * 1024): Promise<StatementLine[]> {
  const lines: StatementLine[] = [];
  const parsed = under.gateway.parseStatement?.(inChunks(file, bytes)) ?? [];
  for await (const line of parsed) lines.push(line);
  return lines;
}

const HEADS = '支付宝交易号,商户订单号,业务类型,完成时间,订单金额(元),退款批次号/请求号,服务费(元)';
const END = '#----------业务明细列表结束----------';
const bill = (...rows: string[]) => ['#支付宝业务明细查询', HEADS, ...rows, END, ''].join('\n');
const row = (money: string) => `2026\t,T1\t,交易,2026-11-22 12:00:00,${money}`;

test('a file from the console is read as archive or as bill, in GBK or UTF-8, however it is cut', async () => {
  const archive = billArchive(tradesOf(3), SELLER_ID, '2026-11-22');
  const lines = await readFile(archive);
  expect(lines.map(({ reference, amountMinor, feeMinor }) => [reference, amountMinor, feeMinor])).toEqual([
    ['T0', 1, 0],
    ['T1', 2, 0],
    ['T2', 3, 0],
  ]);
  expect(lines[0]?.settledAtMs).toBe(Date.UTC(2026, 10, 22, 4, 1));
  expect(await readFile(archive, 100)).toEqual(lines);
  const text = bill(row('99.17,\t,-0.60'));
  const expected = [{ reference: 'T1', amountMinor: 9_917, feeMinor: 60, currency: 'CNY', type: 'payment' }];
  expect(await readFile(gbk(text))).toMatchObject(expected);
  expect(await readFile(Buffer.from(text))).toMatchObject(expected);
  expect(await readFile(gbk(text), 65)).toMatchObject(expected);
});

test('five thousand lines add up to the book they were written from', async () => {
  const trades = tradesOf(5_000);
  const lines = await readFile(billArchive(trades, SELLER_ID, '2026-11-22'));
  const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
  expect(lines).toHaveLength(5_000);
  expect(sum(lines.map(({ amountMinor }) => amountMinor))).toBe(
    sum(trades.map(({ amountFen }) => amountFen)),
  );
  expect(sum(lines.map(({ feeMinor }) => feeMinor))).toBe(
    sum(trades.map(({ amountFen }) => feeFen(amountFen))),
  );
});

test.each([
  ['an amount without decimals', '99,\t,0.00'],
  ['an amount of three decimals', '99.170,\t,0.00'],
  ['a cell too many', '99.17,\t,0.00,0.00'],
  ['a cell missing', '99.17,\t'],
])('a line with %s stops the reading and is named', async (_what, money) => {
  await expect(readFile(Buffer.from(bill(row('1.00,\t,0.00'), row(money))))).rejects.toThrow('line 4');
});

test('a bill that is cut off, broken or of another form is refused whole', async () => {
  const whole = bill(row('1.00,\t,0.00'));
  await expect(readFile(Buffer.from(whole.slice(0, whole.indexOf(END))))).rejects.toThrow('cut off');
  await expect(readFile(Buffer.from('#支付宝\na,b\n'))).rejects.toThrow('unknown header');
  await expect(readFile(Buffer.alloc(0))).rejects.toThrow('empty');
  const archive = billArchive(tradesOf(300), SELLER_ID, '2026-11-22');
  await expect(readFile(archive.subarray(0, archive.length - 30))).rejects.toThrow('broken or cut off');
  const flipped = Buffer.from(archive);
  // The stored checksum of the second file, in the directory at the end.
  const directory = flipped.lastIndexOf(Buffer.from('504b0102', 'hex'));
  flipped.writeUInt32LE(1, directory + 16);
  await expect(readFile(flipped)).rejects.toThrow('checksum');
});

test('a notification and our query name the same buyer', async () => {
  const reference = await paid();
  const told = under.gateway.parseNotification(await under.paidNotification(reference), Date.now());
  expect(told.content).toMatchObject({ payment: { payerToken: 'alipay:2088722545310000' } });
  const queried = await under.gateway.queryPayment(reference);
  expect(queried).toMatchObject({ payment: { payerToken: 'alipay:2088722545310000' } });
});
