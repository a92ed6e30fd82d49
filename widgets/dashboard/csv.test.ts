import { expect, it } from 'vitest';
import type { FunnelView } from '../../src/metrics/wire.ts';
import { csvName, csvOf } from './csv.ts';

const counts = { impressions: 8, opened: 4, pressed: 3, paid: 2, refunded: 1 };
const { impressions: _none, ...direct } = { ...counts, opened: 0, pressed: 0, paid: 0, refunded: 0 };

function viewOf(rows: { key: string; label: string | null }[], rest: FunnelView['rest'] = null): FunnelView {
  return {
    from: '2026-10-24',
    to: '2026-11-22',
    timeZone: 'America/Argentina/Buenos_Aires',
    today: '2026-11-22',
    breakdown: 'product',
    currency: null,
    total: counts,
    rows: rows.map((row) => ({ ...row, ...counts })),
    rest,
    withoutImpression: direct,
    money: [],
    readUpToPosition: 1,
  };
}

/** The first cell of the first row. */
const cellOf = (label: string) =>
  csvOf(viewOf([{ key: 'prd_1', label }]), 'en')
    .split('\r\n')[1]
    ?.split(',8,')[0];

it.each([
  ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
  ['+1+1', `'+1+1`],
  ['-2+3', `'-2+3`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['  =1+1', `'  =1+1`],
  ['＝1+1', `'＝1+1`],
  ['\t=1+1', `'\t=1+1`],
  ['\r=1', `"'\r=1"`],
])('a title that a spreadsheet would run, %j, is text', (label, cell) => {
  expect(cellOf(label)).toBe(cell);
});

it.each([
  ['Say "hello", world', '"Say ""hello"", world"'],
  ['写作课：从零开始', '写作课：从零开始'],
  ['C++ in 21 days', 'C++ in 21 days'],
])('a title is kept as it is: %j', (label, cell) => {
  expect(cellOf(label)).toBe(cell);
});

it('has the rows, the rest, the sums and what was bought without a recommendation, rates as fractions', () => {
  const view = viewOf([{ key: 'prd_1', label: null }], { ...counts, rowsCount: 7 });
  const [head, ...lines] = csvOf(view, 'en').trimEnd().split('\r\n');
  expect(head).toBe(
    '\uFEFFProduct (America/Argentina/Buenos_Aires),Shown,Checkout opened,Checkout opened · Of previous step,' +
      'Pay pressed,Pay pressed · Of previous step,Paid,Paid · Of previous step,Refunded,Refunded · Of previous step,' +
      'Overall (Paid ÷ shown)',
  );
  const figures = '8,4,0.500000,3,0.750000,2,0.666667,1,0.500000,0.250000';
  expect(lines).toEqual([
    `Removed product (prd_1),${figures}`,
    `7 more,${figures}`,
    `Total,${figures}`,
    'Without recommendation,,0,,0,,0,,0,,',
  ]);
  expect(csvName(view)).toBe(
    'tilltalk-funnel_2026-10-24_2026-11-22_product_America-Argentina-Buenos-Aires.csv',
  );
});
