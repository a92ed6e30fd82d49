import type { QuestionEncoder } from './question-encoder.ts';
import type { QuestionPair } from './question-pairs.ts';
import { trainMember } from './train-member.ts';

/** More than four say little more, and cost as much again. */
const MEMBERS = 4;
const SEEDS_APART = 1000;

/**
 * Learns vectors from pairs: several encoders from different beginnings, whose cosines are averaged.
 * The same pairs, order and seed give the same vectors.
 */
export function trainEncoder(
  pairs: readonly QuestionPair[],
  seed: number,
  membersCount = MEMBERS,
): QuestionEncoder {
  const members = Array.from({ length: membersCount }, (_, at) =>
    trainMember(pairs, seed + at * SEEDS_APART),
  );
  return { size: members.reduce((sum, member) => sum + member.size, 0), members };
}
