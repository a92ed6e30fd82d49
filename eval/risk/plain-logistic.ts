import type { Matrix } from '../../src/risk/train/trees/bins.ts';

const STEPS = 12;

/** A logistic regression as in the textbook: standardised columns, L2 of weight 1, Newton's steps. The thing to beat. */
export interface PlainLogistic {
  /** Logits of rows of the same columns. */
  readonly logitsOf: (matrix: Matrix) => Float64Array;
}

export function fitPlainLogistic(matrix: Matrix, labels: Uint8Array): PlainLogistic {
  const scaler = scalerOf(matrix);
  const x = scaled(matrix, scaler);
  const width = matrix.width + 1;
  const weights = new Float64Array(width);
  for (let step = 0; step < STEPS; step += 1) newtonStep(x, labels, weights);
  return {
    logitsOf: (rows) => {
      const values = scaled(rows, scaler);
      return Float64Array.from({ length: values.length / width }, (_, row) =>
        dot(values, row * width, weights),
      );
    },
  };
}

interface Scaler {
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

function scalerOf({ width, values }: Matrix): Scaler {
  const rows = values.length / width;
  const means = new Float64Array(width);
  const squares = new Float64Array(width);
  values.forEach((value, place) => {
    means[place % width] = (means[place % width] as number) + value / rows;
    squares[place % width] = (squares[place % width] as number) + (value * value) / rows;
  });
  const deviations = squares.map((square, place) =>
    Math.sqrt(Math.max(0, square - (means[place] as number) ** 2)),
  );
  return { means, deviations };
}

/** Scaled columns and a last one of ones. */
function scaled({ width, values }: Matrix, { means, deviations }: Scaler): Float64Array {
  const rows = values.length / width;
  const out = new Float64Array(rows * (width + 1)).fill(1);
  for (let row = 0; row < rows; row += 1)
    for (let place = 0; place < width; place += 1)
      out[row * (width + 1) + place] =
        ((values[row * width + place] as number) - (means[place] as number)) /
        ((deviations[place] as number) || 1);
  return out;
}

function dot(values: Float64Array, from: number, weights: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < weights.length; place += 1)
    sum += (values[from + place] as number) * (weights[place] as number);
  return sum;
}

function newtonStep(x: Float64Array, labels: Uint8Array, weights: Float64Array): void {
  const width = weights.length;
  const system = Array.from({ length: width }, (_, place) => {
    const isBias = place === width - 1;
    const row = new Float64Array(width + 1);
    row[place] = isBias ? 1e-9 : 1;
    row[width] = isBias ? 0 : (weights[place] as number);
    return row;
  });
  for (let row = 0; row < labels.length; row += 1) {
    const probability = 1 / (1 + Math.exp(-dot(x, row * width, weights)));
    const weight = probability * (1 - probability);
    const error = probability - (labels[row] as number);
    for (let one = 0; one < width; one += 1) {
      const value = x[row * width + one] as number;
      const line = system[one] as Float64Array;
      line[width] = (line[width] as number) + error * value;
      for (let other = 0; other < width; other += 1)
        line[other] = (line[other] as number) + weight * value * (x[row * width + other] as number);
    }
  }
  const change = solve(system);
  for (let place = 0; place < width; place += 1)
    weights[place] = (weights[place] as number) - (change[place] as number);
}

/** Gauss and Jordan, on a system that is positive definite. */
function solve(system: Float64Array[]): Float64Array {
  const width = system.length;
  for (let pivot = 0; pivot < width; pivot += 1) {
    const line = system[pivot] as Float64Array;
    const by = line[pivot] as number;
    for (let place = 0; place <= width; place += 1) line[place] = (line[place] as number) / by;
    system.forEach((other, index) => {
      if (index === pivot) return;
      const times = other[pivot] as number;
      for (let place = 0; place <= width; place += 1)
        other[place] = (other[place] as number) - times * (line[place] as number);
    });
  }
  return Float64Array.from(system, (line) => line[width] as number);
}
