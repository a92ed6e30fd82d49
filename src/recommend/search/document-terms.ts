import { simplifyText } from '../text/simplify.ts';
import type { HintFinder } from './hints.ts';
import type { DocumentTerms } from './search-index.ts';
import { pairsOf, type Segmenter } from './tokens.ts';
import { type TopicFinder, topicsAbove } from './topics.ts';
import type { Translate } from './translate.ts';

/** What of a product can be searched. */
export interface SearchableFields {
  readonly title: string;
  readonly tags: readonly string[];
  readonly author: string | null;
  readonly description: string;
}

export interface AnalysedDocument {
  readonly terms: DocumentTerms;
  /** Topics of title and tags, most telling first; what a list is kept varied by. */
  readonly topicIds: readonly string[];
}

export interface Analysis {
  readonly segmenter: Segmenter;
  readonly topics: TopicFinder;
  readonly hints: HintFinder;
  readonly translate: Translate;
}

const FIELD_WEIGHTS = { title: 3, tags: 2.5, author: 2, description: 1 } as const;
/** What a document about Python says about programming, as a share of what it says about Python. */
const BROADER_SHARE = 0.4;
/** Beyond this a description adds time and no meaning. */
const DESCRIPTION_CHARACTERS_MAX = 4_000;

/** The index's term for a topic. No word contains `#` in front. */
export function topicTerm(topicId: string): string {
  return `#${topicId}`;
}

/** Marks that a term stands in title, tags or author and not only somewhere in the description. */
export function headTerm(term: string): string {
  return `^${term}`;
}

/** Counts the terms of a product's fields by the fields' weights. */
export function analyseDocument(analysis: Analysis, fields: SearchableFields): AnalysedDocument {
  const frequencies = new Map<string, number>();
  const headTopics = new Map<string, number>();
  let length = 0;
  const parts: readonly (readonly [keyof typeof FIELD_WEIGHTS, string])[] = [
    ['title', fields.title],
    ['tags', fields.tags.join(' , ')],
    ['author', fields.author ?? ''],
    ['description', fields.description.slice(0, DESCRIPTION_CHARACTERS_MAX)],
  ];
  for (const [field, text] of parts) {
    const weight = FIELD_WEIGHTS[field];
    const isHead = field !== 'description';
    const terms = termsOf(analysis, text);
    for (const [term, count] of terms.counts) {
      add(frequencies, term, count * weight);
      if (isHead) frequencies.set(headTerm(term), 0);
    }
    if (isHead) for (const topicId of terms.mentioned) add(headTopics, topicId, weight);
    length += terms.wordCount * weight;
  }
  const topicIds = [...headTopics].sort((a, b) => b[1] - a[1]).map(([topicId]) => topicId);
  return { terms: { frequencies, length }, topicIds };
}

interface FieldTerms {
  readonly counts: ReadonlyMap<string, number>;
  readonly mentioned: ReadonlySet<string>;
  readonly wordCount: number;
}

function termsOf({ segmenter, topics }: Analysis, text: string): FieldTerms {
  const tokens = segmenter.tokenize(simplifyText(text));
  const counts = new Map<string, number>();
  const words = new Set<string>();
  for (const token of tokens) {
    words.add(token.term);
    add(counts, token.term, 1);
  }
  // A pair that is a word of its own here was counted as that word.
  for (const pair of pairsOf(tokens)) if (!words.has(pair)) add(counts, pair, 1);
  const mentioned = new Set<string>();
  const mentions = topics.find(tokens);
  for (const { topic } of mentions) {
    mentioned.add(topic.id);
    add(counts, topicTerm(topic.id), 1);
    for (const above of topicsAbove(topics.topics, topic)) add(counts, topicTerm(above.id), BROADER_SHARE);
  }
  return { counts, mentioned, wordCount: tokens.length };
}

function add(counts: Map<string, number>, key: string, amount: number): void {
  counts.set(key, (counts.get(key) ?? 0) + amount);
}
