import type { Calibration } from '../model/calibration.ts';
import type { Scored } from './metrics.ts';

/** Fewer frauds than this, and a curve of two numbers is all that they can tell. */
const ISOTONIC_FRAUDS_MIN = 1_000;

/** The calibration that the rows can carry: isotonic from 1,000 frauds on, Platt's below. Scores are logits. */
export function fitCalibration(rows: readonly Scored[]): Calibration {
  const frauds = rows.filter(({ isFraud }) => isFraud).length;
  return frauds >= ISOTONIC_FRAUDS_MIN ? fitIsotonic(rows) : fitPlatt(rows);
}

interface Block {
  readonly count: number;
  readonly frauds: number;
  readonly logits: number;
}

/**
 * Pools neighbours until the share of fraud never falls as the score rises (pool adjacent violators). Each block becomes a
 * point at its mean logit, and serving goes straight from point to point, so that a higher score is never told as equal.
 */
export function fitIsotonic(rows: readonly Scored[]): Calibration {
  const blocks: Block[] = [];
  for (const { score, isFraud } of [...rows].sort((a, b) => a.score - b.score)) {
    blocks.push({ count: 1, frauds: isFraud ? 1 : 0, logits: score });
    for (;;) {
      const [last, before] = [blocks.at(-1), blocks.at(-2)];
      if (last === undefined || before === undefined || shareOf(before) < shareOf(last)) break;
      blocks.splice(-2, 2, pooled(before, last));
    }
  }
  return { kind: 'isotonic', points: blocks.map(pointOf) };
}

const shareOf = ({ count, frauds }: Block): number => frauds / count;

function pooled(one: Block, other: Block): Block {
  return {
    count: one.count + other.count,
    frauds: one.frauds + other.frauds,
    logits: one.logits + other.logits,
  };
}

/** A little of both kinds in each block: no score is certain. */
function pointOf({ count, frauds, logits }: Block): { logit: number; calibrated: number } {
  const share = (frauds + 0.005) / (count + 1);
  const bounded = Math.min(Math.max(share, 1e-5), 1 - 1e-3);
  return { logit: logits / count, calibrated: Math.log(bounded / (1 - bounded)) };
}

const STEPS = 50;

/** A logistic curve over the logit, by Newton's steps. */
export function fitPlatt(rows: readonly Scored[]): Calibration {
  let [slope, offset] = [1, 0];
  for (let step = 0; step < STEPS; step += 1) {
    const sums = { a: 1e-6, b: 0, c: 1e-6, slope: 0, offset: 0 };
    for (const { score, isFraud } of rows) {
      const probability = 1 / (1 + Math.exp(-(slope * score + offset)));
      const weight = probability * (1 - probability);
      const error = probability - (isFraud ? 1 : 0);
      sums.a += weight * score * score;
      sums.b += weight * score;
      sums.c += weight;
      sums.slope += error * score;
      sums.offset += error;
    }
    const determinant = sums.a * sums.c - sums.b * sums.b;
    if (!(determinant > 0)) break;
    slope -= (sums.c * sums.slope - sums.b * sums.offset) / determinant;
    offset -= (sums.a * sums.offset - sums.b * sums.slope) / determinant;
  }
  return { kind: 'platt', slope, offset };
}

/** How far told probabilities are from shares of fraud: mean over bins of equally many rows, weighted by them. */
export function calibrationError(rows: readonly Scored[], bins: number = 20): number {
  const sorted = [...rows].sort((a, b) => a.score - b.score);
  let sum = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    const from = Math.floor((sorted.length * bin) / bins);
    const inBin = sorted.slice(from, Math.floor((sorted.length * (bin + 1)) / bins));
    const told = inBin.reduce((total, { score }) => total + score, 0);
    const frauds = inBin.filter(({ isFraud }) => isFraud).length;
    sum += Math.abs(told - frauds);
  }
  return sum / sorted.length;
}
