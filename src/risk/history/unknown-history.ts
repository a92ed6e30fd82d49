import type { FeatureName, Features } from '../feature-shapes.ts';
import type { History } from './facts.ts';

export type { History };

/** Stands where a history could not be read; `withoutHistory` takes out what was measured on it. */
export const unknownHistory: History = {
  presses1h: 0,
  presses24h: 0,
  failures10m: 0,
  failures24h: 0,
  productIds24h: new Set(),
  paid24h: 0,
  paidCount90d: 0,
  ownMedian: null,
  refunds30d: 0,
};

const fromHistory: readonly FeatureName[] = [
  'isFirstPurchase',
  'paidCount_90d',
  'payments_1h',
  'payments_24h',
  'failures_10m',
  'failures_24h',
  'products_24h',
  'spend_24h',
  'refunds_30d',
  'amountAgainstOwn',
  'handoffs_24h',
  'flagged_24h',
  'pastedShare',
];

/** The features without those that rest on the learner's history: not known is not zero. */
export function withoutHistory(features: Features): Features {
  return { ...features, ...Object.fromEntries(fromHistory.map((name) => [name, null])) };
}
