import type { QuestionEncoder } from './question-encoder.ts';
import type { QuestionPair } from './question-pairs.ts';
import { trainMember } from './train-member.ts';

/** What the members read, chosen on training pairs that were held out: two beginnings of each view. */
const MEMBERS_READ_WORDS = [false, true, false, true];
const SEEDS_APART = 1000;

/**
 * Learns vectors from pairs: several encoders from different beginnings and in two views, whose cosines are averaged.
 * The same pairs, order and seed give the same vectors.
 */
export function trainEncoder(pairs: readonly QuestionPair[], seed: number): QuestionEncoder {
  const members = MEMBERS_READ_WORDS.map((readsWords, at) =>
    trainMember(pairs, { readsWords, seed: seed + at * SEEDS_APART }),
  );
  return { size: members.reduce((sum, member) => sum + member.size, 0), members };
}
