import { describe, expect, it } from 'vitest';
import { findHarm } from './guard-experiment.ts';
import { planSample } from './plan-sample.ts';
import { rateOf, type VariantReport } from './report-experiment.ts';

const report = (variant: string, made: Partial<VariantReport>): VariantReport => ({
  ...{ variant, learners: 1000, conversations: 1000, impressions: 3000, clicks: 300 },
  ...{ conversions: 200, returned: 10, handoffs: 50, conversionRate: rateOf(200, 3000) },
  ...made,
});

describe('what must not get worse', () => {
  it('many more returns, or many more people asked for, are harm and named by variant', () => {
    const harm = findHarm([
      report('words', {}),
      report('taste', { returned: 40 }),
      report('new', { handoffs: 120 }),
    ]);
    expect(harm.map(({ variant, guard }) => `${variant} ${guard}`)).toEqual([
      'taste returned',
      'new handoffs',
    ]);
    expect(harm[0]).toMatchObject({ share: 0.2, usual: 0.05 });
  });

  it('what chance does, what is better and what is too little to tell is none', () => {
    expect(findHarm([report('words', {}), report('taste', { returned: 14, handoffs: 60 })])).toEqual([]);
    expect(findHarm([report('words', { returned: 60 }), report('taste', { returned: 2 })])).toEqual([]);
    const few = report('few', { conversions: 5, returned: 5 });
    expect(findHarm([report('words', {}), few])).toEqual([]);
    expect(findHarm([])).toEqual([]);
  });
});

describe('how many learners an experiment needs', () => {
  it('is what the textbook says', () => {
    // Fleiss, two-sided 5 %, power 80 %: 10 % against 12 % and 50 % against 60 %.
    expect(planSample({ rate: 0.1, lift: 0.2 })).toBe(3841);
    expect(planSample({ rate: 0.5, lift: 0.2 })).toBe(388);
  });

  it('grows as the lift shrinks and as more certainty is asked for', () => {
    const plain = planSample({ rate: 0.04, lift: 0.1 });
    expect(planSample({ rate: 0.04, lift: 0.05 })).toBeGreaterThan(3 * plain);
    expect(planSample({ rate: 0.04, lift: 0.1, power: 0.95 })).toBeGreaterThan(plain);
    expect(planSample({ rate: 0.04, lift: 0 })).toBe(Number.POSITIVE_INFINITY);
  });
});
