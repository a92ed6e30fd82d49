import { type EncoderMember, placesOf } from './question-encoder.ts';
import type { QuestionTerms } from './question-terms.ts';

/** Two questions by their terms, and whether they mean the same. */
export interface QuestionPair {
  readonly left: QuestionTerms;
  readonly right: QuestionTerms;
  readonly isSame: boolean;
}

/** The terms to learn, and how rare each is. */
export interface LearnedTerms {
  readonly places: ReadonlyMap<string, number>;
  readonly rarities: Float32Array;
}

const TERM_QUESTIONS_MIN = 2;
/** A pair of characters, or a word, says less than its rarity promises. */
const PAIR_WEIGHT = 0.6;

/** Gathers the terms that more than one question has. */
export function learnTerms(pairs: readonly QuestionPair[]): LearnedTerms {
  const questions = questionsOf(pairs);
  const counts = new Map<string, number>();
  for (const { characters, words } of questions) {
    for (const term of new Set([...characters, ...words])) {
      counts.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  const places = new Map<string, number>();
  const rarities: number[] = [];
  for (const [term, count] of counts) {
    if (count < TERM_QUESTIONS_MIN) continue;
    places.set(term, places.size);
    const rarity = Math.log((questions.length + 1) / (count + 0.5));
    rarities.push(term.length === 1 ? rarity : PAIR_WEIGHT * rarity);
  }
  return { places, rarities: Float32Array.from(rarities) };
}

function questionsOf(pairs: readonly QuestionPair[]): QuestionTerms[] {
  const both = pairs.flatMap(({ left, right }) => [left, right]);
  return [...new Map(both.map((question) => [keyOf(question), question])).values()];
}

/** A pair that means the same, by the places of its terms. */
export interface PairExample {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Questions that mean something else than the left. */
  readonly others: readonly Int32Array[];
}

/** Pairs that mean the same, each with what people marked as different from one of its sides. */
export function examplesOf(
  encoder: Pick<EncoderMember, 'places'>,
  pairs: readonly QuestionPair[],
): PairExample[] {
  const others = new Map<string, Int32Array[]>();
  const addOther = (terms: QuestionTerms, other: QuestionTerms): void => {
    const key = keyOf(terms);
    others.set(key, [...(others.get(key) ?? []), placesOf(encoder, other)]);
  };
  for (const { left, right, isSame } of pairs) {
    if (isSame) continue;
    addOther(left, right);
    addOther(right, left);
  }
  return pairs
    .filter(({ left, right, isSame }) => isSame && keyOf(left) !== keyOf(right))
    .map(({ left, right }) => ({
      left: placesOf(encoder, left),
      right: placesOf(encoder, right),
      others: [...(others.get(keyOf(left)) ?? []), ...(others.get(keyOf(right)) ?? [])],
    }));
}

/** The same for questions of the same words. */
export function keyOf({ characters }: QuestionTerms): string {
  return characters.join('\n');
}
