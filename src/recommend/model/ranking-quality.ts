/** How well lists hold what learners took next: sums over learners, divided at the end. */
export interface RankingQuality {
  /** One learner's list, best first, against what they took. Learners who took nothing do not count. */
  add(list: Uint32Array, taken: ArrayLike<number>): void;
  figures(): RankingFigures;
}

export interface RankingFigures {
  readonly ndcg10: number;
  readonly ndcg20: number;
  readonly hr10: number;
  readonly recall20: number;
  /** Share of all items that stand among the first ten of anybody. */
  readonly coverage10: number;
}

const DISCOUNTS = Float64Array.from({ length: 20 }, (_, rank) => 1 / Math.log2(rank + 2));
const IDEAL = DISCOUNTS.map((_, rank) => DISCOUNTS.slice(0, rank + 1).reduce((sum, gain) => sum + gain, 0));

/**
 * Full ranking figures: NDCG with the ideal of min(k, taken), recall of all that was taken, hit rate, coverage
 * of the `itemCount` items there are.
 */
export function measureRanking(itemCount: number): RankingQuality {
  const shown = new Uint8Array(itemCount);
  const sums = { learners: 0, ndcg10: 0, ndcg20: 0, hits10: 0, recall20: 0 };
  return {
    add: (list, taken) => {
      if (taken.length === 0) return;
      const wanted = new Set(Array.from(taken));
      for (const item of list.subarray(0, 10)) shown[item] = 1;
      const [gain10, found10] = gainOf(list.subarray(0, 10), wanted);
      const [gain20, found20] = gainOf(list.subarray(0, 20), wanted);
      sums.learners += 1;
      sums.ndcg10 += gain10 / (IDEAL[Math.min(10, wanted.size) - 1] as number);
      sums.ndcg20 += gain20 / (IDEAL[Math.min(20, wanted.size) - 1] as number);
      sums.hits10 += found10 > 0 ? 1 : 0;
      sums.recall20 += found20 / wanted.size;
    },
    figures: () => {
      const learners = Math.max(1, sums.learners);
      return {
        ndcg10: sums.ndcg10 / learners,
        ndcg20: sums.ndcg20 / learners,
        hr10: sums.hits10 / learners,
        recall20: sums.recall20 / learners,
        coverage10: shown.reduce((sum, one) => sum + one, 0) / Math.max(1, itemCount),
      };
    },
  };
}

/** The discounted gain of a list and how many of its items are wanted. */
function gainOf(list: Uint32Array, wanted: ReadonlySet<number>): readonly [number, number] {
  let [gain, found] = [0, 0];
  list.forEach((item, rank) => {
    if (!wanted.has(item)) return;
    gain += DISCOUNTS[rank] as number;
    found += 1;
  });
  return [gain, found];
}
