import { expect, it } from 'vitest';
import { newcombe, sampleRatioP, wilson } from './intervals.ts';

// Newcombe (1998), Statistics in Medicine 17, tables I: 81/263, 15/148, 0/20, 1/29; and II: 56/70 against 48/80.
it.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i lies where the published interval says', (count, of, low, high) => {
  const interval = wilson(count, of);
  expect(interval?.low).toBeCloseTo(low, 4);
  expect(interval?.high).toBeCloseTo(high, 4);
});

it('two shares differ by what the published interval says', () => {
  const [one, other] = [wilson(48, 80), wilson(56, 70)];
  if (one === null || other === null) throw new Error('no shares');
  const { value, low, high } = newcombe(one, other);
  expect(value).toBeCloseTo(0.2, 10);
  expect(low).toBeCloseTo(0.0524, 4);
  expect(high).toBeCloseTo(0.3339, 4);
});

it('tells uneven variants from chance', () => {
  expect(sampleRatioP([500, 500])).toBe(1);
  // Chi-square 3.841 with one degree of freedom is the 5 % point, 5.991 with two.
  expect(sampleRatioP([500 - 30.99, 500 + 30.99])).toBeCloseTo(0.05, 3);
  expect(sampleRatioP([100 - 17.3075, 100, 100 + 17.3075])).toBeCloseTo(0.05, 3);
  expect(sampleRatioP([10])).toBeNull();
  expect(wilson(0, 0)).toBeNull();
});
