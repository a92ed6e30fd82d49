import { networkLogit, scratchFor } from '../../src/risk/model/network.ts';
import { treesLogit } from '../../src/risk/model/trees.ts';
import { fitInWorker } from '../../src/risk/train/network/fit-in-worker.ts';
import { seededRandom } from '../../src/risk/train/random.ts';
import { binMatrix, type Matrix } from '../../src/risk/train/trees/bins.ts';
import { fitBinned, fitTrees, type TreesOptions } from '../../src/risk/train/trees/fit-trees.ts';
import { fitPlainLogistic } from './plain-logistic.ts';

/** What a fold gives to learn from, on the features of one family. */
export interface Lesson {
  readonly matrix: Matrix;
  readonly labels: Uint8Array;
  readonly seed: number;
}

/** Logits of rows that the model has not seen. */
export type Judge = (rows: Matrix) => Float64Array;

/** A way to learn; chosen between by the validation folds alone. */
export type Family = (lesson: Lesson) => Promise<Judge>;

/** The published "100/0.1/3": hundred trees of depth 3, rate 0.1, every row and column. */
const plainTrees: TreesOptions = {
  trees: 100,
  rate: 0.1,
  depthMax: 3,
  l2: 1,
  childWeightMin: 1,
  gainMin: 0,
  goodShare: 1,
  columnShare: 1,
  seed: 1,
};

const deepTrees: TreesOptions = {
  ...plainTrees,
  trees: 200,
  rate: 0.05,
  depthMax: 5,
  l2: 5,
  childWeightMin: 2,
  goodShare: 0.5,
  columnShare: 0.4,
};

/** How many runs with seeds of their own are averaged. */
const BAGS = 2;

export const plainLogistic: Family = async ({ matrix, labels }) => fitPlainLogistic(matrix, labels).logitsOf;

export const hundredTrees: Family = async ({ matrix, labels }) => {
  const { trees } = fitTrees({ matrix, labels, options: plainTrees });
  return (rows) => eachRow(rows, (from) => treesLogit(trees, rows.values, from));
};

export const baggedTrees: Family = async ({ matrix, labels, seed }) => {
  const binned = binMatrix(matrix);
  const forests = Array.from(
    { length: BAGS },
    (_, bag) => fitBinned({ binned, labels, options: { ...deepTrees, seed: seed * 1_000 + bag } }).trees,
  );
  return (rows) =>
    eachRow(
      rows,
      (from) => forests.reduce((sum, trees) => sum + treesLogit(trees, rows.values, from), 0) / BAGS,
    );
};

/** Of good rows a network sees one in so many, and their logits are moved back by as much. */
const GOOD_ONE_IN = 3;

/** A net of TensorFlow.js on logarithms, standardised on the training rows; what is not known is an input of its own. */
export const network: Family = async ({ matrix, labels, seed }) => {
  const rows = shuffledRows(labels, seed);
  const inputs = inputsOf(matrix);
  const { network: fitted } = await fitInWorker({
    width: inputs.width,
    train: {
      values: inputs.of(matrix, rows),
      labels: Float32Array.from(rows, (row) => labels[row] as number),
    },
    validation: null,
    hidden: [64, 32],
    dropout: 0.3,
    l2: 1e-5,
    rate: 0.002,
    batchRows: 256,
    epochsMax: 20,
    patience: 20,
    seed,
    backends: ['wasm', 'cpu'],
  });
  const scratch = scratchFor(fitted);
  return (tested) => {
    const all = Array.from({ length: tested.values.length / tested.width }, (_, row) => row);
    const values = inputs.of(tested, all);
    return Float64Array.from(all, (row) => {
      const input = values.subarray(row * inputs.width, (row + 1) * inputs.width);
      return networkLogit(fitted, input, scratch) - Math.log(GOOD_ONE_IN);
    });
  };
};

function shuffledRows(labels: Uint8Array, seed: number): number[] {
  const random = seededRandom(seed);
  const rows = Array.from(labels, (_, row) => row).filter(
    (row) => labels[row] === 1 || random.chance(1 / GOOD_ONE_IN),
  );
  for (let last = rows.length - 1; last > 0; last -= 1) {
    const other = random.whole(0, last);
    [rows[last], rows[other]] = [rows[other] as number, rows[last] as number];
  }
  return rows;
}

interface Inputs {
  readonly width: number;
  readonly of: (matrix: Matrix, rows: readonly number[]) => Float32Array;
}

const logOf = (value: number): number => Math.sign(value) * Math.log1p(Math.abs(value));

/** Two inputs a column: the standardised logarithm, and whether it is not known. */
function inputsOf({ width, values }: Matrix): Inputs {
  const [means, deviations] = [new Float64Array(width), new Float64Array(width)];
  for (let column = 0; column < width; column += 1) {
    const known: number[] = [];
    for (let place = column; place < values.length; place += width)
      if (!Number.isNaN(values[place])) known.push(logOf(values[place] as number));
    const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
    const square = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length);
    means[column] = mean;
    deviations[column] = Math.sqrt(square) || 1;
  }
  const inputOf = (value: number, column: number): number => {
    const scaled = (logOf(value) - (means[column] as number)) / (deviations[column] as number);
    return Number.isNaN(scaled) ? 0 : Math.min(Math.max(scaled, -6), 6);
  };
  return {
    width: width * 2,
    of: (matrix, rows) => {
      const inputs = new Float32Array(rows.length * width * 2);
      rows.forEach((row, place) => {
        for (let column = 0; column < width; column += 1) {
          const value = matrix.values[row * width + column] as number;
          inputs[(place * width + column) * 2] = inputOf(value, column);
          inputs[(place * width + column) * 2 + 1] = Number.isNaN(value) ? 1 : 0;
        }
      });
      return inputs;
    },
  };
}

function eachRow({ width, values }: Matrix, logitOf: (from: number) => number): Float64Array {
  return Float64Array.from({ length: values.length / width }, (_, row) => logitOf(row * width));
}
