import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRelations } from './build-relations.ts';
import { chooseBlend } from './choose-blend.ts';
import { easeRows } from './ease.ts';
import { findOccurrences, packHistories } from './histories.ts';
import { holdOutLast, holdOutShare } from './hold-out.ts';
import { learnTaste } from './learn-taste.ts';
import { neighbourRows } from './neighbours.ts';
import { measureRanking } from './ranking-quality.ts';
import { collectRelation, emptyRow, strengthOf } from './relation.ts';
import { invertSymmetric } from './symmetric-inverse.ts';
import { scoreItems, usualBlend } from './taste-model.ts';
import { topItems } from './top-items.ts';
import { transitionRows } from './transitions.ts';

const pause = async (): Promise<void> => {};

/** Learners who take 0, 1, 2, … in this order, from some place on, wrapping around two groups of items. */
function walks(count: number, length: number): number[][] {
  return Array.from({ length: count }, (_, learner) =>
    Array.from({ length }, (_unused, step) => (learner % 2) * 10 + ((learner + step) % 10)),
  );
}

describe('invertSymmetric', () => {
  it.each([1, 2, 3, 47, 48, 49, 100, 131])('matrix times inverse is one, %i rows', async (n) => {
    const matrix = new Float64Array(n * n);
    for (let place = 0; place < n * n; place += 1) {
      const [row, column] = [Math.floor(place / n), place % n];
      matrix[place] = Math.sin(row * column + 1) + (row === column ? n : 0);
    }
    const inverse = matrix.slice();
    await invertSymmetric(inverse, n, pause);
    expect(distanceFromOne(matrix, inverse, n)).toBeLessThan(1e-9);
  });
});

function distanceFromOne(matrix: Float64Array, inverse: Float64Array, n: number): number {
  let error = 0;
  for (let place = 0; place < n * n; place += 1) {
    const [row, column] = [Math.floor(place / n), place % n];
    let sum = 0;
    for (let inner = 0; inner < n; inner += 1)
      sum += (matrix[row * n + inner] ?? 0) * (inverse[inner * n + column] ?? 0);
    error = Math.max(error, Math.abs(sum - (row === column ? 1 : 0)));
  }
  return error;
}

describe('relations', () => {
  const histories = packHistories(walks(40, 5), 20);

  it('EASE equals the closed form by its definition', async () => {
    // Two items taken together by two of three learners: G = [[2, 2], [2, 3]], ridge 1.5 / √(2 · 3) · … written out.
    const small = packHistories([[0, 1], [0, 1], [1]], 2);
    const rows = await easeRows(small, { learnerPower: 0, itemPower: 0, ridge: 1, dropout: 0 }, pause);
    const ridge = 5 / Math.sqrt(2 * 3);
    const [a, b, d] = [2 + ridge, 2, 3 + ridge];
    const determinant = a * d - b * b;
    const row = emptyRow(2);
    rows(0, row);
    // B(0, 1) = −P(0, 1) / P(1, 1).
    expect(row.values[1]).toBeCloseTo(b / determinant / (a / determinant), 5);
    expect(row.values[0]).toBe(0);
  });

  it('transitions are directed and neighbours are not', async () => {
    const collecting = { itemCount: 20, keptMax: 20, pause };
    const next = await collectRelation(transitionRows(histories), collecting);
    const alike = await collectRelation(neighbourRows(histories, 0.5), collecting);
    expect(strengthOf(next, 3, 4)).toBeGreaterThan(strengthOf(next, 4, 3));
    expect(strengthOf(alike, 3, 4)).toBeCloseTo(strengthOf(alike, 4, 3), 5);
    expect(strengthOf(alike, 3, 14)).toBe(0);
  });

  it('the strongest entries kept are the same as in whole rows', async () => {
    const all = await collectRelation(neighbourRows(histories, 0.4), { itemCount: 20, keptMax: 20, pause });
    const some = await collectRelation(neighbourRows(histories, 0.4), { itemCount: 20, keptMax: 19, pause });
    for (let item = 0; item < 20; item += 1) {
      for (let target = 0; target < 20; target += 1)
        expect(strengthOf(some, item, target)).toBeCloseTo(strengthOf(all, item, target), 5);
    }
  });

  it('pairs that too few learners share are left out', () => {
    const row = emptyRow(3);
    neighbourRows(
      packHistories(
        [
          [0, 1],
          [0, 1],
          [0, 2],
        ],
        3,
      ),
      0.5,
      2,
    )(0, row);
    expect([row.values[1] !== 0, row.values[2]]).toEqual([true, 0]);
  });

  it('in a shop too large for EASE the most taken items have it and the others their neighbours', async () => {
    const relations = await buildRelations(packHistories([...walks(40, 5), [0, 1, 2]], 20), {
      easeItemsMax: 10,
      keptMax: 5,
      pause,
    });
    const said = Array.from({ length: 20 }, (_, item) =>
      Array.from({ length: 20 }, (_unused, target) => strengthOf(relations.similar, item, target)),
    );
    expect(said.filter((row) => row.some((value) => value !== 0))).toHaveLength(10);
    expect(strengthOf(relations.alike, 13, 14)).toBeGreaterThan(0);
  });
});

describe('learnTaste', () => {
  it('foretells what comes next in a world where items follow each other', async () => {
    const model = await learnTaste(packHistories(walks(40, 5), 20), { easeItemsMax: 20, keptMax: 20, pause });
    expect(model.blend).toEqual(usualBlend);
    const scores = new Float32Array(20);
    scoreItems(model, [2, 3], scores);
    for (const item of [2, 3]) scores[item] = Number.NEGATIVE_INFINITY;
    expect([...topItems(scores, 2)].sort()).toEqual([4, 5]);
  });

  it('chooses on what is held out, which the relations have not seen', async () => {
    const heldOut = holdOutLast(packHistories(walks(200, 6), 20));
    const relations = await buildRelations(heldOut.histories, { easeItemsMax: 20, keptMax: 20, pause });
    const blend = await chooseBlend(relations, heldOut, pause);
    const weights = Object.values(blend).map(({ weight }) => weight);
    expect(Math.max(...weights)).toBeGreaterThanOrEqual(1);
  });
});

describe('histories', () => {
  it('turned around they tell the same', () => {
    const list = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(list, { maxLength: 8 }), (lists) => {
        const histories = packHistories(lists, 10);
        const { starts, places, learners } = findOccurrences(histories);
        for (let item = 0; item < 10; item += 1) {
          const takers = [...places.subarray(starts[item] ?? 0, starts[item + 1] ?? 0)].map(
            (place) => learners[place] ?? -1,
          );
          expect(takers).toEqual(lists.flatMap((one, learner) => (one.includes(item) ? [learner] : [])));
        }
      }),
    );
  });

  it('nothing held out is left in, and nothing is lost', () => {
    const histories = packHistories(walks(30, 5), 20);
    for (const heldOut of [holdOutLast(histories), holdOutShare(histories, 0.5, () => 0.4)]) {
      const kept = heldOut.histories.items.length;
      const taken = heldOut.taken.reduce((sum, one) => sum + one.length, 0);
      expect(kept + taken).toBe(histories.items.length);
      expect(taken).toBeGreaterThan(0);
    }
  });
});

describe('ranking', () => {
  it('the top items are those a full sort gives', () => {
    const list = fc.array(fc.float({ noNaN: true, min: -100, max: 100 }), { maxLength: 60 });
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 10 }), (values, count) => {
        const scores = Float32Array.from(values);
        const sorted = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
        expect([...topItems(scores, count)]).toEqual(sorted.slice(0, count));
      }),
    );
  });

  it('quality counts hits by their rank and coverage by what was shown', () => {
    const quality = measureRanking(4);
    quality.add(Uint32Array.of(2, 1), [1]);
    quality.add(Uint32Array.of(0), []);
    const { ndcg10, hr10, recall20, coverage10 } = quality.figures();
    expect(ndcg10).toBeCloseTo(1 / Math.log2(3), 6);
    expect([hr10, recall20, coverage10]).toEqual([1, 1, 0.5]);
  });
});
