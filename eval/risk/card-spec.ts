import type { EngineSpec, FeatureSpec, KeyName, Measure } from '../../src/risk/engine/types.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long a label takes to come in, by the protocol. */
export const LABEL_DELAY_MS: number = 7 * DAY_MS;

const attempts = { of: 'count', kind: 'attempt' } as const;
const meanAmount = { of: 'mean', kind: 'attempt' } as const;

function over(
  key: KeyName,
  measure: Measure,
  window: { readonly name: string; readonly days: number; readonly delayed?: boolean },
): FeatureSpec {
  return {
    name: window.name,
    key,
    measure,
    windowMs: window.days * DAY_MS,
    ...(window.delayed && { delayMs: LABEL_DELAY_MS }),
  };
}

/** A learner's usual amount is the median of so long. */
const USUAL_MS = 30 * DAY_MS;

/** Above so many times the learner's usual amount a payment speaks of the learner, not of the item. */
const DEAR_TIMES = 2.5;

/** The twelve of the fifteen published features that look back (the others are of the payment itself). */
const published: EngineSpec = [1, 7, 30].flatMap((days) => [
  over('learner', attempts, { name: `learner_count_${days}d`, days }),
  over('learner', meanAmount, { name: `learner_mean_${days}d`, days }),
  over('item', attempts, { name: `item_count_${days}d`, days, delayed: true }),
  over('item', { of: 'fraudShare' }, { name: `item_risk_${days}d`, days, delayed: true }),
]);

const ofLearner: EngineSpec = [
  over('learner', attempts, { name: 'learner_count_1h', days: 1 / 24 }),
  over('learner', attempts, { name: 'learner_count_6h', days: 1 / 4 }),
  over('learner', { of: 'sinceLast', kind: 'attempt' }, { name: 'learner_since_last', days: 30 }),
  over('learner', { of: 'timesMean', kind: 'attempt' }, { name: 'times_mean_7d', days: 7 }),
  over('learner', { of: 'timesMean', kind: 'attempt' }, { name: 'times_mean_30d', days: 30 }),
  over('learner', { of: 'timesMedian', kind: 'attempt' }, { name: 'times_median_30d', days: 30 }),
  over('learner', { of: 'deviations', kind: 'attempt' }, { name: 'deviations_30d', days: 30 }),
  over('learner', { of: 'above', times: DEAR_TIMES, medianMs: 30 * DAY_MS }, { name: 'dear_14d', days: 14 }),
  over('learner', { of: 'above', times: DEAR_TIMES, medianMs: 30 * DAY_MS }, { name: 'dear_3d', days: 3 }),
  over('learner', { of: 'above', times: 3.5, medianMs: 30 * DAY_MS }, { name: 'very_dear_14d', days: 14 }),
  over('learner', { of: 'largest', medianMs: 30 * DAY_MS }, { name: 'largest_14d', days: 14 }),
  over('learner', { of: 'largest', medianMs: 30 * DAY_MS }, { name: 'largest_30d', days: 30 }),
  over('learner', { of: 'largest', medianMs: USUAL_MS }, { name: 'largest_3d', days: 3 }),
  over('learner', { of: 'above', times: DEAR_TIMES, medianMs: USUAL_MS }, { name: 'dear_30d', days: 30 }),
  over(
    'learner',
    { of: 'sinceAbove', which: 'last', times: DEAR_TIMES, medianMs: USUAL_MS },
    { name: 'since_last_dear', days: 30 },
  ),
  over(
    'learner',
    { of: 'sinceAbove', which: 'first', times: DEAR_TIMES, medianMs: USUAL_MS },
    { name: 'since_first_dear', days: 15 },
  ),
  over('learner', { of: 'frauds' }, { name: 'learner_frauds_7d', days: 7, delayed: true }),
  over('learner', { of: 'frauds' }, { name: 'learner_frauds_14d', days: 14, delayed: true }),
  over('learner', { of: 'frauds' }, { name: 'learner_frauds_30d', days: 30, delayed: true }),
];

const ofItem: EngineSpec = [
  over('item', attempts, { name: 'item_count_now_7d', days: 7 }),
  over('item', { of: 'timesMean', kind: 'attempt' }, { name: 'times_item_mean_30d', days: 30 }),
  over('item', { of: 'fraudShare' }, { name: 'item_risk_3d', days: 3, delayed: true }),
  over(
    'item',
    { of: 'fraudShare', prior: { frauds: 0.05, of: 5 } },
    { name: 'item_risk_14d', days: 14, delayed: true },
  ),
  over('item', { of: 'frauds' }, { name: 'item_frauds_28d', days: 28, delayed: true }),
  over(
    'item',
    { of: 'frauds', belowTimesOwn: DEAR_TIMES },
    { name: 'item_ordinary_frauds_21d', days: 21, delayed: true },
  ),
  over(
    'item',
    { of: 'fraudShare', belowTimesOwn: DEAR_TIMES },
    { name: 'item_ordinary_risk_7d', days: 7, delayed: true },
  ),
  over(
    'item',
    { of: 'fraudShare', belowTimesOwn: DEAR_TIMES },
    { name: 'item_ordinary_risk_21d', days: 21, delayed: true },
  ),
  over(
    'item',
    { of: 'sinceLast', kind: 'chargeback' },
    { name: 'item_since_fraud', days: 28, delayed: true },
  ),
  over(
    'item',
    { of: 'sinceFirst', kind: 'chargeback' },
    { name: 'item_since_first_fraud', days: 28, delayed: true },
  ),
  over('item', { of: 'goodSinceFraud' }, { name: 'item_good_since_fraud', days: 28, delayed: true }),
  over('item', { of: 'fraudRun' }, { name: 'item_fraud_run', days: 28, delayed: true }),
  over('item', { of: 'sinceRun' }, { name: 'item_since_run', days: 28, delayed: true }),
  over('item', { of: 'sinceGood' }, { name: 'item_since_good', days: 28, delayed: true }),
  over(
    'item',
    { of: 'frauds', belowTimesOwn: DEAR_TIMES },
    { name: 'item_ordinary_frauds_7d', days: 7, delayed: true },
  ),
];

/** What the engine measures of a stream of card payments: card = learner, terminal = item. */
export const cardSpec: EngineSpec = [...published, ...ofLearner, ...ofItem];
