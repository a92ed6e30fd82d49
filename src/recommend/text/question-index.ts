import { encodeQuestion, type QuestionEncoder } from './question-encoder.ts';
import { type Likeness, likenessOf, type Ranking, rankOf } from './question-likeness.ts';
import { buildLists, type Lists, partsOf, saturate } from './question-lists.ts';
import type { QuestionTerms } from './question-terms.ts';

/** Finds the questions that mean what is asked, among many. */
export interface QuestionIndex {
  readonly questionCount: number;
  /** Best first, at most `limit`; the question at place `except` is passed over. */
  find(terms: QuestionTerms, options: FindOptions): FoundQuestion[];
  /** What a ranking puts in order, best score first, with how like each is; nothing without an encoder. */
  look(terms: QuestionTerms, except: number): SeenQuestion[];
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

export interface SeenQuestion extends FoundQuestion {
  readonly likeness: Likeness;
}

/** The encoder's share was chosen on held-out training pairs. */
const WEIGHING: Weighing = { encoderShare: 0.5, ranking: null };
/** Frequent terms are looked at only in questions that rarer ones found, once so many postings were read. */
const POSTINGS_MAX = 24_000;
const CANDIDATES_MAX = 400;
const BUCKETS = 512;
/** So many of the best are put in order again. */
const REORDERED = 40;
/** Asked in the very words: nothing goes before it. */
const SAME_FROM = 0.98;

/** How what is found is put in order. */
export interface Weighing {
  /** Share of the encoder's cosine in the score. */
  readonly encoderShare: number;
  /** Puts the best in order again, while their scores stay; null leaves them by score. */
  readonly ranking: Ranking | null;
}

/** Builds an index over questions by their terms; without an encoder by words alone. */
export function buildQuestionIndex(
  questions: readonly QuestionTerms[],
  encoder: QuestionEncoder | null,
  { encoderShare, ranking }: Weighing = WEIGHING,
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
  const findByScore = (terms: QuestionTerms, except: number): Scored[] => {
    const asked = readAsked(lists, terms.characters);
    const candidates = findCandidates(lists, scratch, asked);
    if (encoder !== null) encodeQuestion(encoder, terms, { into: scratch.asked, offset: 0 });
    const scoreOf = (place: number): Scored => {
      const words = (scratch.scores[place] ?? 0) / (asked.selfScore || 1);
      if (vectors === null) return { place, score: words, words, meaning: 0 };
      const meaning = cosine(scratch.asked, vectors, place);
      return { place, score: (1 - encoderShare) * words + encoderShare * meaning, words, meaning };
    };
    const found: Scored[] = [];
    for (const place of candidates) if (place !== except) found.push(scoreOf(place));
    clear(scratch, asked);
    return found.sort((a, b) => b.score - a.score || a.place - b.place);
  };
  const withLikeness = (terms: QuestionTerms, found: readonly Scored[]): SeenQuestion[] => {
    if (vectors === null) return [];
    const likenesses = likenessOf(
      { lists, vectors, size: scratch.asked.length },
      partsOf(lists.termIds, terms.characters),
      { found, count: REORDERED },
    );
    return likenesses.map((likeness, at) => ({ ...(found[at] ?? NONE), likeness }));
  };
  return {
    questionCount: questions.length,
    find: (terms, { limit, except = -1 }) => {
      const found = findByScore(terms, except);
      if (vectors === null || ranking === null) return found.slice(0, limit);
      return [...inOrder(withLikeness(terms, found), ranking), ...found.slice(REORDERED)].slice(0, limit);
    },
    look: (terms, except) => withLikeness(terms, findByScore(terms, except)),
  };
}

interface Scored extends FoundQuestion {
  /** Share of the question's words, weighed by how rare they are. */
  readonly words: number;
  /** Cosine of the encoder. */
  readonly meaning: number;
}

const NONE: Scored = { place: -1, score: 0, words: 0, meaning: 0 };

function inOrder(seen: readonly SeenQuestion[], ranking: Ranking): FoundQuestion[] {
  return seen
    .map(({ place, score, likeness }) => ({
      ...{ place, score },
      rank: score >= SAME_FROM ? Number.MAX_VALUE : rankOf(ranking, likeness),
    }))
    .sort((a, b) => b.rank - a.rank || b.score - a.score);
}

interface Scratch {
  readonly scores: Float32Array;
  readonly touched: Uint32Array;
  readonly buckets: Uint32Array;
  /** Weights of terms that are looked at late. */
  readonly deferred: Float32Array;
  readonly asked: Float32Array;
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
