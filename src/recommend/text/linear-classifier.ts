import { seededRandom, shuffle } from './random.ts';
import type { SparseVector } from './vocabulary.ts';

/** One weight per place and class, all classes of a place side by side, and a bias per class. */
export interface LinearClassifier {
  readonly classCount: number;
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

export interface TrainingLine {
  readonly vector: SparseVector;
  readonly label: number;
}

export interface LinearTraining {
  readonly classCount: number;
  readonly placeCount: number;
  readonly seed: number;
}

/** Cost of a line beyond its margin; more for the class that it is of. Chosen on held-out training lines. */
const COST = 1;
const OWN_COST = 3;
/** A line of a small class costs more, by this power of how much smaller than the mean the class is. Chosen likewise. */
const SIZE_POWER = 0.5;
const EPOCHS = 7;
/** What a cost leaves a dual to give way by. */
const SLACK = 0.5 / COST;
const SMALLEST_STEP = 1e-4;

/**
 * Support vectors, one class against the rest, squared hinge, by dual coordinate descent (Hsieh et al., 2008). All
 * classes are trained together, so that a line's n-grams are read once for all of them.
 */
export function trainLinear(lines: readonly TrainingLine[], training: LinearTraining): LinearClassifier {
  const { classCount, placeCount, seed } = training;
  const state: Descent = {
    classCount,
    weights: new Float32Array(placeCount * classCount),
    // A line is outside a class until something says otherwise.
    biases: new Float32Array(classCount).fill(-1),
    duals: new Float32Array(lines.length * classCount),
    ownSlacks: ownSlacksOf(lines, classCount),
    scores: new Float32Array(classCount),
    steps: new Float32Array(classCount),
    moved: new Int32Array(classCount),
  };
  const random = seededRandom(seed);
  const order = Int32Array.from(lines.keys());
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, random);
    for (const number of order) {
      const line = lines[number];
      if (line !== undefined) descend(state, line, number);
    }
  }
  return { classCount, weights: state.weights, biases: state.biases };
}

interface Descent extends LinearClassifier {
  /** Of each line and class. */
  readonly duals: Float32Array;
  /** Of each class, for its own lines. */
  readonly ownSlacks: Float32Array;
  readonly scores: Float32Array;
  readonly steps: Float32Array;
  readonly moved: Int32Array;
}

function ownSlacksOf(lines: readonly TrainingLine[], classCount: number): Float32Array {
  const sizes = new Float32Array(classCount);
  for (const { label } of lines) sizes[label] = (sizes[label] ?? 0) + 1;
  const sizeMean = lines.length / classCount;
  return sizes.map((size) => 0.5 / (COST * OWN_COST * (sizeMean / Math.max(1, size)) ** SIZE_POWER));
}

function descend(state: Descent, { vector, label }: TrainingLine, number: number): void {
  scoreClasses(state, vector, state.scores);
  const square = vector.length * vector.length + 1;
  const ownSlack = state.ownSlacks[label] ?? SLACK;
  const movedCount = findSteps(state, { label, number, square, ownSlack });
  if (movedCount === 0) return;
  applySteps(state, vector, movedCount);
}

function applySteps(state: Descent, { places, values }: SparseVector, movedCount: number): void {
  const { weights, biases, classCount, steps, moved } = state;
  for (let at = 0; at < movedCount; at += 1) {
    const to = moved[at] ?? 0;
    biases[to] = (biases[to] ?? 0) + (steps[at] ?? 0);
  }
  for (let place = 0; place < places.length; place += 1) {
    const from = (places[place] ?? 0) * classCount;
    const value = values[place] ?? 0;
    for (let at = 0; at < movedCount; at += 1) {
      const to = from + (moved[at] ?? 0);
      weights[to] = (weights[to] ?? 0) + value * (steps[at] ?? 0);
    }
  }
}

interface LineAt {
  readonly label: number;
  readonly number: number;
  /** The squared length of its vector with the bias. */
  readonly square: number;
  readonly ownSlack: number;
}

/** Fills `moved` and `steps` with the classes whose margin this line is not content with; returns how many. */
function findSteps(
  { classCount, scores, duals, moved, steps }: Descent,
  { label, number, square, ownSlack }: LineAt,
): number {
  const from = number * classCount;
  let count = 0;
  for (let at = 0; at < classCount; at += 1) {
    const sign = at === label ? 1 : -1;
    const slack = at === label ? ownSlack : SLACK;
    const dual = duals[from + at] ?? 0;
    const gradient = sign * (scores[at] ?? 0) - 1 + slack * dual;
    if (dual === 0 && gradient >= 0) continue;
    const next = Math.max(0, dual - gradient / (square + slack));
    if (Math.abs(next - dual) < SMALLEST_STEP) continue;
    duals[from + at] = next;
    moved[count] = at;
    steps[count] = (next - dual) * sign;
    count += 1;
  }
  return count;
}

/** Writes the score of every class into `scores`. No allocation. */
export function scoreClasses(
  { classCount, weights, biases }: LinearClassifier,
  { places, values }: SparseVector,
  scores: Float32Array,
): void {
  scores.set(biases);
  for (let place = 0; place < places.length; place += 1) {
    const from = (places[place] ?? 0) * classCount;
    const value = values[place] ?? 0;
    for (let at = 0; at < classCount; at += 1) {
      scores[at] = (scores[at] ?? 0) + value * (weights[from + at] ?? 0);
    }
  }
}
