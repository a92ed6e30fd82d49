import type { FeatureName, Features } from '../feature-shapes.ts';
import { type History, noHistory } from './facts.ts';

export type { History };

/** Stands where a history could not be read; `withoutHistory` takes out what was measured on it. */
export const unknownHistory: History = noHistory;

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
