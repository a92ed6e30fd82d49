import { expect, test } from 'vitest';
import type { StatementLine } from '../types.ts';
import { parseBill } from './parse-bill.ts';

const HEADER =
  '\uFEFF交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const SUMMARY =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

function row(values: readonly string[]): string {
  return values.map((value) => `\`${value}`).join(',');
}

function payment(change: { fee?: string; amount?: string; time?: string; state?: string } = {}): string {
  const { fee = '0.59400', amount = '99.00', time = '2026-11-22 23:59:59', state = 'SUCCESS' } = change;
  return row([
    ...[time, 'wx1', '1900000109', '0', '', '4200', 'T1', 'openid', 'NATIVE', state, 'OTHERS', 'CNY'],
    ...[
      amount,
      '10.00',
      '0',
      '0',
      '0.00',
      '0.00',
      '',
      '',
      '书，`甲,`乙',
      '',
      fee,
      '0.60%',
      amount,
      '0.00',
      '',
    ],
  ]);
}

const refund = row([
  ...['2026-11-22 08:00:00', 'wx1', '1900000109', '0', '', '4200', 'T1', 'openid', 'NATIVE', 'REFUND'],
  ...['OTHERS', 'CNY', '0.00', '0.00', '5030', 'R1', '40.00', '0.00', 'ORIGINAL', 'PROCESSING'],
  ...['书', '', '-0.24500', '0.60%', '0.00', '40.00', ''],
]);

function bill(lines: readonly string[], count = lines.length): string {
  const totals = row([String(count), '0.00', '0.00', '0.00', '0.00000', '0.00', '0.00']);
  return `${[HEADER, ...lines, SUMMARY, totals].join('\r\n')}\r\n`;
}

async function linesOf(text: string): Promise<StatementLine[]> {
  const lines: StatementLine[] = [];
  async function* file() {
    // A few bytes at a time, so that characters and lines are cut anywhere.
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
  }
  for await (const line of parseBill(file())) lines.push(line);
  return lines;
}

test('yuan become fen digit by digit, whatever stands in a title', async () => {
  expect(await linesOf(bill([payment(), refund]))).toEqual([
    {
      type: 'payment',
      reference: 'T1',
      gatewayId: '4200',
      amountMinor: 9_900,
      feeMinor: 59,
      currency: 'CNY',
      settledAtMs: Date.parse('2026-11-22T23:59:59+08:00'),
    },
    {
      type: 'refund',
      reference: 'R1',
      paymentReference: 'T1',
      gatewayId: '5030',
      amountMinor: 4_000,
      feeMinor: -25,
      currency: 'CNY',
      settledAtMs: Date.parse('2026-11-22T08:00:00+08:00'),
    },
  ]);
});

test.each([
  ['0.00499', 0],
  ['0.00500', 1],
  ['0.6', null],
  ['-0.00400', 0],
  ['12.34', 1_234],
])('a fee of %s yuan is %s fen', async (fee, fen) => {
  const reading = linesOf(bill([payment({ fee })]));
  if (fen === null) await expect(reading).rejects.toThrow('line 2');
  else expect(await reading).toMatchObject([{ feeMinor: fen }]);
});

test.each([
  ['an amount with one decimal', payment({ amount: '99.0' })],
  ['an amount beyond a safe integer', payment({ amount: '90071992547410.00' })],
  ['another form of time', payment({ time: '2026/11/22 08:00' })],
  ['a state that bills do not have', payment({ state: 'REVOKED' })],
])('%s stops the reading and is named', async (_what, line) => {
  await expect(linesOf(bill([payment(), line]))).rejects.toThrow('line 3');
});

test('a bill that is cut off, of another form or with another count is refused', async () => {
  const whole = bill([payment(), refund]);
  await expect(linesOf(whole.slice(0, whole.indexOf('总交易')))).rejects.toThrow('cut off');
  await expect(linesOf(bill([payment()], 2))).rejects.toThrow('cut off');
  await expect(linesOf('时间,金额\r\n')).rejects.toThrow('unknown header');
  await expect(linesOf('')).rejects.toThrow('cut off');
  expect(await linesOf(bill([]))).toEqual([]);
});
