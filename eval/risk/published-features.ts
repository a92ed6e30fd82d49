import { type CardMatrix, cardFeatureNames } from './card-features.ts';
import type { CardStream } from './card-stream.ts';

const SECONDS_PER_DAY = 86_400;
const DELAY_DAYS = 7;
const WINDOWS_DAYS = [1, 7, 30] as const;

/** What the engine measured and the definitions say otherwise. */
export interface PublishedCheck {
  readonly rows: number;
  readonly differentRows: number;
}

/**
 * The twelve published features that look back, computed straight from their definitions with two pointers for each window and
 * no engine, held against what the engine measured. Rows whose windows reach before the first payment are compared too: both
 * see what is there.
 */
export function checkPublished(stream: CardStream, firstRow: number, matrix: CardMatrix): PublishedCheck {
  const isDifferent = new Uint8Array(stream.length - firstRow);
  const compare = (name: string, row: number, expected: number): void => {
    if (row < firstRow) return;
    const found = matrix.values[(row - firstRow) * matrix.width + cardFeatureNames.indexOf(name)] as number;
    if (Math.abs(found - expected) > 1e-5 * Math.max(1, Math.abs(expected))) isDifferent[row - firstRow] = 1;
  };
  for (const rows of rowsByKey(stream.customer))
    for (const days of WINDOWS_DAYS) checkCustomer(stream, rows, { days, compare });
  for (const rows of rowsByKey(stream.terminal))
    for (const days of WINDOWS_DAYS) checkTerminal(stream, rows, { days, compare });
  return {
    rows: isDifferent.length,
    differentRows: isDifferent.reduce((sum, different) => sum + different, 0),
  };
}

interface Checking {
  readonly days: number;
  readonly compare: (name: string, row: number, expected: number) => void;
}

function rowsByKey(keys: Float64Array): Iterable<number[]> {
  const byKey = new Map<number, number[]>();
  keys.forEach((key, row) => {
    const rows = byKey.get(key);
    if (rows === undefined) byKey.set(key, [row]);
    else rows.push(row);
  });
  return byKey.values();
}

function checkCustomer({ second, amountMinor }: CardStream, rows: readonly number[], check: Checking): void {
  let [from, sum] = [0, 0];
  rows.forEach((row, place) => {
    sum += amountMinor[row] as number;
    const after = (second[row] as number) - check.days * SECONDS_PER_DAY;
    for (; (second[rows[from] as number] as number) <= after; from += 1)
      sum -= amountMinor[rows[from] as number] as number;
    const count = place - from + 1;
    check.compare(`learner_count_${check.days}d`, row, count);
    check.compare(`learner_mean_${check.days}d`, row, sum / count);
  });
}

function checkTerminal({ second, fraud }: CardStream, rows: readonly number[], check: Checking): void {
  let [from, to, frauds] = [0, 0, 0];
  for (const row of rows) {
    const until = (second[row] as number) - DELAY_DAYS * SECONDS_PER_DAY;
    const after = until - check.days * SECONDS_PER_DAY;
    for (; (second[rows[to] as number] as number) <= until; to += 1)
      frauds += fraud[rows[to] as number] as number;
    for (; from < to && (second[rows[from] as number] as number) <= after; from += 1)
      frauds -= fraud[rows[from] as number] as number;
    check.compare(`item_count_${check.days}d`, row, to - from);
    check.compare(`item_risk_${check.days}d`, row, to === from ? 0 : frauds / (to - from));
  }
}
