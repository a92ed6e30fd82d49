import { areaUnderCurve, averagePrecision, type Scored } from '../train/metrics.ts';
import { seededRandom } from '../train/random.ts';

/** A press that both models scored and whose truth is known. */
export interface Pair {
  readonly one: number;
  readonly other: number;
  readonly isFraud: boolean;
}

/** How well a model's probabilities told what became known. */
export interface ModelFigures {
  readonly auc: number;
  readonly averagePrecision: number;
  /** Mean distance of told probabilities from shares of fraud, over 20 bins of equal size. */
  readonly calibrationError: number;
}

const BINS = 20;

/** Figures of one model; null without both frauds and good presses. */
export function figuresOf(rows: readonly Scored[]): ModelFigures | null {
  if (!rows.some(({ isFraud }) => isFraud) || rows.every(({ isFraud }) => isFraud)) return null;
  return {
    auc: areaUnderCurve(rows),
    averagePrecision: averagePrecision(rows),
    calibrationError: calibrationErrorOf(rows),
  };
}

function calibrationErrorOf(rows: readonly Scored[]): number {
  const sorted = [...rows].sort((one, other) => one.score - other.score);
  let sum = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const inside = sorted.slice((bin * sorted.length) / BINS, ((bin + 1) * sorted.length) / BINS);
    const told = inside.reduce((total, { score }) => total + score, 0);
    sum += Math.abs(told - inside.filter(({ isFraud }) => isFraud).length);
  }
  return sum / rows.length;
}

/** As many draws as some seconds allow. */
const ROWS_DRAWN_MAX = 4_000_000;
const SEED = 7;

/**
 * What `other` gains in average precision over `one`, with the range that holds it with 95 %: pairs are drawn anew (paired
 * bootstrap, seeded). Null without both kinds.
 */
export function precisionGain(
  pairs: readonly Pair[],
): { readonly mean: number; readonly low: number; readonly high: number } | null {
  const frauds = pairs.filter(({ isFraud }) => isFraud);
  const goods = pairs.filter(({ isFraud }) => !isFraud);
  if (frauds.length === 0 || goods.length === 0) return null;
  const random = seededRandom(SEED);
  const draws = Math.min(200, Math.max(40, Math.floor(ROWS_DRAWN_MAX / pairs.length)));
  const drawn = (kind: readonly Pair[]) =>
    kind.map(() => kind[Math.floor(random.next() * kind.length)] as Pair);
  // Frauds are few: both kinds keep their numbers, so that no draw is without one.
  const gains = Array.from({ length: draws }, () => gainOf([...drawn(frauds), ...drawn(goods)]));
  gains.sort((one, other) => one - other);
  const at = (share: number) => gains[Math.floor(share * (gains.length - 1))] ?? 0;
  return { mean: gainOf(pairs), low: at(0.025), high: at(0.975) };
}

function gainOf(pairs: readonly Pair[]): number {
  return averagePrecision(scoresBy(pairs, 'other')) - averagePrecision(scoresBy(pairs, 'one'));
}

export function scoresBy(pairs: readonly Pair[], side: 'one' | 'other'): Scored[] {
  return pairs.map((pair) => ({ score: pair[side], isFraud: pair.isFraud }));
}

/**
 * How likely it is that of `wins + losses` differing presses so many or more go to one side when both were equally good:
 * McNemar's exact test, two-sided.
 */
export function chanceOfEqual(wins: number, losses: number): number {
  const count = wins + losses;
  if (count === 0) return 1;
  const few = Math.min(wins, losses);
  // Logarithms, since 2^-count is below every number from a thousand on.
  let logTerm = -count * Math.LN2;
  let sum = Math.exp(logTerm);
  for (let taken = 1; taken <= few; taken += 1) {
    logTerm += Math.log((count - taken + 1) / taken);
    sum += Math.exp(logTerm);
  }
  return Math.min(1, 2 * sum);
}
