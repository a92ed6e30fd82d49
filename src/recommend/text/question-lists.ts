import { isWord } from './question-terms.ts';

/** Saturation and length correction, as usual for BM25. */
const K1 = 1.2;
const B = 0.75;
/** A pair of characters beside its characters. */
const PAIR_WEIGHT = 0.4;

/** Which questions have which terms, and how much each says (BM25). */
export interface Lists {
  readonly termIds: ReadonlyMap<string, number>;
  /** Postings of term t are `offsets[t]` to `offsets[t + 1]`. */
  readonly offsets: Uint32Array;
  readonly questions: Uint32Array;
  readonly impacts: Float32Array;
  /** Terms of question q, in the same way. */
  readonly ownOffsets: Uint32Array;
  readonly ownTerms: Uint32Array;
  readonly ownImpacts: Float32Array;
  /** Characters and words of question q in their order, in the same way. */
  readonly partOffsets: Uint32Array;
  readonly parts: Int32Array;
  readonly rarities: Float32Array;
  readonly lengthMean: number;
}

/** Builds the lists of questions, each by its characters, words and pairs of those. */
export function buildLists(questions: readonly (readonly string[])[]): Lists {
  const termIds = new Map<string, number>();
  const weights: number[] = [];
  const counted = questions.map((terms) => countTerms(termIds, weights, terms));
  const termCount = termIds.size;
  const postingCount = counted.reduce((sum, { ids }) => sum + ids.length, 0);
  const offsets = new Uint32Array(termCount + 1);
  for (const { ids } of counted) for (const id of ids) offsets[id + 1] = (offsets[id + 1] ?? 0) + 1;
  const rarities = Float32Array.from({ length: termCount }, (_, id) => {
    const having = offsets[id + 1] ?? 0;
    return (weights[id] ?? 1) * Math.log(1 + (questions.length - having + 0.5) / (having + 0.5));
  });
  for (let id = 0; id < termCount; id += 1) offsets[id + 1] = (offsets[id + 1] ?? 0) + (offsets[id] ?? 0);
  const lengthMean = questions.reduce((sum, terms) => sum + terms.length, 0) / Math.max(1, questions.length);
  const lists: Lists = {
    termIds,
    offsets,
    questions: new Uint32Array(postingCount),
    impacts: new Float32Array(postingCount),
    ownOffsets: new Uint32Array(questions.length + 1),
    ownTerms: new Uint32Array(postingCount),
    ownImpacts: new Float32Array(postingCount),
    ...placeParts(termIds, questions),
    rarities,
    lengthMean,
  };
  placePostings(lists, counted);
  return lists;
}

interface CountedTerms {
  readonly ids: Uint32Array;
  readonly counts: Uint32Array;
  readonly length: number;
}

function countTerms(termIds: Map<string, number>, weights: number[], terms: readonly string[]): CountedTerms {
  const counts = new Map<number, number>();
  for (const term of terms) {
    let id = termIds.get(term);
    if (id === undefined) {
      id = termIds.size;
      termIds.set(term, id);
      weights.push(term.length === 2 && /\p{Script=Han}/u.test(term) ? PAIR_WEIGHT : 1);
    }
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return {
    ids: Uint32Array.from(counts.keys()),
    counts: Uint32Array.from(counts.values()),
    length: terms.length,
  };
}

function placePostings(lists: Lists, counted: readonly CountedTerms[]): void {
  const next = lists.offsets.slice(0, -1);
  let own = 0;
  for (const [question, { ids, counts, length }] of counted.entries()) {
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at] ?? 0;
      const impact = (lists.rarities[id] ?? 0) * saturate(lists, counts[at] ?? 1, length);
      const place = next[id] ?? 0;
      next[id] = place + 1;
      lists.questions[place] = question;
      lists.impacts[place] = impact;
      lists.ownTerms[own] = id;
      lists.ownImpacts[own] = impact;
      own += 1;
    }
    lists.ownOffsets[question + 1] = own;
  }
}

/** The numbers of a question's characters and words in their order; -1 for one that no question has. */
export function partsOf(termIds: ReadonlyMap<string, number>, terms: readonly string[]): Int32Array {
  return Int32Array.from(terms.filter(isWord), (term) => termIds.get(term) ?? -1);
}

function placeParts(
  termIds: ReadonlyMap<string, number>,
  questions: readonly (readonly string[])[],
): Pick<Lists, 'partOffsets' | 'parts'> {
  const each = questions.map((terms) => partsOf(termIds, terms));
  const partOffsets = new Uint32Array(questions.length + 1);
  for (const [at, { length }] of each.entries()) partOffsets[at + 1] = (partOffsets[at] ?? 0) + length;
  const parts = new Int32Array(partOffsets.at(-1) ?? 0);
  for (const [at, own] of each.entries()) parts.set(own, partOffsets[at]);
  return { partOffsets, parts };
}

/** How much a term counts that stands `count` times in a question of `length` terms. */
export function saturate({ lengthMean }: Pick<Lists, 'lengthMean'>, count: number, length: number): number {
  return (count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / (lengthMean || 1)));
}
