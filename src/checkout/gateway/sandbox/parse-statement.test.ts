import { expect, test } from 'vitest';
import { parseSandboxStatement } from './parse-statement.ts';

const HEADER = 'settled_at,type,reference,gateway_id,merchant_id,currency,amount,fee';
/** The file in chunks that end anywhere, as a network brings it. */
async function* chunksOf(text: string) {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += 7) yield bytes.subarray(from, from + 7);
}

const parse = async (text: string) => {
  const lines = [];
  for await (const line of parseSandboxStatement(chunksOf(text))) lines.push(line);
  return lines;
};

const csv = (...rows: string[]) => `${[HEADER, ...rows].join('\r\n')}\r\n`;

test('decimals become minor units exactly, by the exponent of each currency', async () => {
  const lines = await parse(
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

test('a day without lines is an empty statement', async () => {
  expect(await parse(csv())).toEqual([]);
});

test.each([
  ['too few decimals', 'CNY,99.0,0.60'],
  ['too many decimals', 'CNY,99.000,0.60'],
  ['decimals of a currency without', 'JPY,99.00,1'],
  ['an exponent', 'CNY,1e3,0.60'],
  ['more than a safe integer', 'CNY,90071992547409.92,0.60'],
  ['a missing cell', 'CNY,99.00'],
  ['a cell too many', 'CNY,99.00,0.60,1'],
])('a line with %s stops the reading and is named', async (_what, money) => {
  const text = csv(
    '2026-11-22T08:00:00.000+08:00,payment,TT1,ch_1,m,CNY,1.00,0.01',
    `2026-11-22T08:00:00.000+08:00,payment,TT2,ch_2,m,${money}`,
  );
  await expect(parse(text)).rejects.toThrow('line 3');
});

test('a statement that is cut off or of another form is refused whole', async () => {
  await expect(parse(csv('x').slice(0, -2))).rejects.toThrow('cut off');
  await expect(parse('type,amount\r\n')).rejects.toThrow('unknown header');
  await expect(parse('')).rejects.toThrow('empty');
});
