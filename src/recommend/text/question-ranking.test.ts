import { expect, it } from 'vitest';
import { createSegmenter } from '../search/tokens.ts';
import { fitRanking } from './fit-ranking.ts';
import { buildQuestionIndex, type FoundQuestion } from './question-index.ts';
import { LIKENESSES, type Likeness, type Ranking } from './question-likeness.ts';
import { questionTerms } from './question-terms.ts';
import { trainEncoder } from './train-encoder.ts';

const NOTHING: Likeness = { words: 0, meaning: 0, crowding: 0, sequence: 0, pairs: 0, beginning: 0 };
const segmenter = createSegmenter();
const termsOf = (text: string) => questionTerms(segmenter, text);
const QUESTIONS = ['证书能给我吗', '能给我证书吗', '可以退款吗', '请问能给证书吗'];
const encoder = trainEncoder(
  [{ left: termsOf('能给我证书吗'), right: termsOf('请问能给证书吗'), isSame: true }],
  1,
  1,
);
const indexWith = (ranking: Ranking | null) =>
  buildQuestionIndex(QUESTIONS.map(termsOf), encoder, { encoderShare: 0.5, ranking });

it('a ranking puts what is found in order and leaves scores as they are', () => {
  const scoresOf = (found: readonly FoundQuestion[]) =>
    found.map(({ place, score }) => ({ place, score })).sort((a, b) => b.score - a.score);
  const byScore = indexWith(null).find(termsOf('我能给证书吗'), { limit: 4 });
  for (const name of LIKENESSES) {
    const likenessOf = new Map(
      indexWith(null)
        .look(termsOf('我能给证书吗'), -1)
        .map(({ place, likeness }) => [place, likeness[name]]),
    );
    const ranked = indexWith({ ...NOTHING, [name]: -1 }).find(termsOf('我能给证书吗'), { limit: 4 });
    const values = ranked.map(({ place }) => likenessOf.get(place) ?? Number.NaN);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(scoresOf(ranked)).toEqual(scoresOf(byScore));
  }
});

it('what is asked in the very words stays first whatever the ranking says', () => {
  const [first] = indexWith({ ...NOTHING, words: -1, meaning: -1 }).find(termsOf('可以退款吗'), { limit: 4 });
  expect(first?.place).toBe(2);
});

it('the longest run in order allows gaps, neighbours do not, and a beginning is compared', () => {
  const seen = indexWith(null).look(termsOf('能给证书吗'), -1);
  const likenessTo = (place: number) => seen.find((one) => one.place === place)?.likeness;
  expect(likenessTo(1)).toMatchObject({ sequence: 5 / 6, pairs: 6 / 9, beginning: 1 });
  expect(likenessTo(0)).toMatchObject({ sequence: 3 / 6, beginning: 0 });
});

it('learns what the right ones have in common, and nothing from too few lists', () => {
  const list = (at: number) => [
    { likeness: { ...NOTHING, words: at % 2, sequence: 1 }, isRight: true },
    { likeness: { ...NOTHING, words: (at + 1) % 2, crowding: 1 }, isRight: false },
  ];
  const lists = Array.from({ length: 40 }, (_, at) => list(at));
  const ranking = fitRanking(lists);
  expect(ranking?.sequence).toBeGreaterThan(0.5);
  expect(ranking?.crowding).toBeLessThan(-0.5);
  expect(Math.abs(ranking?.words ?? 1)).toBeLessThan(0.01);
  expect(fitRanking(lists.slice(0, 20))).toBeNull();
});
