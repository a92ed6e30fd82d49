import { type Figures, rounded } from '../../bench/support/bench.ts';
import { type Calibration, noCalibration } from '../../src/risk/model/calibration.ts';
import {
  calibrationError,
  calibrationErrorByWidth,
  calibrations,
  type FitCalibration,
  toldBy,
} from '../../src/risk/train/calibrate.ts';
import { logLoss, type Scored } from '../../src/risk/train/metrics.ts';
import { cardFeatureNames } from './card-features.ts';
import { firstRowOfDay, foldOf, holdsFold, testStarts, validationStarts } from './protocol.ts';
import { type Measured, matrixOf, type Tried } from './run-folds.ts';

/** Days between two folds of which the test week of the earlier is labelled when that of the later begins. */
const LABELLED_AFTER_DAYS = 14;
const BINS = 20;

/** What was found of the calibrations, the chosen one first of all. */
export interface CalibrationCheck {
  /** Of the least mean log loss on the validation weeks. */
  readonly chosen: string;
  /** How the choice was made, in words. */
  readonly told: string;
  /** Mean over the test weeks. */
  readonly calibrationError: number;
  readonly calibrationErrorWorst: number;
  readonly figures: Figures;
}

interface Week {
  readonly start: number;
  readonly isTest: boolean;
  /** Told probabilities of the test week with the truth, by calibration. */
  readonly told: Readonly<Record<string, readonly Scored[]>>;
}

const ways: Readonly<Record<string, FitCalibration>> = {
  ...calibrations,
  none: (): Calibration => noCalibration,
};

/**
 * How far told probabilities are from what happened in a test week. The model learns, then a later week that is labelled by
 * then calibrates it, then comes the week of the test. Only customers who are still judged count in both. The way to calibrate
 * is chosen on the weeks of the validation folds; those of the test folds report.
 */
export async function checkCalibration(
  measured: Measured,
  tryStart: (start: number) => Promise<Tried>,
): Promise<CalibrationCheck | null> {
  const starts = [...validationStarts, ...testStarts].filter((start) => canCheck(measured, start));
  const weeks: Week[] = [];
  for (const start of starts)
    weeks.push(weekOf(measured, start, await tryStart(start - LABELLED_AFTER_DAYS)));
  const validation = weeks.filter(({ isTest }) => !isTest);
  const test = weeks.filter(({ isTest }) => isTest);
  if (validation.length === 0 || test.length === 0) return null;
  const losses = Object.keys(ways).map((name) => ({
    name,
    loss: meanOf(validation.map(({ told }) => logLoss(told[name] ?? []))),
  }));
  const chosen = losses.reduce((best, one) => (one.loss < best.loss ? one : best)).name;
  const errors = test.map(({ told }) => calibrationError(told[chosen] ?? [], BINS));
  return {
    chosen,
    told: losses.map(({ name, loss }) => `${name} ${loss.toFixed(5)}`).join(', '),
    calibrationError: rounded(meanOf(errors)),
    calibrationErrorWorst: rounded(Math.max(...errors)),
    figures: Object.fromEntries(weeks.map((week) => [`fold${week.start}`, figuresOf(week)])),
  };
}

function canCheck({ stream, firstRow }: Measured, start: number): boolean {
  const earlier = start - LABELLED_AFTER_DAYS;
  return holdsFold(stream, start) && holdsFold(stream, earlier) && firstRowOfDay(stream, earlier) >= firstRow;
}

function weekOf(measured: Measured, start: number, { fold, scores, judge }: Tried): Week {
  const labelled = scoredRows(measured, fold.testRows, scores);
  const { testRows } = foldOf(measured.stream, start, 7);
  const logits = judge(matrixOf(measured, testRows, cardFeatureNames));
  const rows = scoredRows(measured, testRows, logits);
  return {
    start,
    isTest: (testStarts as readonly number[]).includes(start),
    told: Object.fromEntries(
      Object.entries(ways).map(([name, learn]) => [name, toldBy(learn(labelled), rows)]),
    ),
  };
}

/** Errors of every way, and what a scorer that knows each probability exactly would show by chance. */
function figuresOf({ told }: Week): Figures {
  const named = (prefix: string, of: (rows: readonly Scored[]) => number) =>
    Object.fromEntries(Object.entries(told).map(([name, rows]) => [`${prefix}_${name}`, rounded(of(rows))]));
  return {
    ...named('error20', (rows) => calibrationError(rows, BINS)),
    ...named('errorWidth10', calibrationErrorByWidth),
    ...named('byChance20', errorByChance),
  };
}

/** What bins of equally many rows are off by on average though every probability is right: √(2/π · Σ p(1 − p)) of each. */
function errorByChance(rows: readonly Scored[]): number {
  const sorted = [...rows].sort((a, b) => a.score - b.score);
  let sum = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const inBin = sorted.slice(
      Math.floor((sorted.length * bin) / BINS),
      Math.floor((sorted.length * (bin + 1)) / BINS),
    );
    const variance = inBin.reduce((total, { score }) => total + score * (1 - score), 0);
    sum += Math.sqrt((2 / Math.PI) * variance);
  }
  return sum / sorted.length;
}

function scoredRows({ stream }: Measured, rows: Int32Array, logits: Float64Array): Scored[] {
  return Array.from(logits, (score, place) => ({
    score,
    isFraud: stream.fraud[rows[place] as number] === 1,
  }));
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
