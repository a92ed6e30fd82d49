import { probabilityOf } from '../../src/risk/model/calibration.ts';
import {
  areaUnderCurve,
  averagePrecision,
  shareReaching,
  thresholdForGoodShare,
} from '../../src/risk/train/metrics.ts';
import type { Matrix } from '../../src/risk/train/trees/bins.ts';
import { type CardMatrix, cardFeatureNames } from './card-features.ts';
import type { CardStream } from './card-stream.ts';
import type { Family, Judge } from './families.ts';
import { cardPrecision, type Fold, foldOf } from './protocol.ts';

/** Payments with what the engine measured of them. */
export interface Measured {
  readonly stream: CardStream;
  readonly matrix: CardMatrix;
  /** The first row that the matrix holds. */
  readonly firstRow: number;
}

export interface FoldFigures {
  readonly auc: number;
  readonly averagePrecision: number;
  readonly cardPrecision100: number;
  readonly recallAtFpr1: number;
}

/** A fold that a family has learnt and been tested on. */
export interface Tried {
  readonly fold: Fold;
  readonly scores: Float64Array;
  readonly judge: Judge;
  readonly figures: FoldFigures;
}

export interface Trial {
  readonly start: number;
  readonly trainDays: number;
  readonly names: readonly string[];
  readonly family: Family;
  readonly seed: number;
}

async function tryFold(measured: Measured, trial: Trial): Promise<Tried> {
  const { stream } = measured;
  const fold = foldOf(stream, trial.start, trial.trainDays);
  const labels = Uint8Array.from(fold.trainRows, (row) => stream.fraud[row] as number);
  const matrix = matrixOf(measured, fold.trainRows, trial.names);
  const judge = await trial.family({ matrix, labels, seed: trial.seed });
  const scores = judge(matrixOf(measured, fold.testRows, trial.names));
  return { fold, scores, judge, figures: figuresOf(stream, fold, scores) };
}

export type TryFold = (trial: Trial) => Promise<Tried>;

/** Tries each trial once, however often it is asked for. */
export function rememberTrials(measured: Measured): TryFold {
  const byFamily = new Map<Family, Map<string, Promise<Tried>>>();
  return (trial) => {
    const { start, trainDays, names, family, seed } = trial;
    const known = byFamily.get(family) ?? new Map<string, Promise<Tried>>();
    byFamily.set(family, known);
    const key = [start, trainDays, seed, names.length].join(' ');
    const tried = known.get(key) ?? tryFold(measured, trial);
    known.set(key, tried);
    return tried;
  };
}

/** The named features of some rows. */
export function matrixOf({ matrix, firstRow }: Measured, rows: Int32Array, names: readonly string[]): Matrix {
  const columns = names.map((name) => cardFeatureNames.indexOf(name));
  const width = columns.length;
  const values = new Float32Array(rows.length * width);
  for (let row = 0; row < rows.length; row += 1) {
    const from = ((rows[row] as number) - firstRow) * matrix.width;
    for (let place = 0; place < width; place += 1)
      values[row * width + place] = matrix.values[from + (columns[place] as number)] as number;
  }
  return { width, values };
}

export function figuresOf(stream: CardStream, fold: Fold, scores: Float64Array): FoldFigures {
  const rows = Array.from(scores, (logit, place) => ({
    score: probabilityOf(logit),
    isFraud: stream.fraud[fold.testRows[place] as number] === 1,
  }));
  return {
    auc: areaUnderCurve(rows),
    averagePrecision: averagePrecision(rows),
    cardPrecision100: cardPrecision(stream, fold, scores),
    recallAtFpr1: shareReaching(rows, true, thresholdForGoodShare(rows, 0.01)),
  };
}
