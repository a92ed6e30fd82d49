import type { Lists } from './question-lists.ts';

/** In how far a found question is like the one asked. */
export interface Likeness {
  /** Share of the asked words, weighed by how rare they are. */
  readonly words: number;
  /** Cosine of the encoder. */
  readonly meaning: number;
  /**
   * Highest cosine to another that was found: a question with a twin is near to much that is asked (after CSLS, Conneau
   * et al., 2018, with what was found instead of the whole corpus and one neighbour).
   */
  readonly crowding: number;
  /** Longest run of characters and words that both have in the same order, gaps allowed, as a share of the longer one. */
  readonly sequence: number;
  /** Neighbours that are neighbours in both (Dice). Words and cosine count these already, and may count them too much. */
  readonly pairs: number;
  /** 1 when both begin alike. */
  readonly beginning: number;
}

/** How much each likeness counts for the order. */
export type Ranking = Likeness;

export const LIKENESSES = ['words', 'meaning', 'crowding', 'sequence', 'pairs', 'beginning'] as const;

/** The higher, the earlier. */
export function rankOf(ranking: Ranking, likeness: Likeness): number {
  let rank = 0;
  for (const name of LIKENESSES) rank += ranking[name] * likeness[name];
  return rank;
}

/** Crowding is looked for among so many. */
const CROWD = 60;

interface Compared {
  readonly lists: Lists;
  /** `size` numbers (a multiple of four) for each place. */
  readonly vectors: Float32Array;
  readonly size: number;
}

interface Found {
  readonly place: number;
  readonly words: number;
  readonly meaning: number;
}

/** How like the first `count` of what was found are to the asked parts, in the same order. */
export function likenessOf(
  compared: Compared,
  asked: Int32Array,
  { found, count }: { readonly found: readonly Found[]; readonly count: number },
): Likeness[] {
  const nearest = nearestOf(
    compared,
    found.slice(0, CROWD).map(({ place }) => place),
  );
  const { parts, partOffsets } = compared.lists;
  const reached = new Uint16Array(longestOf(compared.lists, found.slice(0, count)) + 1);
  return found.slice(0, count).map(({ place, words, meaning }, at) => {
    const told = parts.subarray(partOffsets[place] ?? 0, partOffsets[place + 1] ?? 0);
    return { words, meaning, crowding: nearest[at] ?? 0, ...compareParts(asked, told, reached) };
  });
}

/** Of each place the highest cosine to another one, 0 when none is above it. */
function nearestOf(compared: Compared, places: readonly number[]): Float32Array {
  const nearest = new Float32Array(places.length);
  for (const [at, place] of places.entries()) {
    for (let other = at + 1; other < places.length; other += 1) {
      const near = product(compared, place, places[other] ?? 0);
      if (near > (nearest[at] ?? 0)) nearest[at] = near;
      if (near > (nearest[other] ?? 0)) nearest[other] = near;
    }
  }
  return nearest;
}

function longestOf({ partOffsets }: Lists, found: readonly Found[]): number {
  return found.reduce(
    (most, { place }) => Math.max(most, (partOffsets[place + 1] ?? 0) - (partOffsets[place] ?? 0)),
    0,
  );
}

/** One walk for both: the longest run in order (`reached` is overwritten), and how many neighbours are the same. */
function compareParts(
  asked: Int32Array,
  told: Int32Array,
  reached: Uint16Array,
): Pick<Likeness, 'sequence' | 'pairs' | 'beginning'> {
  reached.fill(0, 0, told.length + 1);
  let pairs = 0;
  for (let at = 0; at < asked.length; at += 1) pairs += reachFurther(asked, told, { reached, at });
  return {
    sequence: (reached[told.length] ?? 0) / Math.max(asked.length, told.length, 1),
    pairs: Math.min(1, (2 * pairs) / Math.max(1, asked.length + told.length - 2)),
    beginning: asked.length > 0 && asked[0] === told[0] ? 1 : 0,
  };
}

/** Takes the asked part at `at` into the runs; 1 when it and the one before it are neighbours in `told` too. */
function reachFurther(
  asked: Int32Array,
  told: Int32Array,
  { reached, at }: { readonly reached: Uint16Array; readonly at: number },
): number {
  const part = asked[at];
  const partBefore = asked[at - 1];
  let before = 0;
  let isPair = 0;
  for (let other = 0; other < told.length; other += 1) {
    const above = reached[other + 1] ?? 0;
    if (told[other] === part) {
      reached[other + 1] = before + 1;
      if (other > 0 && told[other - 1] === partBefore) isPair = 1;
    } else {
      reached[other + 1] = Math.max(above, reached[other] ?? 0);
    }
    before = above;
  }
  return isPair;
}

/** Four sums side by side: each addition need not wait for the one before. */
function product({ vectors, size }: Compared, one: number, other: number): number {
  const from = one * size;
  const otherFrom = other * size;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let at = 0; at < size; at += 4) {
    const x = from + at;
    const y = otherFrom + at;
    a += (vectors[x] ?? 0) * (vectors[y] ?? 0);
    b += (vectors[x + 1] ?? 0) * (vectors[y + 1] ?? 0);
    c += (vectors[x + 2] ?? 0) * (vectors[y + 2] ?? 0);
    d += (vectors[x + 3] ?? 0) * (vectors[y + 3] ?? 0);
  }
  return a + b + c + d;
}
