/** Numbers of one row with its truth; a constant is a column of its own. */
export interface LogisticRow {
  readonly inputs: readonly number[];
  readonly isFraud: boolean;
}

const STEPS = 50;
const RIDGE: number = 1e-6;
const STILL = 1e-10;

/**
 * Weights of a logistic curve over a handful of columns, by Newton's steps from `first` on. A column of zeros keeps its first
 * weight.
 */
export function fitLogistic(rows: readonly LogisticRow[], first: readonly number[]): number[] {
  let weights = [...first];
  for (let step = 0; step < STEPS; step += 1) {
    const change = solve(systemOf(rows, weights));
    if (!change.every(Number.isFinite)) break;
    weights = weights.map((weight, place) => weight - (change[place] as number));
    if (change.every((one) => Math.abs(one) < STILL)) break;
  }
  return weights;
}

/** Second derivatives, and the first ones as the last column. */
function systemOf(rows: readonly LogisticRow[], weights: readonly number[]): number[][] {
  const width = weights.length;
  const system = weights.map((_, place) =>
    Array.from<unknown, number>({ length: width + 1 }, (_, other) => (other === place ? RIDGE : 0)),
  );
  for (const { inputs, isFraud } of rows) {
    const logit = inputs.reduce((sum, input, place) => sum + input * (weights[place] as number), 0);
    const probability = 1 / (1 + Math.exp(-logit));
    const weight = probability * (1 - probability);
    const error = probability - (isFraud ? 1 : 0);
    for (const [place, line] of system.entries()) {
      const input = inputs[place] as number;
      for (let other = 0; other < width; other += 1)
        line[other] = (line[other] as number) + weight * input * (inputs[other] as number);
      line[width] = (line[width] as number) + error * input;
    }
  }
  return system;
}

/** Gauss and Jordan; the system is positive definite. */
function solve(system: number[][]): number[] {
  const width = system.length;
  for (let pivot = 0; pivot < width; pivot += 1) {
    const line = system[pivot] as number[];
    const by = line[pivot] as number;
    const scaled = line.map((value) => value / by);
    system[pivot] = scaled;
    for (const [place, other] of system.entries()) {
      const times = other[pivot] as number;
      if (place !== pivot)
        system[place] = other.map((value, column) => value - times * (scaled[column] as number));
    }
  }
  return system.map((line) => line[width] as number);
}
