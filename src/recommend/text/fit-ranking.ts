import { LIKENESSES, type Likeness, type Ranking } from './question-likeness.ts';

/** What was found for a question, in any order, and which of it is right. */
export type JudgedList = readonly { readonly likeness: Likeness; readonly isRight: boolean }[];

/** Fewer say too little. */
const LISTS_MIN = 30;
const STEPS = 150;
const RATE = 0.1;
/** Pulls weights to zero, for each likeness in units of its own spread. */
const PULL = 1e-3;

/**
 * Learns how much each likeness counts: what is right is to have the greatest share of a list (softmax over the list,
 * AdaGrad over all lists). Null when too few lists have something right.
 */
export function fitRanking(lists: readonly JudgedList[]): Ranking | null {
  const told = lists.filter((list) => list.some(({ isRight }) => isRight));
  if (told.length < LISTS_MIN) return null;
  const { judged, spread } = evenOut(told);
  const weights = new Float64Array(LIKENESSES.length);
  const moved = new Float64Array(LIKENESSES.length).fill(1e-6);
  for (let step = 0; step < STEPS; step += 1) {
    const slope = weights.map((weight) => PULL * weight);
    for (const list of judged) addSlope(slope, list, { weights, share: 1 / judged.length });
    for (const [at, by] of slope.entries()) {
      moved[at] = (moved[at] ?? 0) + by * by;
      weights[at] = (weights[at] ?? 0) - (RATE * by) / Math.sqrt(moved[at] ?? 1);
    }
  }
  const weightOf = (name: keyof Likeness): number => {
    const at = LIKENESSES.indexOf(name);
    return (weights[at] ?? 0) / (spread[at] ?? 1);
  };
  return {
    words: weightOf('words'),
    meaning: weightOf('meaning'),
    crowding: weightOf('crowding'),
    sequence: weightOf('sequence'),
    pairs: weightOf('pairs'),
    beginning: weightOf('beginning'),
  };
}

/** Likenesses as numbers of equal spread. */
function evenOut(lists: readonly JudgedList[]): {
  readonly judged: Judged[];
  readonly spread: readonly number[];
} {
  const rows = lists.map((list) => list.map(({ likeness }) => LIKENESSES.map((name) => likeness[name])));
  const spread = spreadOf(rows.flat());
  const judged = lists.map((list, at) => ({
    isRight: list.map(({ isRight }) => isRight),
    values: (rows[at] ?? []).map((row) => row.map((value, place) => value / (spread[place] ?? 1))),
  }));
  return { judged, spread };
}

/** Standard deviation of each column; 1 where all are alike. */
function spreadOf(rows: readonly (readonly number[])[]): number[] {
  return LIKENESSES.map((_, at) => {
    const mean = rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / rows.length;
    const square = rows.reduce((sum, row) => sum + ((row[at] ?? 0) - mean) ** 2, 0) / rows.length;
    return Math.sqrt(square) || 1;
  });
}

interface Judged {
  readonly isRight: readonly boolean[];
  readonly values: readonly (readonly number[])[];
}

/** Adds how the chance of what is right falls with each weight. */
function addSlope(
  slope: Float64Array,
  { isRight, values }: Judged,
  { weights, share }: { readonly weights: Float64Array; readonly share: number },
): void {
  const ranks = values.map((row) => row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0));
  const highest = Math.max(...ranks);
  const chances = ranks.map((rank) => Math.exp(rank - highest));
  const all = chances.reduce((sum, chance) => sum + chance, 0);
  const right = chances.reduce((sum, chance, at) => sum + (isRight[at] ? chance : 0), 0);
  for (const [at, row] of values.entries()) {
    const chance = chances[at] ?? 0;
    const by = share * (chance / all - (isRight[at] ? chance / right : 0));
    for (const [place, value] of row.entries()) slope[place] = (slope[place] ?? 0) + by * value;
  }
}
