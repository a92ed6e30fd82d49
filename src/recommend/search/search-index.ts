import { createTermLookup, type TermLookup } from './term-lookup.ts';

/** What a document says: how often each term, weighted by field, and how long it is in the same measure. */
export interface DocumentTerms {
  readonly frequencies: ReadonlyMap<string, number>;
  readonly length: number;
}

/** A term of a question with its weight. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

export interface ScoredDocument {
  /** Place of the document in the list the index was built from. */
  readonly document: number;
  readonly score: number;
}

/** Full text by BM25: postings in typed arrays, each with its finished contribution, so that a query only adds. */
export interface SearchIndex extends TermLookup {
  readonly documentCount: number;
  /** Best first; equal scores in the documents' order. At most `limit`, none below `scoreMin` or refused by `accepts`. */
  search(terms: readonly WeightedTerm[], options: SearchOptions): ScoredDocument[];
  /** The same for several demands on one question, which is scored once. */
  searchEach(terms: readonly WeightedTerm[], options: readonly SearchOptions[]): ScoredDocument[][];
  /** How rare a term is: ln(1 + (n − df + 0.5) / (df + 0.5)). A term no document has is the rarest. */
  rarityOf(term: string): number;
  documentFrequency(term: string): number;
  /** Prepares asking many documents whether they have a term. */
  holdersOf(term: string): (document: number) => boolean;
}

export interface SearchOptions {
  readonly limit: number;
  readonly scoreMin?: number;
  readonly accepts?: (document: number) => boolean;
}

/** Saturation of a term's frequency and share of the length correction; set by the questions of the demo catalogue. */
const K1 = 1.4;
const B = 0.5;

/** Numbers for terms, given once and kept over rebuilds of an index. */
export interface Vocabulary {
  readonly termIds: ReadonlyMap<string, number>;
  encode(document: DocumentTerms): EncodedDocument;
}

/** A document as numbers: a tenth of the memory of its words. */
export interface EncodedDocument {
  readonly termIds: Uint32Array;
  readonly frequencies: Float32Array;
  readonly length: number;
}

/** An empty vocabulary. */
export function createVocabulary(): Vocabulary {
  const termIds = new Map<string, number>();
  const idOf = (term: string): number => {
    const known = termIds.get(term);
    if (known !== undefined) return known;
    termIds.set(term, termIds.size);
    return termIds.size - 1;
  };
  return {
    termIds,
    encode: ({ frequencies, length }) => ({
      ...encodeFrequencies(frequencies, idOf),
      length,
    }),
  };
}

function encodeFrequencies(
  frequencies: ReadonlyMap<string, number>,
  idOf: (term: string) => number,
): Pick<EncodedDocument, 'termIds' | 'frequencies'> {
  const encoded = {
    termIds: new Uint32Array(frequencies.size),
    frequencies: new Float32Array(frequencies.size),
  };
  let place = 0;
  for (const [term, frequency] of frequencies) {
    encoded.termIds[place] = idOf(term);
    encoded.frequencies[place] = frequency;
    place += 1;
  }
  return encoded;
}

/** Lets other work of the process run between two portions of a long one. */
export type Pause = () => Promise<void>;

const DOCUMENTS_PER_PORTION = 1_000;

/** Builds an index of documents, numbered from 0. Terms added to the vocabulary later are not in it. */
export async function buildSearchIndex(
  vocabulary: Vocabulary,
  documents: readonly EncodedDocument[],
  pause: Pause,
): Promise<SearchIndex> {
  const termCount = vocabulary.termIds.size;
  const offsets = new Uint32Array(termCount + 1);
  let lengthSum = 0;
  for (const { termIds, length } of documents) {
    lengthSum += length;
    for (const termId of termIds) offsets[termId + 1] = read(offsets, termId + 1) + 1;
  }
  for (let term = 0; term < termCount; term += 1) {
    offsets[term + 1] = read(offsets, term + 1) + read(offsets, term);
  }
  const postings: Postings = {
    offsets,
    documents: new Uint32Array(read(offsets, termCount)),
    impacts: new Float32Array(read(offsets, termCount)),
  };
  // Where the next posting of each term goes; documents come ascending, so postings do.
  const next = offsets.slice(0, termCount);
  const lengthMean = lengthSum / Math.max(1, documents.length) || 1;
  for (const [number, document] of documents.entries()) {
    if (number % DOCUMENTS_PER_PORTION === DOCUMENTS_PER_PORTION - 1) await pause();
    placePostings(postings, next, { number, document, documentCount: documents.length, lengthMean });
  }
  return createIndex(vocabulary.termIds, postings, documents.length);
}

interface PlacedDocument {
  readonly number: number;
  readonly document: EncodedDocument;
  readonly documentCount: number;
  readonly lengthMean: number;
}

function placePostings(postings: Postings, next: Uint32Array, placed: PlacedDocument): void {
  const { termIds, frequencies, length } = placed.document;
  const lengthFactor = K1 * (1 - B + (B * length) / placed.lengthMean);
  for (let term = 0; term < termIds.length; term += 1) {
    const termId = read(termIds, term);
    const place = read(next, termId);
    next[termId] = place + 1;
    const frequency = read(frequencies, term);
    const documentFrequency = read(postings.offsets, termId + 1) - read(postings.offsets, termId);
    postings.documents[place] = placed.number;
    postings.impacts[place] =
      rarity(placed.documentCount, documentFrequency) * ((frequency * (K1 + 1)) / (frequency + lengthFactor));
  }
}

interface Postings {
  /** Postings of term t are offsets[t] to offsets[t + 1]. */
  readonly offsets: Uint32Array;
  readonly documents: Uint32Array;
  readonly impacts: Float32Array;
}

function rarity(documentCount: number, documentFrequency: number): number {
  return Math.log(1 + (documentCount - documentFrequency + 0.5) / (documentFrequency + 0.5));
}

function createIndex(
  termIds: ReadonlyMap<string, number>,
  postings: Postings,
  documentCount: number,
): SearchIndex {
  const { offsets, documents, impacts } = postings;
  const scores = new Float32Array(documentCount);

  const rangeOf = (term: string): readonly [number, number] => {
    const termId = termIds.get(term);
    return termId === undefined || termId + 1 >= offsets.length
      ? [0, 0]
      : [read(offsets, termId), read(offsets, termId + 1)];
  };
  const documentFrequency = (term: string): number => {
    const [from, to] = rangeOf(term);
    return to - from;
  };
  const searchEach = (
    terms: readonly WeightedTerm[],
    options: readonly SearchOptions[],
  ): ScoredDocument[][] => {
    scores.fill(0);
    for (const { term, weight } of terms) {
      const [from, to] = rangeOf(term);
      for (let posting = from; posting < to; posting += 1) {
        const document = read(documents, posting);
        scores[document] = read(scores, document) + weight * read(impacts, posting);
      }
    }
    return options.map((demand) => bestOf(scores, demand));
  };
  const holdersOf = (term: string): ((document: number) => boolean) => {
    const [from, to] = rangeOf(term);
    const range = { from, to };
    return (document) => hasNumber(documents, document, range);
  };
  return {
    documentCount,
    search: (terms, options) => searchEach(terms, [options])[0] ?? [],
    searchEach,
    rarityOf: (term) => rarity(documentCount, documentFrequency(term)),
    documentFrequency,
    holdersOf,
    ...createTermLookup(termIds, documentFrequency),
  };
}

/** Looks for a number in an ascending part of an array. */
function hasNumber(numbers: Uint32Array, wanted: number, range: { from: number; to: number }): boolean {
  let { from, to } = range;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const found = read(numbers, middle);
    if (found === wanted) return true;
    if (found < wanted) from = middle + 1;
    else to = middle;
  }
  return false;
}

function bestOf(scores: Float32Array, { limit, scoreMin = 0, accepts }: SearchOptions): ScoredDocument[] {
  const found: ScoredDocument[] = [];
  // Once far more than wanted is gathered, the worst half can no longer be among the best.
  const gatheredMax = Math.max(1024, limit * 4);
  let floor = scoreMin;
  for (let document = 0; document < scores.length; document += 1) {
    const score = read(scores, document);
    if (score <= 0 || score < floor || accepts?.(document) === false) continue;
    found.push({ document, score });
    if (found.length < gatheredMax) continue;
    found.sort(byScore).length = limit;
    floor = Math.max(floor, found.at(-1)?.score ?? floor);
  }
  return found.sort(byScore).slice(0, limit);
}

function byScore(a: ScoredDocument, b: ScoredDocument): number {
  return b.score - a.score || a.document - b.document;
}

function read(array: Uint32Array | Float32Array, place: number): number {
  return array[place] ?? 0;
}
