import { expect, it } from 'vitest';
import { orderByCrowding } from './question-crowding.ts';

const size = 4;
/** Places 0 and 1 are twins, place 2 stands alone. */
const vectors = Float32Array.from([1, 0, 0, 0, 0.96, 0.28, 0, 0, 0, 0, 1, 0]);
const orderOf = (scores: readonly number[]) =>
  orderByCrowding(
    scores.map((score, place) => ({ place, score })),
    { vectors, size },
    0.5,
  );

it('of questions nearly as near, the one without a twin comes first, and scores stay as they are', () => {
  expect(orderOf([0.7, 0.65, 0.6])).toEqual([
    { place: 2, score: 0.6 },
    { place: 0, score: 0.7 },
    { place: 1, score: 0.65 },
  ]);
});

it('what is asked in the very words stays first whatever lies near it', () => {
  expect(orderOf([1, 0.65, 0.6]).map(({ place }) => place)).toEqual([0, 2, 1]);
});
