import type { CardStream } from './card-stream.ts';

export const SECONDS_PER_DAY = 86_400;
const WEEK_DAYS = 7;
const CARDS_LOOKED_AT = 100;
/** 30 days, after 7 of delay. */
const LONGEST_WINDOW_DAYS = 37;

/** Days on which a fold starts training: the published test folds, and those on which models are chosen. */
export const testStarts = [115, 122, 129, 136] as const;
export const validationStarts = [80, 87, 94, 101] as const;

/** A fold: rows that may be learnt from, and rows of the test week whose customers are not known as defrauded. */
export interface Fold {
  readonly start: number;
  readonly trainRows: Int32Array;
  readonly testRows: Int32Array;
  /** Day of the test week of each test row, 0 to 6. */
  readonly testDays: Uint8Array;
}

const dayOf = (stream: CardStream, row: number) =>
  Math.floor((stream.second[row] as number) / SECONDS_PER_DAY);

/** Whether the stream holds every day of the fold and the 37 before it that the longest window reaches. */
export function holdsFold(stream: CardStream, start: number): boolean {
  const [first, last] = [dayOf(stream, 0), dayOf(stream, stream.length - 1)];
  return first <= start - LONGEST_WINDOW_DAYS && last >= start + 3 * WEEK_DAYS - 1;
}

/**
 * The fold that starts on day `start`: 7 days of training, 7 of delay, 7 of test. Longer training reaches further back, so
 * that the test week stays. A customer is dropped from the test once known as defrauded: by a fraud of the last week of
 * training, and from test day k on by one of day `start` + 7 + k − 1.
 */
export function foldOf(stream: CardStream, start: number, trainDays: number): Fold {
  const trainRows = rowsOfDays(stream, start + WEEK_DAYS - trainDays, start + WEEK_DAYS);
  const known = new Set<number>();
  const learn = (row: number) => {
    if (stream.fraud[row] === 1) known.add(stream.customer[row] as number);
  };
  rowsOfDays(stream, start, start + WEEK_DAYS).forEach(learn);
  const testRows: number[] = [];
  const testDays: number[] = [];
  for (let day = 0; day < WEEK_DAYS; day += 1) {
    if (day > 0) rowsOfDays(stream, start + WEEK_DAYS + day - 1, start + WEEK_DAYS + day).forEach(learn);
    const today = start + 2 * WEEK_DAYS + day;
    for (const row of rowsOfDays(stream, today, today + 1)) {
      if (known.has(stream.customer[row] as number)) continue;
      testRows.push(row);
      testDays.push(day);
    }
  }
  return { start, trainRows, testRows: Int32Array.from(testRows), testDays: Uint8Array.from(testDays) };
}

function rowsOfDays(stream: CardStream, fromDay: number, toDay: number): Int32Array {
  const [from, to] = [firstRowOfDay(stream, fromDay), firstRowOfDay(stream, toDay)];
  return Int32Array.from({ length: to - from }, (_, place) => from + place);
}

/** The first row of a day or after it. */
export function firstRowOfDay({ second, length }: CardStream, day: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((second[middle] as number) < day * SECONDS_PER_DAY) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Card Precision@100: a day at a time the highest score and label of each customer, those caught on an earlier day left
 * out; the share of frauds among the hundred highest, mean over the days.
 */
export function cardPrecision(
  stream: CardStream,
  { testRows, testDays }: Fold,
  scores: ArrayLike<number>,
): number {
  const caught = new Set<number>();
  let sum = 0;
  for (let day = 0; day < WEEK_DAYS; day += 1) {
    const cards = new Map<number, { score: number; isFraud: boolean }>();
    testRows.forEach((row, place) => {
      const customer = stream.customer[row] as number;
      if (testDays[place] !== day || caught.has(customer)) return;
      const before = cards.get(customer);
      cards.set(customer, {
        score: Math.max(scores[place] as number, before?.score ?? Number.NEGATIVE_INFINITY),
        isFraud: (before?.isFraud ?? false) || stream.fraud[row] === 1,
      });
    });
    const looked = [...cards].sort((a, b) => b[1].score - a[1].score).slice(0, CARDS_LOOKED_AT);
    const frauds = looked.filter(([, { isFraud }]) => isFraud);
    for (const [customer] of frauds) caught.add(customer);
    sum += frauds.length / CARDS_LOOKED_AT;
  }
  return sum / WEEK_DAYS;
}
