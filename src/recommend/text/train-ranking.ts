import { fitRanking, type JudgedList } from './fit-ranking.ts';
import { hashText } from './hash-text.ts';
import { buildQuestionIndex } from './question-index.ts';
import type { Ranking } from './question-likeness.ts';
import { keyOf, type QuestionPair } from './question-pairs.ts';
import type { QuestionTerms } from './question-terms.ts';
import { trainEncoder } from './train-encoder.ts';

export interface KnownPairs {
  /** Pairs of the kind that will be asked for: a ranking is learned from these. */
  readonly own: readonly QuestionPair[];
  /** Others that an encoder learns from beside them. */
  readonly further: readonly QuestionPair[];
}

/** One judges nearly as four do, and costs a quarter. */
const MEMBERS = 1;

/**
 * Learns in which order to put what is found. An encoder is sure of pairs it has learned from, so the own pairs are cut
 * into halves by what means the same: an encoder learns from one half, the ranking from what it finds in the other. Null
 * when there are too few pairs.
 */
export function trainRanking({ own, further }: KnownPairs, seed: number): Ranking | null {
  const { learned, judged } = halve(own, seed);
  const unseen = new Set(judged.flatMap(({ left, right }) => [keyOf(left), keyOf(right)]));
  const others = further.filter(({ left, right }) => !unseen.has(keyOf(left)) && !unseen.has(keyOf(right)));
  const encoder = trainEncoder([...learned, ...others], seed, MEMBERS);
  const topOf = groupByMeaning(judged);
  const questions = [...termsByKey(judged)];
  const tops = questions.map(([key]) => topOf(key));
  const index = buildQuestionIndex(
    questions.map(([, terms]) => terms),
    encoder,
  );
  const lists = questions.map(
    ([, terms], asked): JudgedList =>
      index
        .look(terms, asked)
        .map(({ place, likeness }) => ({ likeness, isRight: tops[place] === tops[asked] })),
  );
  return fitRanking(lists);
}

function halve(pairs: readonly QuestionPair[], seed: number) {
  const topOf = groupByMeaning(pairs);
  const sideOf = (question: QuestionTerms): number => hashText(topOf(keyOf(question)), seed) % 2;
  const within = (side: number): QuestionPair[] =>
    pairs.filter(({ left, right }) => sideOf(left) === side && sideOf(right) === side);
  return { learned: within(0), judged: within(1) };
}

function termsByKey(pairs: readonly QuestionPair[]): Map<string, QuestionTerms> {
  return new Map(pairs.flatMap(({ left, right }) => [left, right]).map((terms) => [keyOf(terms), terms]));
}

/** Names one question for all that mean the same over any number of steps. */
function groupByMeaning(pairs: readonly QuestionPair[]): (key: string) => string {
  const above = new Map<string, string>();
  const topOf = (key: string): string => {
    let top = key;
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next;
    return top;
  };
  for (const { left, right, isSame } of pairs) {
    const [one, other] = [topOf(keyOf(left)), topOf(keyOf(right))];
    if (isSame && one !== other) above.set(one, other);
  }
  return topOf;
}
