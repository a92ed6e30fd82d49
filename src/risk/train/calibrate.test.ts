import { describe, expect, it } from 'vitest';
import { calibrate, endsOf, probabilityOf } from '../model/calibration.ts';
import {
  calibrationError,
  calibrationErrorByWidth,
  calibrations,
  fitCalibration,
  toldBy,
} from './calibrate.ts';
import type { Scored } from './metrics.ts';
import { seededRandom } from './random.ts';

/** Rows whose truth follows `truthOf` of their score. */
function rowsOf(truthOf: (logit: number) => number, count: number): Scored[] {
  const random = seededRandom(3);
  return Array.from({ length: count }, () => {
    const score = random.next() * 12 - 9;
    return { score, isFraud: random.next() < probabilityOf(truthOf(score)) };
  });
}

/** Too sure where it says fraud, right where it says good. */
const tooSureAbove = (logit: number) => (logit < 0 ? logit : 0.3 * logit);

describe('calibration', () => {
  it.each(Object.entries(calibrations))(
    'by %s brings told probabilities to what happens, and never turns the order round',
    (_, learn) => {
      const calibration = learn(rowsOf(tooSureAbove, 20_000));
      const raw = rowsOf(tooSureAbove, 10_000);
      const told = toldBy(calibration, raw);
      const before = raw.map(({ score, isFraud }) => ({ score: probabilityOf(score), isFraud }));
      expect(calibrationError(told)).toBeLessThan(calibrationError(before) / 1.5);
      expect(calibrationErrorByWidth(told)).toBeLessThan(calibrationErrorByWidth(before) / 1.5);
      const logits = Array.from({ length: 200 }, (_, at) => calibrate(calibration, at / 10 - 10));
      expect(logits.every((logit, at) => at === 0 || logit >= (logits[at - 1] ?? 0))).toBe(true);
    },
  );

  it('takes the curve that fits rows it has not seen: two slopes where one does not do, one where it does', () => {
    expect(fitCalibration(rowsOf(tooSureAbove, 20_000).slice(0, 4_000)).kind).toBe('beta');
    // So few frauds that a curve of many points would follow chance.
    const few = rowsOf((logit) => 0.6 * logit - 2, 3_000);
    expect(fitCalibration(few).kind).not.toBe('isotonic');
  });

  it('splits a logit into its two ends, far out too', () => {
    for (const logit of [-800, -3, 0, 2.5, 800]) {
      const [low, high] = endsOf(logit);
      expect(low + high).toBeCloseTo(logit, 9);
      expect(low).toBeLessThanOrEqual(0);
      expect(high).toBeGreaterThanOrEqual(0);
    }
  });

  it('counts distances by rows in both binnings', () => {
    const rows = [0.1, 0.1, 0.9, 0.9].map((score, at) => ({ score, isFraud: at >= 2 }));
    expect(calibrationError(rows, 2)).toBeCloseTo(0.1, 12);
    expect(calibrationErrorByWidth(rows)).toBeCloseTo(0.1, 12);
  });
});
