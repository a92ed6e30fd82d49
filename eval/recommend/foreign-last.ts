import { historyOf, packHistories } from '../../src/recommend/model/histories.ts';
import { neighbourRows } from '../../src/recommend/model/neighbours.ts';
import { measureRanking } from '../../src/recommend/model/ranking-quality.ts';
import { addRow, collectRelation } from '../../src/recommend/model/relation.ts';
import { topItems } from '../../src/recommend/model/top-items.ts';

const SAMPLE_MAX = 3_000;
/** A last entry foretold this much worse than the one before it is not of the same kind. */
const FOREIGN_SHARE = 0.25;

/**
 * Whether the last entry of the lists is something else than what stands before it (another field of the source,
 * for instance): then the lists foretell it far worse than the entry before it. Looks at training lists only.
 */
export async function hasForeignLast(lists: readonly Uint32Array[], itemCount: number): Promise<boolean> {
  const long = lists.filter((list) => list.length >= 4);
  if (long.length < 100) return false;
  const last = await foretell(long, { itemCount, back: 1 });
  const before = await foretell(long, { itemCount, back: 2 });
  return last < before * FOREIGN_SHARE;
}

/** NDCG@20 of the entry `back` from the end by what stands before it, by counting shared takers. */
async function foretell(
  lists: readonly Uint32Array[],
  { itemCount, back }: { readonly itemCount: number; readonly back: number },
): Promise<number> {
  const histories = packHistories(
    lists.map((list) => list.subarray(0, list.length - back)),
    itemCount,
  );
  const relation = await collectRelation(neighbourRows(histories, 0.5), {
    itemCount,
    keptMax: 200,
    pause: async () => {},
  });
  const quality = measureRanking(itemCount);
  const scores = new Float32Array(itemCount);
  const step = Math.max(1, Math.floor(lists.length / SAMPLE_MAX));
  for (let learner = 0; learner < lists.length; learner += step) {
    const list = lists[learner] ?? new Uint32Array();
    scores.fill(0);
    const history = historyOf(histories, learner);
    for (const item of history) addRow(relation, { item, weight: 1 }, scores);
    for (const item of history) scores[item] = Number.NEGATIVE_INFINITY;
    quality.add(topItems(scores, 20), list.subarray(list.length - back, list.length - back + 1));
  }
  return quality.figures().ndcg20;
}
