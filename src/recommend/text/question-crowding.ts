/** So many are put in order again by how crowded they lie among so many. */
const REORDERED = 30;
const CROWD = 60;
/** Asked in the very words: nothing goes before it. */
const SAME_FROM = 0.98;

interface Found {
  readonly place: number;
  readonly score: number;
}

/** Vectors of questions, `size` numbers (a multiple of four) for each place. */
interface PlacedVectors {
  readonly vectors: Float32Array;
  readonly size: number;
}

/**
 * Puts what was found, best first, in order again: first what is near and stands alone, for a question with a twin is
 * near to much that is asked (after CSLS, Conneau et al., 2018, with what was found instead of the whole corpus and one
 * neighbour). `weight` of the cosine to the nearest other is taken off for the order; scores stay as they are.
 */
export function orderByCrowding<Item extends Found>(
  found: readonly Item[],
  placed: PlacedVectors,
  weight: number,
): Item[] {
  const crowd = found.slice(0, CROWD).map(({ place }) => place);
  const ranked = found.slice(0, REORDERED).map((one) => ({ one, nearest: 0 }));
  for (const [at, { one }] of ranked.entries()) {
    for (let other = at + 1; other < crowd.length; other += 1) {
      const near = product(placed, one.place, crowd[other] ?? 0);
      raise(ranked[at], near);
      raise(ranked[other], near);
    }
  }
  const rankOf = ({ one: { score }, nearest }: Ranked<Item>): number =>
    score >= SAME_FROM ? 1 + score : score - weight * nearest;
  ranked.sort((a, b) => rankOf(b) - rankOf(a));
  return [...ranked.map(({ one }) => one), ...found.slice(REORDERED)];
}

interface Ranked<Item> {
  readonly one: Item;
  /** The highest cosine with another one, 0 when none is above it. */
  nearest: number;
}

function raise(ranked: Ranked<unknown> | undefined, near: number): void {
  if (ranked !== undefined && near > ranked.nearest) ranked.nearest = near;
}

/** Four sums side by side: each addition need not wait for the one before. */
function product({ vectors, size }: PlacedVectors, one: number, other: number): number {
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
