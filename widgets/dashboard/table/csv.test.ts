import { expect, it } from 'vitest';
import { csvName, csvOf } from './csv.ts';
import { type TableData, words } from './table-data.ts';

const zone = 'America/Argentina/Buenos_Aires';
const tableOf = (head: string): TableData => ({
  headTitle: 'Product',
  columns: [{ title: 'Shown' }, { title: 'Paid', noteTitle: 'Of previous step' }, { title: 'Kind' }],
  rows: [
    {
      key: '1',
      head,
      cells: [
        { text: '8', raw: 8 },
        { text: '2', raw: 2, note: { text: '66.7%', raw: 2 / 3 } },
        words('-2+3'),
      ],
    },
    { key: '2', head: 'Total', cells: [{ text: '–', raw: null }, { text: '−9', raw: -9 }, words('')] },
  ],
});

/** The first cell of the first row. */
const cellOf = (head: string) => csvOf(tableOf(head), zone).split('\r\n')[1]?.split(',8,')[0];

it.each([
  ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
  ['+1+1', `'+1+1`],
  ['-2+3', `'-2+3`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['  =1+1', `'  =1+1`],
  ['＝1+1', `'＝1+1`],
  ['\t=1+1', `'\t=1+1`],
  ['\r=1', `"'\r=1"`],
])('a title that a spreadsheet would run, %j, is text', (head, cell) => {
  expect(cellOf(head)).toBe(cell);
});

it.each([
  ['Say "hello", world', '"Say ""hello"", world"'],
  ['写作课：从零开始', '写作课：从零开始'],
  ['C++ in 21 days', 'C++ in 21 days'],
])('a title is kept as it is: %j', (head, cell) => {
  expect(cellOf(head)).toBe(cell);
});

it('has every row and figure of the table, rates as fractions, numbers below zero as numbers', () => {
  expect(csvOf(tableOf('A'), zone).trimEnd().split('\r\n')).toEqual([
    `\uFEFFProduct (${zone}),Shown,Paid,Paid · Of previous step,Kind`,
    `A,8,2,0.666667,'-2+3`,
    'Total,,-9,,',
  ]);
  expect(csvName('funnel', { from: '2026-10-24', to: '2026-11-22', timeZone: zone })).toBe(
    'tilltalk-funnel_2026-10-24_2026-11-22_America-Argentina-Buenos-Aires.csv',
  );
});
