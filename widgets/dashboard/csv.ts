import type { Language } from '../../src/identity/wire.ts';
import type { FunnelView } from '../../src/metrics/wire.ts';
import { textOf } from '../ui/text/say.ts';
import { ofImpressions, rateOf, steps, tableRows } from './rows.ts';
import { breakdownKeys, type DashboardKey, dashboardText } from './text.ts';

/** Lets spreadsheets read Chinese as it is written. */
const BYTE_ORDER_MARK = '\uFEFF';
const RATE_DIGITS = 6;

/** What the table shows, as CSV (RFC 4180): the same rows, rates as fractions, the time zone written in. */
export function csvOf(view: FunnelView, language: Language): string {
  const say = (key: DashboardKey) => textOf(dashboardText[key], language);
  const head = [
    `${say(breakdownKeys[view.breakdown])} (${view.timeZone})`,
    ...steps.flatMap((step) =>
      step === 'impressions' ? [say(step)] : [say(step), `${say(step)} · ${say('ofPrevious')}`],
    ),
    `${say('overall')} (${say('overallMore')})`,
  ];
  const rows = tableRows(view, language).map(({ title, counts }) => [
    title,
    ...steps.flatMap((step) =>
      step === 'impressions'
        ? [textOfNumber(counts[step])]
        : [textOfNumber(counts[step]), textOfNumber(rateOf(counts, step))],
    ),
    textOfNumber(ofImpressions(counts, 'paid')),
  ]);
  const table = [head, ...rows].map((cells) => cells.map(cellOf).join(','));
  return `${BYTE_ORDER_MARK}${table.join('\r\n')}\r\n`;
}

/** Names the question, so that two downloads can be told apart. */
export function csvName({ from, to, breakdown, timeZone }: FunnelView): string {
  const zone = timeZone.replace(/[^A-Za-z0-9+-]+/g, '-');
  return `tilltalk-funnel_${from}_${to}_${breakdown}_${zone}.csv`;
}

function textOfNumber(value: number | null): string {
  if (value === null) return '';
  return Number.isInteger(value) ? String(value) : value.toFixed(RATE_DIGITS);
}

/**
 * Titles were written by others: what a spreadsheet would take for a formula is made text by an apostrophe, whatever
 * spaces stand before it.
 */
function cellOf(text: string): string {
  const isFormula = /^\s*[=+\-@＝＋－＠]/.test(text) || /^[\t\r\n]/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
