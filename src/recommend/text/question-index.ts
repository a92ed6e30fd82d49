import { orderByCrowding } from './question-crowding.ts';
import { encodeQuestion, type QuestionEncoder } from './question-encoder.ts';
import type { QuestionTerms } from './question-terms.ts';

/** Finds the questions that mean what is asked, among many. */
export interface QuestionIndex {
  readonly questionCount: number;
  /** Best first, at most `limit`; the question at place `except` is passed over. */
  find(terms: QuestionTerms, options: FindOptions): FoundQuestion[];
}

export interface FindOptions {
  readonly limit: number;
  readonly except?: number;
}

export interface FoundQuestion {
  /** In the list that the index was built from. */
  readonly place: number;
  /** 1 for the same words; about 0 for nothing in common. */
  readonly score: number;
}

/** Saturation and length correction, as usual for BM25. */
const K1 = 1.2;
const B = 0.75;
/** A pair of characters beside its characters. */
const PAIR_WEIGHT = 0.4;
/** Chosen on held-out training pairs. */
const WEIGHING: Weighing = { encoderShare: 0.5, crowding: 0.4 };
/** Frequent terms are looked at only in questions that rarer ones found, once so many postings were read. */
const POSTINGS_MAX = 24_000;
const CANDIDATES_MAX = 400;
const BUCKETS = 512;

/** How what is found is put in order. */
export interface Weighing {
  /** Share of the encoder's cosine in the score. */
  readonly encoderShare: number;
  /** Of that cosine, how much of the cosine to the nearest other candidate is taken off for the order. */
  readonly crowding: number;
}

/** Builds an index over questions by their terms; without an encoder by words alone. */
export function buildQuestionIndex(
  questions: readonly QuestionTerms[],
  encoder: QuestionEncoder | null,
  { encoderShare, crowding }: Weighing = WEIGHING,
): QuestionIndex {
  const lists = buildLists(questions.map(({ characters }) => characters));
  const vectors = encoder === null ? null : encodeAll(encoder, questions);
  const scratch: Scratch = {
    scores: new Float32Array(questions.length),
    touched: new Uint32Array(questions.length),
    buckets: new Uint32Array(BUCKETS + 1),
    deferred: new Float32Array(lists.termIds.size),
    asked: new Float32Array(encoder?.size ?? 0),
  };
  return {
    questionCount: questions.length,
    find: (terms, { limit, except = -1 }) => {
      const asked = readAsked(lists, terms.characters);
      const candidates = findCandidates(lists, scratch, asked);
      if (encoder !== null) encodeQuestion(encoder, terms, { into: scratch.asked, offset: 0 });
      const scoreOf = (place: number): number => {
        const words = (scratch.scores[place] ?? 0) / (asked.selfScore || 1);
        if (vectors === null) return words;
        return (1 - encoderShare) * words + encoderShare * cosine(scratch.asked, vectors, place);
      };
      const found: FoundQuestion[] = [];
      for (const place of candidates) if (place !== except) found.push({ place, score: scoreOf(place) });
      clear(scratch, asked);
      found.sort((a, b) => b.score - a.score || a.place - b.place);
      if (vectors === null || crowding === 0) return found.slice(0, limit);
      const placed = { vectors, size: scratch.asked.length };
      return orderByCrowding(found, placed, encoderShare * crowding).slice(0, limit);
    },
  };
}

interface Lists {
  readonly termIds: ReadonlyMap<string, number>;
  /** Postings of term t are `offsets[t]` to `offsets[t + 1]`. */
  readonly offsets: Uint32Array;
  readonly questions: Uint32Array;
  readonly impacts: Float32Array;
  /** Terms of question q, in the same way. */
  readonly ownOffsets: Uint32Array;
  readonly ownTerms: Uint32Array;
  readonly ownImpacts: Float32Array;
  readonly rarities: Float32Array;
  readonly lengthMean: number;
}

interface Scratch {
  readonly scores: Float32Array;
  readonly touched: Uint32Array;
  readonly buckets: Uint32Array;
  /** Weights of terms that are looked at late. */
  readonly deferred: Float32Array;
  readonly asked: Float32Array;
}

function buildLists(questions: readonly (readonly string[])[]): Lists {
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

function saturate({ lengthMean }: Pick<Lists, 'lengthMean'>, count: number, length: number): number {
  return (count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / (lengthMean || 1)));
}

interface Asked {
  /** Rarest first. */
  readonly ids: readonly number[];
  /** What the question would score against itself. */
  readonly selfScore: number;
  /** From this place on terms are looked at in candidates only. */
  deferredFrom: number;
  touchedCount: number;
}

function readAsked(lists: Lists, terms: readonly string[]): Asked {
  const ids = [...new Set(terms)].flatMap((term) => lists.termIds.get(term) ?? []);
  const rarity = (id: number): number => lists.rarities[id] ?? 0;
  ids.sort((a, b) => rarity(b) - rarity(a));
  const each = saturate(lists, 1, terms.length);
  const selfScore = ids.reduce((sum, id) => sum + rarity(id) * each, 0);
  return { ids, selfScore, deferredFrom: ids.length, touchedCount: 0 };
}

/** Scores what the rarer terms find, keeps the best, and finishes their scores. */
function findCandidates(lists: Lists, scratch: Scratch, asked: Asked): Uint32Array {
  addRarer(lists, scratch, asked);
  const candidates = bestTouched(scratch, asked.touchedCount);
  const late = asked.ids.slice(asked.deferredFrom);
  if (late.length === 0) return candidates;
  for (const id of late) scratch.deferred[id] = 1;
  for (const place of candidates) {
    const to = lists.ownOffsets[place + 1] ?? 0;
    let more = 0;
    for (let at = lists.ownOffsets[place] ?? 0; at < to; at += 1) {
      more += (scratch.deferred[lists.ownTerms[at] ?? 0] ?? 0) * (lists.ownImpacts[at] ?? 0);
    }
    scratch.scores[place] = (scratch.scores[place] ?? 0) + more;
  }
  for (const id of late) scratch.deferred[id] = 0;
  return candidates;
}

function addRarer(lists: Lists, scratch: Scratch, asked: Asked): void {
  const { offsets } = lists;
  let read = 0;
  for (const [at, id] of asked.ids.entries()) {
    const from = offsets[id] ?? 0;
    const to = offsets[id + 1] ?? 0;
    if (read > 0 && read + to - from > POSTINGS_MAX) {
      asked.deferredFrom = at;
      return;
    }
    read += to - from;
    addPostings(lists, scratch, { asked, from, to });
  }
}

function addPostings(
  { questions, impacts }: Lists,
  { scores, touched }: Scratch,
  { asked, from, to }: { readonly asked: Asked; readonly from: number; readonly to: number },
): void {
  for (let posting = from; posting < to; posting += 1) {
    const question = questions[posting] ?? 0;
    if (scores[question] === 0) {
      touched[asked.touchedCount] = question;
      asked.touchedCount += 1;
    }
    scores[question] = (scores[question] ?? 0) + (impacts[posting] ?? 0);
  }
}

/** About the best `CANDIDATES_MAX` of what was touched: counted by score, not sorted. */
function bestTouched({ scores, touched, buckets }: Scratch, touchedCount: number): Uint32Array {
  const all = touched.subarray(0, touchedCount);
  if (touchedCount <= CANDIDATES_MAX) return all.slice();
  let highest = 0;
  for (const question of all) highest = Math.max(highest, scores[question] ?? 0);
  buckets.fill(0);
  const bucketOf = (question: number): number =>
    Math.floor(((scores[question] ?? 0) / highest) * (BUCKETS - 1));
  for (const question of all) {
    const bucket = bucketOf(question);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  let floor = BUCKETS - 1;
  let kept = buckets[floor] ?? 0;
  while (floor > 0 && kept + (buckets[floor - 1] ?? 0) <= CANDIDATES_MAX) {
    floor -= 1;
    kept += buckets[floor] ?? 0;
  }
  return all.filter((question) => bucketOf(question) >= floor);
}

function clear({ scores, touched }: Scratch, { touchedCount }: Asked): void {
  for (let at = 0; at < touchedCount; at += 1) scores[touched[at] ?? 0] = 0;
}

function encodeAll(encoder: QuestionEncoder, questions: readonly QuestionTerms[]): Float32Array {
  const vectors = new Float32Array(questions.length * encoder.size);
  for (const [place, terms] of questions.entries()) {
    encodeQuestion(encoder, terms, { into: vectors, offset: place * encoder.size });
  }
  return vectors;
}

/** Four sums side by side: each addition need not wait for the one before. A vector has a multiple of four numbers. */
function cosine(asked: Float32Array, vectors: Float32Array, place: number): number {
  const from = place * asked.length;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let at = 0; at < asked.length; at += 4) {
    const x = from + at;
    a += (asked[at] ?? 0) * (vectors[x] ?? 0);
    b += (asked[at + 1] ?? 0) * (vectors[x + 1] ?? 0);
    c += (asked[at + 2] ?? 0) * (vectors[x + 2] ?? 0);
    d += (asked[at + 3] ?? 0) * (vectors[x + 3] ?? 0);
  }
  return a + b + c + d;
}
