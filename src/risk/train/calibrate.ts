import { type Calibration, calibrate, endsOf, probabilityOf } from '../model/calibration.ts';
import { fitLogistic } from './fit-logistic.ts';
import { logLoss, type Scored } from './metrics.ts';

/** Fewer frauds than this, and a curve of two or three numbers is all that they can tell. */
const ISOTONIC_FRAUDS_MIN = 1_000;
const PARTS = 5;

/** A way to calibrate rows whose scores are logits. */
export type FitCalibration = (rows: readonly Scored[]) => Calibration;

/** The ways there are, by name. */
export const calibrations: Readonly<Record<Calibration['kind'], FitCalibration>> = {
  platt: fitPlatt,
  beta: fitBeta,
  isotonic: fitIsotonic,
};

/**
 * The calibration that loses least on rows it was not fitted on: a fifth of them at a time. Isotonic only takes part from
 * 1,000 frauds on. Scores are logits.
 */
export function fitCalibration(rows: readonly Scored[]): Calibration {
  const frauds = rows.filter(({ isFraud }) => isFraud).length;
  const able: FitCalibration[] = [fitPlatt, fitBeta];
  if (frauds >= ISOTONIC_FRAUDS_MIN) able.push(fitIsotonic);
  const tried = able.map((learn) => ({ learn, loss: crossLoss(rows, learn) }));
  const [best] = tried.sort((one, other) => one.loss - other.loss);
  return (best?.learn ?? fitPlatt)(rows);
}

function crossLoss(rows: readonly Scored[], learn: FitCalibration): number {
  const told: Scored[] = [];
  for (let part = 0; part < PARTS; part += 1) {
    const calibration = learn(rows.filter((_, place) => place % PARTS !== part));
    told.push(
      ...toldBy(
        calibration,
        rows.filter((_, place) => place % PARTS === part),
      ),
    );
  }
  return logLoss(told);
}

/** Probabilities instead of logits. */
export function toldBy(calibration: Calibration, rows: readonly Scored[]): Scored[] {
  return rows.map(({ score, isFraud }) => ({ score: probabilityOf(calibrate(calibration, score)), isFraud }));
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
function fitIsotonic(rows: readonly Scored[]): Calibration {
  const single = [...rows]
    .sort((a, b) => a.score - b.score)
    .map(({ score, isFraud }) => ({ count: 1, frauds: isFraud ? 1 : 0, logits: score }));
  const blocks = pooledUntilRising(single, ({ count, frauds }) => frauds / count);
  // What is added for doubt weighs more in a small block, and could turn the order round at the ends.
  return { kind: 'isotonic', points: pooledUntilRising(blocks, doubtfulShare).map(pointOf) };
}

function pooledUntilRising(all: readonly Block[], shareOf: (block: Block) => number): Block[] {
  const blocks: Block[] = [];
  for (const block of all) {
    blocks.push(block);
    for (;;) {
      const [last, before] = [blocks.at(-1), blocks.at(-2)];
      if (last === undefined || before === undefined || shareOf(before) < shareOf(last)) break;
      blocks.splice(-2, 2, pooled(before, last));
    }
  }
  return blocks;
}

function pooled(one: Block, other: Block): Block {
  return {
    count: one.count + other.count,
    frauds: one.frauds + other.frauds,
    logits: one.logits + other.logits,
  };
}

/** A little of both kinds in each block: no score is certain. */
function doubtfulShare({ count, frauds }: Block): number {
  return Math.min(Math.max((frauds + 0.005) / (count + 1), 1e-5), 1 - 1e-3);
}

function pointOf(block: Block): { logit: number; calibrated: number } {
  const share = doubtfulShare(block);
  return { logit: block.logits / block.count, calibrated: Math.log(share / (1 - share)) };
}

/** A logistic curve over the logit. */
function fitPlatt(rows: readonly Scored[]): Calibration {
  const [slope = 1, offset = 0] = fitLogistic(
    rows.map(({ score, isFraud }) => ({ inputs: [score, 1], isFraud })),
    [1, 0],
  );
  return { kind: 'platt', slope, offset };
}

/**
 * Beta calibration (Kull, Silva Filho and Flach, 2017): a logistic curve over both ends of the probability. An end that would
 * turn the order round is left out.
 */
function fitBeta(rows: readonly Scored[]): Calibration {
  const ends = rows.map(({ score, isFraud }) => ({ ends: endsOf(score), isFraud }));
  const fitWith = (uses: readonly [number, number]) =>
    fitLogistic(
      ends.map(({ ends: [low, high], isFraud }) => ({ inputs: [low * uses[0], high * uses[1], 1], isFraud })),
      [uses[0], uses[1], 0],
    );
  let [low = 0, high = 0, offset = 0] = fitWith([1, 1]);
  if (low < 0) [low = 0, high = 0, offset = 0] = fitWith([0, 1]);
  else if (high < 0) [low = 0, high = 0, offset = 0] = fitWith([1, 0]);
  return { kind: 'beta', low: Math.max(0, low), high: Math.max(0, high), offset };
}

/** How far told probabilities are from shares of fraud: mean over bins of equally many rows, weighted by them. */
export function calibrationError(rows: readonly Scored[], bins: number = 20): number {
  const sorted = [...rows].sort((a, b) => a.score - b.score);
  let sum = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    const from = Math.floor((sorted.length * bin) / bins);
    sum += distanceOf(sorted.slice(from, Math.floor((sorted.length * (bin + 1)) / bins)));
  }
  return sum / sorted.length;
}

/** The same over bins of equal width, from 0 to 1. */
export function calibrationErrorByWidth(rows: readonly Scored[], bins: number = 10): number {
  const byBin = Array.from({ length: bins }, (): Scored[] => []);
  for (const row of rows) byBin[Math.min(bins - 1, Math.floor(row.score * bins))]?.push(row);
  return byBin.reduce((sum, inBin) => sum + distanceOf(inBin), 0) / rows.length;
}

function distanceOf(rows: readonly Scored[]): number {
  const told = rows.reduce((total, { score }) => total + score, 0);
  return Math.abs(told - rows.filter(({ isFraud }) => isFraud).length);
}
