import { createFeatureEngine } from '../../src/risk/engine/feature-engine.ts';
import type { FeatureEngine, RiskEvent } from '../../src/risk/engine/types.ts';
import { cardSpec, LABEL_DELAY_MS } from './card-spec.ts';
import type { CardStream } from './card-stream.ts';

/** Of the payment itself. */
const ownNames = ['amount', 'weekend', 'night', 'log_amount', 'hour'] as const;

export const cardFeatureNames: readonly string[] = [...ownNames, ...cardSpec.map(({ name }) => name)];

/** The fifteen published features, by name. */
export const publishedNames: readonly string[] = [
  'amount',
  'weekend',
  'night',
  ...cardSpec.slice(0, 12).map(({ name }) => name),
];

export interface CardMatrix {
  readonly width: number;
  /** Row after row; NaN for what cannot be known. */
  readonly values: Float32Array;
}

/** Rows of days from `firstDay` on are kept; the days before only fill the windows. */
export interface FeaturePass {
  readonly stream: CardStream;
  readonly firstRow: number;
  readonly engine?: FeatureEngine;
}

const timesOwnPlace = cardSpec.findIndex(({ name }) => name === 'times_median_30d');

/**
 * Runs the stream through the product's engine: labels come in when they become known, then the payment is counted and
 * measured in one step, as serving does.
 */
export function measureStream({
  stream,
  firstRow,
  engine = createFeatureEngine(cardSpec),
}: FeaturePass): CardMatrix {
  const width = cardFeatureNames.length;
  const values = new Float32Array((stream.length - firstRow) * width);
  const timesOwn = new Float32Array(stream.length);
  let labelled = 0;
  for (let row = 0; row < stream.length; row += 1) {
    const atMs = (stream.second[row] as number) * 1_000;
    for (; (stream.second[labelled] as number) * 1_000 + LABEL_DELAY_MS <= atMs; labelled += 1)
      if (stream.fraud[labelled] === 1) engine.observe(chargebackOf(stream, labelled, timesOwn));
    const vector = engine.countAndSnapshot(attemptOf(stream, row));
    timesOwn[row] = vector[timesOwnPlace] as number;
    if (row < firstRow) continue;
    const from = (row - firstRow) * width;
    writeOwn(values, from, { stream, row });
    values.set(vector, from + ownNames.length);
  }
  return { width, values };
}

export function attemptOf(stream: CardStream, row: number) {
  return {
    id: stream.id[row] as number,
    atMs: (stream.second[row] as number) * 1_000,
    keys: { learner: stream.customer[row] as number, item: stream.terminal[row] as number },
    amount: stream.amountMinor[row] as number,
  };
}

function chargebackOf(stream: CardStream, row: number, timesOwn: Float32Array): RiskEvent {
  const attempt = attemptOf(stream, row);
  return {
    ...attempt,
    kind: 'chargeback',
    atMs: attempt.atMs + LABEL_DELAY_MS,
    ofAtMs: attempt.atMs,
    timesOwnMilli: Math.round((timesOwn[row] as number) * 1_000),
  };
}

const SECONDS_PER_DAY = 86_400;
/** Day 0 was a Sunday, counting from Monday. */
const DAY_0 = 6;

function writeOwn(
  values: Float32Array,
  from: number,
  { stream, row }: { stream: CardStream; row: number },
): void {
  const second = stream.second[row] as number;
  const amount = (stream.amountMinor[row] as number) / 100;
  const day = Math.floor(second / SECONDS_PER_DAY);
  const hour = Math.floor((second % SECONDS_PER_DAY) / 3_600);
  values[from] = amount;
  values[from + 1] = (day + DAY_0) % 7 >= 5 ? 1 : 0;
  values[from + 2] = hour <= 6 ? 1 : 0;
  values[from + 3] = Math.log1p(amount);
  values[from + 4] = (second % SECONDS_PER_DAY) / 3_600;
}
