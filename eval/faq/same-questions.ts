import type { TextPair } from './read-pairs.ts';

/** The questions of a set, who asks for whom, and which mean the same, over any number of steps. */
export interface SameQuestions {
  readonly questions: readonly string[];
  /** Places of the different left sides of pairs that mean the same. */
  readonly asked: readonly number[];
  isSame(one: number, other: number): boolean;
}

/** Groups a set's questions by what they mean. */
export function groupQuestions(pairs: readonly TextPair[]): SameQuestions {
  const questions = [...new Set(pairs.flatMap(({ left, right }) => [left, right]))];
  const places = new Map(questions.map((question, place) => [question, place]));
  const placeOf = (question: string): number => places.get(question) ?? 0;
  const above = questions.map((_, place) => place);
  const topOf = (place: number): number => {
    let top = place;
    while (above[top] !== top) top = above[top] ?? top;
    return top;
  };
  const same = pairs.filter(({ isSame }) => isSame);
  for (const { left, right } of same) above[topOf(placeOf(left))] = topOf(placeOf(right));
  return {
    questions,
    asked: [...new Set(same.map(({ left }) => placeOf(left)))],
    isSame: (one, other) => topOf(one) === topOf(other),
  };
}
