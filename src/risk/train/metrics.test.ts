import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderCurve, averagePrecision, shareReaching, thresholdForGoodShare } from './metrics.ts';
import { fitScaler, scaledRows } from './scale.ts';

const rows = (text: string) =>
  [...text].map((mark, place) => ({ score: 1 - place / 10, isFraud: mark === 'F' }));

describe('figures', () => {
  it('are right on rankings that can be worked out by hand', () => {
    expect(areaUnderCurve(rows('FFgg'))).toBe(1);
    expect(areaUnderCurve(rows('ggFF'))).toBe(0);
    expect(areaUnderCurve(rows('FgFg'))).toBe(0.75);
    expect(averagePrecision(rows('FgFg'))).toBeCloseTo(0.5 * 1 + 0.5 * (2 / 3), 12);
    expect(averagePrecision(rows('gF'))).toBe(0.5);
  });

  it('give no credit to an order among equal scores', () => {
    const tied = [
      { score: 0.5, isFraud: true },
      { score: 0.5, isFraud: false },
    ];
    expect([areaUnderCurve(tied), averagePrecision(tied)]).toEqual([0.5, 0.5]);
    expect([areaUnderCurve([...tied].reverse()), averagePrecision([...tied].reverse())]).toEqual([0.5, 0.5]);
  });

  it('set a threshold that no more than the share of good rows reaches', () => {
    const scored = fc.array(
      fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), isFraud: fc.boolean() }),
      { minLength: 1, maxLength: 80 },
    );
    fc.assert(
      fc.property(scored, fc.double({ min: 0, max: 0.5, noNaN: true }), (list, share) => {
        const threshold = thresholdForGoodShare(list, share);
        const goods = list.filter(({ isFraud, score }) => !isFraud && score < 1);
        fc.pre(goods.length === list.filter(({ isFraud }) => !isFraud).length);
        expect(shareReaching(list, false, threshold)).toBeLessThanOrEqual(share);
      }),
    );
  });
});

it('scaling gives mean 0 and deviation 1, the unknown the mean, and leaves a constant column alone', () => {
  const matrix = [
    [1, 5],
    [3, 5],
    [Number.NaN, 5],
  ].map((row) => Float64Array.from(row));
  const scaler = fitScaler(matrix);
  expect([[...scaler.means], [...scaler.deviations]]).toEqual([
    [2, 5],
    [1, 1],
  ]);
  expect([...scaledRows(scaler, matrix)]).toEqual([-1, 0, 1, 0, 0, 0]);
});
