import { describe, expect, it } from 'vitest';
import { byPriority } from '../rules/evaluate-rules.ts';
import { standardRules } from '../rules/standard-rules.ts';
import { simulatedFigures } from './figures.ts';
import { simulateShop } from './simulate-shop.ts';
import { visitorKinds } from './wishes.ts';

const shop = (seed: number, visitors: number) => [
  ...simulateShop({
    seed,
    visitors,
    days: 90,
    beginMs: Date.UTC(2024, 0, 1),
    rules: byPriority(standardRules),
  }),
];

describe('a simulated shop of an unseen seed', () => {
  const presses = shop(40_961, 6_000);
  const figures = simulatedFigures(presses);

  it('has every kind of visitor, with known truth', () => {
    expect(new Set(presses.map(({ kind }) => kind))).toEqual(new Set(visitorKinds));
    expect(presses.filter(({ kind, isFraud }) => kind === 'good' && isFraud)).toEqual([]);
  });

  it('stops card testing at the fifth try or before, whoever meets a card that works aside, and blocks at most one good learner in a thousand', () => {
    expect(figures.cardTesters).toBeGreaterThan(10);
    expect(figures.cardTestersDeclinesMax).toBeLessThanOrEqual(5);
    expect(figures.cardTestersWithinFiveShare).toBeGreaterThanOrEqual(0.9);
    expect(figures.goodLearners).toBeGreaterThan(5_000);
    expect(figures.goodLearnersBlockedShare).toBeLessThanOrEqual(0.001);
  });

  it('is the same for the same seed', () => {
    const told = (seed: number) => JSON.stringify(shop(seed, 150).map((one) => [one, one.press.features()]));
    const one = told(7);
    expect(told(7)).toBe(one);
    expect(told(8)).not.toBe(one);
  });
});
