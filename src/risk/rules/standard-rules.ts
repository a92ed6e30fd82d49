import { thresholds as t } from '../thresholds.ts';
import type { Bilingual, Decision } from '../types.ts';
import { sentences } from '../wording.ts';
import { compileRule } from './compile-rule.ts';
import type { Rule, RuleDefinition } from './rule.ts';

type Lines = Pick<RuleDefinition, 'name' | 'priority' | 'expression' | 'analystText'> & {
  readonly learner?: Bilingual;
  readonly retryAfterSeconds?: number;
};

const rulesOf = (action: Decision, learner: Bilingual, lines: readonly Lines[]): RuleDefinition[] =>
  lines.map((line) => ({ action, learner, whenMissing: 'pass', retryAfterSeconds: null, ...line }));

const blocking = rulesOf('block', sentences.askOrTomorrow, [
  {
    name: 'block_listed',
    priority: 110,
    expression: 'onBlockList',
    analystText: 'A key of this press stands on the block list.',
    learner: sentences.askAPerson,
  },
  {
    name: 'card_testing',
    priority: 100,
    expression: `failures_10m >= ${t.declines10mBlock}`,
    analystText: '{failures_10m} declined attempts within 10 minutes.',
    learner: sentences.waitTenMinutes,
    retryAfterSeconds: t.declinesBlockSeconds,
  },
  {
    name: 'card_testing_mixed',
    priority: 98,
    expression: `failures_10m >= ${t.mixedDeclines10m} && payments_1h >= ${t.mixedPresses1h}`,
    analystText:
      '{failures_10m} declined attempts within 10 minutes, among {payments_1h} presses within an hour.',
    learner: sentences.waitTenMinutes,
    retryAfterSeconds: t.declinesBlockSeconds,
  },
  {
    name: 'declines_all_day',
    priority: 95,
    expression: `failures_24h >= ${t.declines24hBlock}`,
    analystText: '{failures_24h} declined attempts within 24 hours.',
  },
  {
    name: 'presses_extreme',
    priority: 90,
    expression: `payments_1h >= ${t.presses1hBlock}`,
    analystText: 'Pay was pressed {payments_1h} times within an hour.',
    learner: sentences.waitAnHour,
    retryAfterSeconds: t.pressesBlockSeconds,
  },
]);

const reviewing = rulesOf('review', sentences.aPersonLooks, [
  {
    name: 'dear_after_declines',
    priority: 80,
    expression: `failures_10m >= ${t.dearDeclinesReview} && amountTypical >= ${t.dearTypical} && isFirstPurchase >= 1 && accountAgeDays < ${t.youngAccountDays}`,
    analystText:
      'First purchase of an account {accountAgeDays} days old, {amountTypical} times the typical price, after {failures_10m} declines within 10 minutes.',
  },
  {
    name: 'spend_of_a_new_account',
    priority: 75,
    expression: `spend_24h >= ${t.spend24hReview} && accountAgeDays < ${t.youngAccountDays}`,
    analystText: '{spend_24h} typical prices within 24 hours from an account {accountAgeDays} days old.',
  },
  {
    name: 'very_dear_first_purchase',
    priority: 74,
    expression: `amountTypical >= ${t.veryDearTypical} && isFirstPurchase >= 1`,
    analystText: 'A first purchase of {amountTypical} times the typical price.',
  },
  {
    name: 'refunds_often',
    priority: 70,
    expression: `refunds_30d >= ${t.refunds30dReview}`,
    analystText: '{refunds_30d} refunds within 30 days.',
  },
]);

const challenging = rulesOf('challenge', sentences.confirmItIsYou, [
  {
    name: 'declines_repeated',
    priority: 60,
    expression: `failures_10m >= ${t.declines10mChallenge}`,
    analystText: '{failures_10m} declined attempts within 10 minutes.',
  },
  {
    name: 'presses_many',
    priority: 55,
    expression: `payments_1h >= ${t.presses1hChallenge}`,
    analystText: 'Pay was pressed {payments_1h} times within an hour.',
  },
  {
    name: 'dear_for_new',
    priority: 50,
    expression: `amountTypical >= ${t.dearTypical} && isFirstPurchase >= 1 && accountAgeDays < ${t.newAccountDays}`,
    analystText:
      'First purchase of an account {accountAgeDays} days old, {amountTypical} times the typical price.',
  },
  {
    name: 'new_device',
    priority: 48,
    expression: `devices_30d >= ${t.newDeviceDevices} && deviceAgeDays < ${t.newDeviceDays} && (amountTypical >= ${t.newDeviceTypical} || (method == "wallet" && amountTypical >= ${t.newDeviceWalletTypical}))`,
    analystText:
      '{amountTypical} typical prices from a browser first seen with this learner {deviceAgeDays} days ago, the {devices_30d}. within 30 days.',
  },
  {
    name: 'far_above_habit',
    priority: 45,
    expression: `accountAgeDays >= ${t.takeoverAccountDays} && amountAgainstOwn >= ${t.takeoverTimesOwn} && payments_1h >= ${t.takeoverPresses1h}`,
    analystText:
      '{amountAgainstOwn} times what this learner usually pays, and {payments_1h} presses within an hour.',
  },
  {
    name: 'pace_rush',
    priority: 40,
    expression: `messagesCount >= ${t.rushMessages} && secondsToPay < ${t.rushSeconds}`,
    analystText: 'Pay was pressed {secondsToPay} s after the first of {messagesCount} messages.',
  },
  {
    name: 'pace_burst',
    priority: 39,
    expression: `messagesCount >= ${t.burstMessages} && medianGapSeconds < ${t.burstGapSeconds}`,
    analystText: '{messagesCount} messages with a median pause of {medianGapSeconds} s.',
  },
  {
    name: 'bot_orders',
    priority: 38,
    expression: `flagged_24h >= ${t.flagged24hChallenge}`,
    analystText: '{flagged_24h} messages within 24 hours that try to give the bot orders.',
  },
  {
    name: 'pasted_talk',
    priority: 37,
    expression: `messagesCount >= ${t.pastedMessages} && pastedShare >= ${t.pastedShare} && secondsToPay < ${t.pastedSeconds}`,
    analystText: '{messagesCount} messages, nearly all pasted, and paid {secondsToPay} s after the first.',
  },
]);

const allowing = rulesOf('allow', sentences.goOn, [
  {
    // Above what people and challenges settle, below what stops: a listed learner's account can be stolen too.
    name: 'allow_listed',
    priority: 85,
    expression: 'onAllowList',
    analystText: 'A key of this press stands on the allow list.',
  },
  {
    name: 'known_learner',
    priority: 10,
    expression: `paidCount_90d >= ${t.knownPaid90d} && accountAgeDays >= ${t.youngAccountDays} && failures_24h < 1 && refunds_30d < 1 && amountAgainstOwn < ${t.takeoverTimesOwn}`,
    analystText: 'Paid {paidCount_90d} times within 90 days, no refund, no decline today.',
  },
]);

/** The rules that come with Tilltalk: live from the start, as version 1, until people change them. */
export const standardDefinitions: readonly RuleDefinition[] = [
  ...blocking,
  ...reviewing,
  ...challenging,
  ...allowing,
];

/** The same, ready to be evaluated. */
export const standardRules: readonly Rule[] = standardDefinitions.map((definition) =>
  compileRule(definition, { version: 1, state: 'live' }),
);
