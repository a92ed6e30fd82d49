import { type FeatureName, featureNames } from '../feature-shapes.ts';

/** What people understand as one reason each; every feature stands in exactly one group, and there are at most eight. */
export const reasonGroups = {
  amount: ['amountTypical', 'amountAgainstOwn', 'dearWhileNew', 'spend_24h'],
  account: ['accountAgeDays', 'isFirstPurchase', 'paidCount_90d'],
  presses: ['payments_1h', 'payments_24h', 'products_24h'],
  declines: ['failures_10m', 'failures_24h', 'failures_24h_payment', 'failures_10m_item'],
  refunds: ['refunds_30d', 'chargebacks_90d', 'chargebackShare_30d_item'],
  chat: [
    'hasMessages',
    'secondsToPay',
    'messagesCount',
    'medianGapSeconds',
    'handoffs_24h',
    'flagged_24h',
    'pastedShare',
  ],
  place: [
    'payments_10m_ip',
    'payments_24h_ip',
    'failures_1h_ip',
    'learners_24h_ip',
    'chargebacks_90d_ip',
    'payments_1h_network',
    'failures_1h_network',
    'learners_24h_network',
    'failures_24h_device',
    'learners_30d_device',
    'devices_30d',
    'deviceAgeDays',
  ],
  payment: [
    'byCard',
    'onPhone',
    'learners_30d_payment',
    'learners_7d_emailDomain',
    'learners_24h_promo',
    'learners_7d_promo',
  ],
} as const satisfies Readonly<Record<string, readonly FeatureName[]>>;

export type ReasonGroup = keyof typeof reasonGroups;
export const groupNames = Object.keys(reasonGroups) as ReasonGroup[];

/** Places of the vector, group after group. */
export const groupPlaces: readonly (readonly number[])[] = groupNames.map((group) =>
  reasonGroups[group].map((name) => featureNames.indexOf(name)),
);
