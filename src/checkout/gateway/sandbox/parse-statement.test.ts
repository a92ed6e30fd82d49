import { expect, test } from 'vitest';
import { parseSandboxStatement } from './parse-statement.ts';

const HEADER = 'settled_at,type,reference,gateway_id,merchant_id,currency,amount,fee';
const csv = (...rows: string[]) => `${[HEADER, ...rows].join('\r\n')}\r\n`;

test('decimals become minor units exactly, by the exponent of each currency', () => {
  const lines = parseSandboxStatement(
    csv(
      '2026-11-22T08:00:00.000+08:00,payment,TT1,ch_1,m,CNY,90071992547409.91,0.60',
      '2026-11-22T08:00:01.000+08:00,payment,TT2,ch_2,m,JPY,1250,8',
      '2026-11-22T08:00:02.000+08:00,refund,RF1,re_1,m,KWD,0.007,-0.001',
      '2026-11-22T08:00:03.000+08:00,refund,RF2,re_2,m,CNY,0.01,-0.00',
    ),
  );
  expect(lines.map(({ amountMinor, feeMinor }) => [amountMinor, feeMinor])).toEqual([
    [Number.MAX_SAFE_INTEGER, 60],
    [1_250, 8],
    [7, -1],
    [1, 0],
  ]);
  expect(lines[0]).toMatchObject({
    type: 'payment',
    reference: 'TT1',
    gatewayId: 'ch_1',
    settledAtMs: 1_795_305_600_000,
  });
});

test('a day without lines is an empty statement', () => {
  expect(parseSandboxStatement(csv())).toEqual([]);
});

test.each([
  ['too few decimals', 'CNY,99.0,0.60'],
  ['too many decimals', 'CNY,99.000,0.60'],
  ['decimals of a currency without', 'JPY,99.00,1'],
  ['an exponent', 'CNY,1e3,0.60'],
  ['more than a safe integer', 'CNY,90071992547409.92,0.60'],
  ['a missing cell', 'CNY,99.00'],
  ['a cell too many', 'CNY,99.00,0.60,1'],
])('a line with %s stops the reading and is named', (_what, money) => {
  const text = csv(
    '2026-11-22T08:00:00.000+08:00,payment,TT1,ch_1,m,CNY,1.00,0.01',
    `2026-11-22T08:00:00.000+08:00,payment,TT2,ch_2,m,${money}`,
  );
  expect(() => parseSandboxStatement(text)).toThrow('line 3');
});

test('a statement that is cut off or of another form is refused whole', () => {
  expect(() => parseSandboxStatement(csv('x').slice(0, -2))).toThrow('cut off');
  expect(() => parseSandboxStatement('type,amount\r\n')).toThrow('unknown header');
});
