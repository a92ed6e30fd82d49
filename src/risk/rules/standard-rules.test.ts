import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type FeatureName, featureNames } from '../feature-shapes.ts';
import { featuresOf } from '../risk.testing.ts';
import type { Decision } from '../types.ts';
import { sentences } from '../wording.ts';
import { byPriority, evaluateRules } from './evaluate-rules.ts';
import { standardRules } from './standard-rules.ts';

type Change = Partial<Record<FeatureName, number | null>> & { onBlockList?: boolean; onAllowList?: boolean };

/** What just makes a rule fire, and what just does not. */
const edges: readonly [rule: string, action: Decision, fires: Change, quiet: Change][] = [
  ['block_listed', 'block', { onBlockList: true }, { onBlockList: false }],
  ['allow_listed', 'allow', { onAllowList: true }, { onAllowList: false }],
  ['card_testing', 'block', { failures_10m: 4 }, { failures_10m: 3 }],
  ['card_testing_mixed', 'block', { failures_10m: 3, payments_1h: 6 }, { failures_10m: 3, payments_1h: 5 }],
  ['declines_all_day', 'block', { failures_24h: 12 }, { failures_24h: 11 }],
  ['presses_extreme', 'block', { payments_1h: 30 }, { payments_1h: 29 }],
  [
    'dear_after_declines',
    'review',
    { failures_10m: 2, amountTypical: 3, accountAgeDays: 6.9 },
    { failures_10m: 1, amountTypical: 3, accountAgeDays: 6.9 },
  ],
  [
    'spend_of_a_new_account',
    'review',
    { spend_24h: 8, accountAgeDays: 6.9 },
    { spend_24h: 8, accountAgeDays: 7 },
  ],
  ['very_dear_first_purchase', 'review', { amountTypical: 20 }, { amountTypical: 20, isFirstPurchase: 0 }],
  ['refunds_often', 'review', { refunds_30d: 4 }, { refunds_30d: 3 }],
  ['declines_repeated', 'challenge', { failures_10m: 3 }, { failures_10m: 2 }],
  ['presses_many', 'challenge', { payments_1h: 10 }, { payments_1h: 9 }],
  [
    'dear_for_new',
    'challenge',
    { amountTypical: 3, accountAgeDays: 0.9 },
    { amountTypical: 2.99, accountAgeDays: 0.9 },
  ],
  [
    'new_device',
    'challenge',
    { devices_30d: 2, deviceAgeDays: 0.9, amountTypical: 3 },
    { devices_30d: 2, deviceAgeDays: 1, amountTypical: 3 },
  ],
  [
    'far_above_habit',
    'challenge',
    { amountAgainstOwn: 5, payments_1h: 3, isFirstPurchase: 0 },
    { amountAgainstOwn: 5, payments_1h: 2, isFirstPurchase: 0 },
  ],
  ['pace_rush', 'challenge', { messagesCount: 3, secondsToPay: 3.9 }, { messagesCount: 2, secondsToPay: 1 }],
  [
    'pace_burst',
    'challenge',
    { messagesCount: 4, medianGapSeconds: 0.69 },
    { messagesCount: 4, medianGapSeconds: 0.7 },
  ],
  ['bot_orders', 'challenge', { flagged_24h: 2 }, { flagged_24h: 1 }],
  [
    'pasted_talk',
    'challenge',
    { messagesCount: 3, pastedShare: 0.8, secondsToPay: 59 },
    { messagesCount: 3, pastedShare: 0.8, secondsToPay: 60 },
  ],
  [
    'known_learner',
    'allow',
    { paidCount_90d: 3, amountAgainstOwn: 1, isFirstPurchase: 0 },
    { paidCount_90d: 3, amountAgainstOwn: 1, isFirstPurchase: 0, refunds_30d: 1 },
  ],
];

describe('rules', () => {
  it.each(edges)('%s asks for %s at its threshold and not before', (name, action, fires, quiet) => {
    const fired = (change: Change) =>
      evaluateRules(standardRules, { ...featuresOf(), ...change }).hits.map(
        (rule) => `${rule.name} ${rule.action}`,
      );
    expect(fired(fires)).toContain(`${name} ${action}`);
    expect(fired(quiet)).not.toContain(`${name} ${action}`);
  });

  it('ask about the balance on a new device sooner than about a card, and never about the only device there is', () => {
    const asked = (change: Change & { method: string }) =>
      evaluateRules(standardRules, { ...featuresOf({ deviceAgeDays: 0 }), ...change }).hits.some(
        ({ name }) => name === 'new_device',
      );
    const small = { devices_30d: 2, amountTypical: 1 };
    expect([asked({ method: 'wallet', ...small }), asked({ method: 'card', ...small })]).toEqual([
      true,
      false,
    ]);
    expect(asked({ method: 'wallet', devices_30d: 1, amountTypical: 5 })).toBe(false);
  });

  it('are all tried here, and each has a name and a priority of its own', () => {
    expect(standardRules.map(({ name }) => name).sort()).toEqual(edges.map(([name]) => name).sort());
    expect(new Set(standardRules.map(({ priority }) => priority)).size).toBe(standardRules.length);
  });

  it('do not fire for an ordinary press, nor for one of which nothing is known', () => {
    expect(evaluateRules(standardRules, { ...featuresOf(), onBlockList: false }).hits).toEqual([]);
    const unknown = Object.fromEntries(featureNames.map((name) => [name, null]));
    const verdicts = evaluateRules(standardRules, featuresOf(unknown));
    expect(verdicts.hits).toEqual([]);
    expect(verdicts.missing).toHaveLength(standardRules.length);
  });

  it('come highest priority first', () => {
    const names = evaluateRules(
      byPriority(standardRules),
      featuresOf({ failures_10m: 4, amountTypical: 3, accountAgeDays: 0 }),
    ).hits.map(({ name }) => name);
    expect(names).toEqual(['card_testing', 'dear_after_declines', 'declines_repeated', 'dear_for_new']);
  });

  it('tell staff facts and learners what to do, without an accusation', () => {
    for (const rule of standardRules) {
      expect(rule.staff(featuresOf({ amountAgainstOwn: 5 }))).toMatch(/^[A-Z\d].*\.$/);
      expect(Object.values(sentences)).toContainEqual(rule.learner);
    }
    for (const { zh, en } of Object.values(sentences)) {
      expect(zh).not.toMatch(/欺诈|盗刷|可疑|异常|违规|风险|拒绝/);
      expect(en).not.toMatch(/fraud|stolen|suspicio|unusual|risk|violat|reject/i);
    }
    for (const { learner } of standardRules.filter(({ action }) => action === 'block')) {
      expect(learner.zh).toMatch(/没有扣款.*人工客服/);
      expect(learner.en).toMatch(/nothing was charged.*person/is);
    }
  });

  it('and features are all explained in docs/RISK.md', () => {
    const text = readFileSync('docs/RISK.md', 'utf8');
    for (const name of [...standardRules.map((rule) => rule.name), ...featureNames])
      expect(text).toContain(`\`${name}\``);
  });
});
