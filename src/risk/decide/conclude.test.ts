import { describe, expect, it } from 'vitest';
import { refusalOf } from '../errors.ts';
import { loadModel } from '../model/load-model.ts';
import { concludeOf, featuresOf, MODEL_FILE, pressOf } from '../risk.testing.ts';
import type { ReviewState } from '../types.ts';
import { sentences } from '../wording.ts';

const byRules = null;
const withModel = loadModel(MODEL_FILE);
const held = featuresOf({ refunds_30d: 4 });
const blocked = featuresOf({ failures_10m: 4 });
const standing = (status: ReviewState) => ({ reviewId: 'rev_1', status });

describe('what is concluded', () => {
  it('carries a reason for staff and a sentence for the learner for every rule that fired', () => {
    const { decision, reasons, learnerMessage, retryAfterSeconds } = concludeOf(byRules, blocked, null);
    expect(decision).toBe('block');
    expect(reasons.map(({ code }) => code)).toEqual(['card_testing', 'declines_repeated']);
    expect(reasons[0]?.staff).toBe('4 declined attempts within 10 minutes.');
    expect(learnerMessage).toEqual(sentences.waitTenMinutes);
    expect(retryAfterSeconds).toBe(600);
  });

  it('promises no time after which a block fades when one of its rules does not', () => {
    const both = featuresOf({ failures_10m: 4, failures_24h: 12 });
    expect(concludeOf(byRules, both, null).retryAfterSeconds).toBeNull();
  });

  it.each([
    ['open', 'review'],
    ['approved', 'allow'],
    ['rejected', 'block'],
    ['expired', 'review'],
  ] as const)('after a review that is %s is %s for a held payment', (status, decision) => {
    expect(concludeOf(byRules, held, standing(status)).decision).toBe(decision);
  });

  it('waits for an open review even when what asked for it has faded', () => {
    expect(concludeOf(byRules, featuresOf(), standing('open')).decision).toBe('review');
  });

  it('lets newer facts block a checkout that a person approved', () => {
    expect(concludeOf(byRules, blocked, standing('approved')).decision).toBe('block');
  });

  it('names what raised the score when the model asks for a challenge', () => {
    const hasty = featuresOf({
      byCard: 1,
      failures_10m: 2,
      failures_24h: 5,
      products_24h: 6,
      payments_24h: 7,
      hasMessages: 0,
      messagesCount: null,
      secondsToPay: null,
      accountAgeDays: 0,
    });
    const { decision, ruleHits, reasons } = concludeOf(withModel, hasty, null);
    expect([decision, ruleHits]).toEqual(['challenge', []]);
    expect(reasons[0]).toMatchObject({ code: 'model_score', ...sentences.confirmItIsYou });
    expect(reasons[0]?.staff).toMatch(/simulated labels.*declines \+\d/);
  });

  it('keeps no score when the model is missing', () => {
    expect(concludeOf(byRules, held, null)).toMatchObject({ score: null, modelVersion: null });
  });
});

describe('the refusal', () => {
  const assessed = (features: typeof held) => ({
    assessmentId: 'asm_1',
    command: pressOf(),
    judgedAtMs: 0,
    ...concludeOf(byRules, features, null),
  });

  it('of a block is 403 with the time to wait, of a hold 409, and says more in its own words', () => {
    const block = refusalOf(assessed(blocked));
    expect([block?.code, block?.definition.status, block?.retryAfterSeconds]).toEqual([
      'payment_blocked',
      403,
      600,
    ]);
    expect(block?.extensions['learnerMessage']).toEqual(sentences.waitTenMinutes);
    const hold = refusalOf(assessed(held));
    expect([hold?.code, hold?.definition.status]).toEqual(['payment_held', 409]);
  });

  it('of what may go on is none', () => {
    expect(refusalOf(assessed(featuresOf()))).toBeNull();
    expect(refusalOf(assessed(featuresOf({ payments_1h: 10 })))).toBeNull();
  });
});
