import type { FeatureName, Features } from './feature-shapes.ts';
import { thresholds as t } from './thresholds.ts';
import type { Bilingual, Decision, RuleHit } from './types.ts';
import { sentences } from './wording.ts';

/** A named test over features. `priority` orders reasons and sentences: the highest speaks to the learner. */
export interface Rule {
  readonly name: string;
  readonly action: Decision;
  readonly priority: number;
  /** Says whether the rule fires. A feature that is not known never makes it fire. */
  readonly applies: (features: Features) => boolean;
  /** What staff reads: the facts, in English. */
  readonly staff: (features: Features) => string;
  /** What the learner reads: what to do now, never an accusation. */
  readonly learner: Bilingual;
  /** After which time a block of this rule fades, in seconds. */
  readonly retryAfterSeconds?: number;
}

const atLeast = (features: Features, name: FeatureName, min: number): boolean => {
  const value = features[name];
  return value !== null && value >= min;
};
const below = (features: Features, name: FeatureName, limit: number): boolean => {
  const value = features[name];
  return value !== null && value < limit;
};
const shown = (features: Features, name: FeatureName): string => {
  const value = features[name];
  return value === null ? 'unknown' : String(Math.round(value * 100) / 100);
};

const blocking: readonly Rule[] = [
  {
    name: 'card_testing',
    action: 'block',
    priority: 100,
    applies: (f) => atLeast(f, 'failures_10m', t.declines10mBlock),
    staff: (f) => `${shown(f, 'failures_10m')} declined attempts within 10 minutes.`,
    learner: sentences.waitTenMinutes,
    retryAfterSeconds: t.declinesBlockSeconds,
  },
  {
    name: 'declines_all_day',
    action: 'block',
    priority: 95,
    applies: (f) => atLeast(f, 'failures_24h', t.declines24hBlock),
    staff: (f) => `${shown(f, 'failures_24h')} declined attempts within 24 hours.`,
    learner: sentences.askOrTomorrow,
  },
  {
    name: 'presses_extreme',
    action: 'block',
    priority: 90,
    applies: (f) => atLeast(f, 'payments_1h', t.presses1hBlock),
    staff: (f) => `Pay was pressed ${shown(f, 'payments_1h')} times within an hour.`,
    learner: sentences.waitAnHour,
    retryAfterSeconds: t.pressesBlockSeconds,
  },
];

const reviewing: readonly Rule[] = [
  {
    name: 'dear_after_declines',
    action: 'review',
    priority: 80,
    applies: (f) =>
      atLeast(f, 'failures_10m', t.dearDeclinesReview) &&
      atLeast(f, 'amountTypical', t.dearTypical) &&
      atLeast(f, 'isFirstPurchase', 1) &&
      below(f, 'accountAgeDays', t.youngAccountDays),
    staff: (f) =>
      `First purchase of an account ${shown(f, 'accountAgeDays')} days old, ${shown(f, 'amountTypical')} times the typical price, after ${shown(f, 'failures_10m')} declines within 10 minutes.`,
    learner: sentences.aPersonLooks,
  },
  {
    name: 'spend_of_a_new_account',
    action: 'review',
    priority: 75,
    applies: (f) =>
      atLeast(f, 'spend_24h', t.spend24hReview) && below(f, 'accountAgeDays', t.youngAccountDays),
    staff: (f) =>
      `${shown(f, 'spend_24h')} typical prices within 24 hours from an account ${shown(f, 'accountAgeDays')} days old.`,
    learner: sentences.aPersonLooks,
  },
  {
    name: 'very_dear_first_purchase',
    action: 'review',
    priority: 74,
    applies: (f) => atLeast(f, 'amountTypical', t.veryDearTypical) && atLeast(f, 'isFirstPurchase', 1),
    staff: (f) => `A first purchase of ${shown(f, 'amountTypical')} times the typical price.`,
    learner: sentences.aPersonLooks,
  },
  {
    name: 'refunds_often',
    action: 'review',
    priority: 70,
    applies: (f) => atLeast(f, 'refunds_30d', t.refunds30dReview),
    staff: (f) => `${shown(f, 'refunds_30d')} refunds within 30 days.`,
    learner: sentences.aPersonLooks,
  },
];

const challenging: readonly Rule[] = [
  {
    name: 'declines_repeated',
    action: 'challenge',
    priority: 60,
    applies: (f) => atLeast(f, 'failures_10m', t.declines10mChallenge),
    staff: (f) => `${shown(f, 'failures_10m')} declined attempts within 10 minutes.`,
    learner: sentences.confirmItIsYou,
  },
  {
    name: 'presses_many',
    action: 'challenge',
    priority: 55,
    applies: (f) => atLeast(f, 'payments_1h', t.presses1hChallenge),
    staff: (f) => `Pay was pressed ${shown(f, 'payments_1h')} times within an hour.`,
    learner: sentences.confirmItIsYou,
  },
  {
    name: 'dear_for_new',
    action: 'challenge',
    priority: 50,
    applies: (f) =>
      atLeast(f, 'amountTypical', t.dearTypical) &&
      atLeast(f, 'isFirstPurchase', 1) &&
      below(f, 'accountAgeDays', t.newAccountDays),
    staff: (f) =>
      `First purchase of an account ${shown(f, 'accountAgeDays')} days old, ${shown(f, 'amountTypical')} times the typical price.`,
    learner: sentences.confirmItIsYou,
  },
  {
    name: 'far_above_habit',
    action: 'challenge',
    priority: 45,
    applies: (f) =>
      atLeast(f, 'accountAgeDays', t.takeoverAccountDays) &&
      atLeast(f, 'amountAgainstOwn', t.takeoverTimesOwn) &&
      atLeast(f, 'payments_1h', t.takeoverPresses1h),
    staff: (f) =>
      `${shown(f, 'amountAgainstOwn')} times what this learner usually pays, and ${shown(f, 'payments_1h')} presses within an hour.`,
    learner: sentences.confirmItIsYou,
  },
  {
    name: 'pace_rush',
    action: 'challenge',
    priority: 40,
    applies: (f) => atLeast(f, 'messagesCount', t.rushMessages) && below(f, 'secondsToPay', t.rushSeconds),
    staff: (f) =>
      `Pay was pressed ${shown(f, 'secondsToPay')} s after the first of ${shown(f, 'messagesCount')} messages.`,
    learner: sentences.confirmItIsYou,
  },
  {
    name: 'pace_burst',
    action: 'challenge',
    priority: 39,
    applies: (f) =>
      atLeast(f, 'messagesCount', t.burstMessages) && below(f, 'medianGapSeconds', t.burstGapSeconds),
    staff: (f) =>
      `${shown(f, 'messagesCount')} messages with a median pause of ${shown(f, 'medianGapSeconds')} s.`,
    learner: sentences.confirmItIsYou,
  },
];

const allowing: readonly Rule[] = [
  {
    name: 'known_learner',
    action: 'allow',
    priority: 10,
    applies: (f) =>
      atLeast(f, 'paidCount_90d', t.knownPaid90d) &&
      atLeast(f, 'accountAgeDays', t.youngAccountDays) &&
      below(f, 'failures_24h', 1) &&
      below(f, 'refunds_30d', 1) &&
      below(f, 'amountAgainstOwn', t.takeoverTimesOwn),
    staff: (f) => `Paid ${shown(f, 'paidCount_90d')} times within 90 days, no refund, no decline today.`,
    learner: sentences.goOn,
  },
];

/** The rules in force. */
export const standardRules: readonly Rule[] = [...blocking, ...reviewing, ...challenging, ...allowing];

/** The rules that fire, highest priority first. */
export function evaluateRules(rules: readonly Rule[], features: Features): Rule[] {
  return rules.filter((rule) => rule.applies(features)).sort((a, b) => b.priority - a.priority);
}

/** What of a rule that fired is kept with the decision. */
export function hitOf({ name, action, priority }: Rule): RuleHit {
  return { rule: name, action, priority };
}
