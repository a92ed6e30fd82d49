import type { Period } from '../dashboard.ts';
import type { TableData } from './table-data.ts';

/** Lets spreadsheets read Chinese as it is written. */
const BYTE_ORDER_MARK = '\uFEFF';
const FRACTION_DIGITS = 6;

/** What a table shows, as CSV (RFC 4180): the same rows, rates as fractions, the time zone in the first heading. */
export function csvOf({ headTitle, columns, rows }: TableData, timeZone: string): string {
  const head = [
    `${headTitle} (${timeZone})`,
    ...columns.flatMap(({ title, noteTitle }) =>
      noteTitle === undefined ? [title] : [title, `${title} · ${noteTitle}`],
    ),
  ];
  const body = rows.map(({ head: title, cells }) => [
    title,
    ...cells.flatMap(({ raw, note }, place) =>
      columns[place]?.noteTitle === undefined ? [textOf(raw)] : [textOf(raw), textOf(note?.raw ?? null)],
    ),
  ]);
  const lines = [head, ...body].map((cells) => cells.map(cellOf).join(','));
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
}

/** Names what was asked, so that two downloads can be told apart. */
export function csvName(name: string, { from, to, timeZone }: Omit<Period, 'today'>): string {
  const zone = timeZone.replace(/[^A-Za-z0-9+-]+/g, '-');
  return `tilltalk-${name}_${from}_${to}_${zone}.csv`;
}

/** Hands a text over as a file. */
export function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

function textOf(value: string | number | null): string {
  if (value === null || typeof value === 'string') return value ?? '';
  return Number.isInteger(value) ? String(value) : value.toFixed(FRACTION_DIGITS);
}

/**
 * Titles were written by others: what a spreadsheet would take for a formula is made text by an apostrophe, whatever
 * spaces stand before it. A number below zero is a number.
 */
function cellOf(text: string): string {
  const isNumber = /^-\d+(\.\d+)?$/.test(text);
  const isFormula = !isNumber && (/^\s*[=+\-@＝＋－＠]/.test(text) || /^[\t\r\n]/.test(text));
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
