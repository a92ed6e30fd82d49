import { calibrate, noCalibration, probabilityOf } from '../../src/risk/model/calibration.ts';
import { calibrationError, fitCalibration } from '../../src/risk/train/calibrate.ts';
import type { Scored } from '../../src/risk/train/metrics.ts';
import { cardFeatureNames } from './card-features.ts';
import type { Family } from './families.ts';
import { type Fold, foldOf, holdsFold, testStarts } from './protocol.ts';
import { type Measured, matrixOf, tryFold } from './run-folds.ts';

/** Days between two folds of which the test week of the earlier is labelled when that of the later begins. */
const LABELLED_AFTER_DAYS = 14;

/**
 * How far told probabilities are from what happened in a test week. The model learns, then a later week that is labelled by
 * then calibrates it, then comes the week of the test: the first published one. Only customers who are still judged count
 * in both.
 */
export async function checkCalibration(
  measured: Measured,
  family: Family,
): Promise<{ raw: number; calibrated: number; fold: number }> {
  const { stream } = measured;
  const start = testStarts.find(
    (one) => holdsFold(stream, one) && holdsFold(stream, one - LABELLED_AFTER_DAYS),
  );
  if (start === undefined) return { raw: 0, calibrated: 0, fold: 0 };
  const earlier = start - LABELLED_AFTER_DAYS;
  const tried = await tryFold(measured, {
    start: earlier,
    trainDays: 7,
    names: cardFeatureNames,
    family,
    seed: earlier,
  });
  const calibration = fitCalibration(scoredRows(measured, tried.fold, tried.scores));
  const fold = foldOf(stream, start, 7);
  const logits = tried.judge(matrixOf(measured, fold.testRows, cardFeatureNames));
  const told = (one: typeof calibration) =>
    scoredRows(measured, fold, logits).map(({ score, isFraud }) => ({
      score: probabilityOf(calibrate(one, score)),
      isFraud,
    }));
  return {
    raw: calibrationError(told(noCalibration)),
    calibrated: calibrationError(told(calibration)),
    fold: start,
  };
}

function scoredRows({ stream }: Measured, { testRows }: Fold, logits: Float64Array): Scored[] {
  return Array.from(logits, (score, place) => ({
    score,
    isFraud: stream.fraud[testRows[place] as number] === 1,
  }));
}
