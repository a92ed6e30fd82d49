import { type Analysis, headTerm, topicTerm } from './document-terms.ts';
import { isNear } from './english.ts';
import type { SearchIndex, WeightedTerm } from './search-index.ts';
import { STOP_WORDS } from './stop-words.ts';
import { pairsOf, type Token } from './tokens.ts';
import { type Topic, type TopicMention, topicsAbove } from './topics.ts';

/** A name under which the index may know a unit; weight 1 = certainly the same thing. */
interface UnitTerm extends WeightedTerm {
  /** The words of the question that it stands for. */
  readonly surface: string;
}

/** One thing a question asks about: a topic, or a word that is none. */
export interface QuestionUnit {
  readonly topics: readonly Topic[];
  readonly terms: readonly UnitTerm[];
  /** How much of the question it is, by how rare it is. */
  readonly importance: number;
}

export interface Question {
  readonly units: readonly QuestionUnit[];
  /** What the index adds up. */
  readonly terms: readonly WeightedTerm[];
}

const TOPIC_WEIGHT = 1.2;
const TOPIC_WORD_WEIGHT = 0.6;
const BROADER_WEIGHT = 0.35;
const PREFIX_WEIGHT = 0.6;
const PAIR_WEIGHT = 0.4;
const LOOSE_PAIR_WEIGHT = 0.25;
const PREFIX_LETTERS_MIN = 4;
const EXPANSIONS_MAX = 8;
const UNITS_MAX = 24;
/** A topic says more of what is asked than a word of the same rarity. */
const TOPIC_IMPORTANCE = 2;
const CORRECTED_LETTERS_MIN = 5;
/** What an unknown word counts, as a share of the rarest known one. */
const UNKNOWN_SHARE = 0.25;

/** Understands a question against an index: its topics, its other words, and what else they may be called there. */
export function readQuestion(analysis: Analysis, index: SearchIndex, text: string): Question {
  const tokens = correctTokens(analysis, index, analysis.segmenter.tokenize(text));
  // Among Chinese words an English stop word may be a name: IT, Go.
  const isChinese = tokens.filter((token) => token.isHan).length * 2 >= tokens.length;
  const isStop = (token: Token): boolean => (token.isHan || !isChinese) && STOP_WORDS.has(token.surface);
  const mentions = analysis.topics
    .find(tokens)
    .filter(({ from, to }) => !tokens.slice(from, to).every(isStop));
  const words = wordGroups(tokens, placesOf(mentions), isStop);
  const units = [
    ...mentionedUnits(analysis, index, {
      tokens: tokens.map((token) => (isStop(token) ? null : token)),
      mentions,
    }),
    ...words.map((group) => wordUnit(index, group)),
  ].slice(0, UNITS_MAX);
  const loosePairs = pairsOf(tokens.map((token) => (isStop(token) ? { ...token, isHan: false } : token)));
  return { units, terms: addUp(units, loosePairs) };
}

/** A unit that a document speaks of, and by which of its names. */
export interface UnitMatch {
  readonly surface: string;
  /** The topic that joins them; null when it is the word itself. */
  readonly topicId: string | null;
}

export interface Coverage {
  /** The share of the question that the document answers, 0 to 1. */
  readonly share: number;
  /** The same, by title, tags and author alone. */
  readonly headShare: number;
  /** True when title, tags or author name something asked for, and not only a broader topic of it. */
  readonly isDirect: boolean;
  /** Most important first. */
  readonly matches: readonly UnitMatch[];
}

/** How much of a question a document answers. */
export function coverageOf(index: SearchIndex, question: Question, document: number): Coverage {
  let all = 0;
  let covered = 0;
  let coveredInHead = 0;
  let isDirect = false;
  const matches: (UnitMatch & { importance: number })[] = [];
  for (const { terms, importance } of question.units) {
    all += importance;
    const best = strongest(terms, (term) => index.contains(document, term));
    if (best === undefined) continue;
    const bestInHead = strongest(terms, (term) => index.contains(document, headTerm(term)));
    covered += importance * Math.min(1, best.weight);
    coveredInHead += importance * Math.min(1, bestInHead?.weight ?? 0);
    isDirect ||= (bestInHead?.weight ?? 0) > BROADER_WEIGHT;
    const topicId = best.term.startsWith('#') ? best.term.slice(1) : null;
    matches.push({ surface: best.surface, topicId, importance });
  }
  matches.sort((a, b) => b.importance - a.importance);
  return { share: covered / (all || 1), headShare: coveredInHead / (all || 1), isDirect, matches };
}

function strongest(terms: readonly UnitTerm[], has: (term: string) => boolean): UnitTerm | undefined {
  let best: UnitTerm | undefined;
  for (const term of terms) if (term.weight > (best?.weight ?? 0) && has(term.term)) best = term;
  return best;
}

function placesOf(mentions: readonly TopicMention[]): ReadonlySet<number> {
  return new Set(
    mentions.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, step) => from + step)),
  );
}

interface Mentions {
  /** Null where a stop word stands. */
  readonly tokens: readonly (Token | null)[];
  readonly mentions: readonly TopicMention[];
}

/** One unit for each place where topics are named; a name may mean several. */
function mentionedUnits(
  { topics: finder }: Analysis,
  index: SearchIndex,
  { tokens, mentions }: Mentions,
): QuestionUnit[] {
  const places = [...new Set(mentions.map((mention) => mention.from))];
  return places.map((place) => {
    const here = mentions.filter((mention) => mention.from === place);
    const own = tokens.slice(place, here[0]?.to).filter((token) => token !== null);
    const topics = here.map((mention) => mention.topic);
    const above = topics.flatMap((topic) => topicsAbove(finder.topics, topic));
    const surface = own.map((token) => token.surface).join(' ');
    const terms = [
      ...topics.map((topic) => ({ term: topicTerm(topic.id), weight: TOPIC_WEIGHT, surface })),
      ...own.map((token) => ({ term: token.term, weight: TOPIC_WORD_WEIGHT, surface: token.surface })),
      ...own.filter((token) => token.isHan && token.term.length > 2).flatMap((token) => partsOf(token.term)),
      ...above.map((topic) => ({ term: topicTerm(topic.id), weight: BROADER_WEIGHT, surface })),
    ];
    return { topics, terms, importance: TOPIC_IMPORTANCE * importanceOf(index, terms) };
  });
}

/**
 * Words outside topics. Neighbouring single characters are one word that the dictionary lacks; one alone says
 * something only when nothing else does.
 */
function wordGroups(
  tokens: readonly Token[],
  inMentions: ReadonlySet<number>,
  isStop: (token: Token) => boolean,
): Token[][] {
  const groups: Token[][] = [];
  let previous = -2;
  tokens.forEach((token, place) => {
    if (inMentions.has(place) || isStop(token)) return;
    const last = groups.at(-1);
    const continues = place === previous + 1 && isSingle(token) && last?.every(isSingle) === true;
    if (continues) last?.push(token);
    else groups.push([token]);
    previous = place;
  });
  const telling = groups.filter((group) => group.length > 1 || !group.every(isSingle));
  return telling.length > 0 || inMentions.size > 0 ? telling : groups;
}

function isSingle(token: Token): boolean {
  return token.isHan && token.term.length === 1;
}

function wordUnit(index: SearchIndex, group: readonly Token[]): QuestionUnit {
  const surface = group.map((token) => token.surface).join('');
  const term = group.length === 1 ? (group[0]?.term ?? surface) : surface;
  const isHan = group[0]?.isHan === true;
  const terms = [
    { term, weight: 1, surface },
    ...(isHan ? hanTerms(index, term) : longerWords(index, { term, surface })),
  ];
  return { topics: [], terms, importance: importanceOf(index, terms) };
}

function longerWords(index: SearchIndex, { term, surface }: { term: string; surface: string }): UnitTerm[] {
  if (term.length < PREFIX_LETTERS_MIN) return [];
  return index
    .termsWithPrefix(term, EXPANSIONS_MAX)
    .filter((longer) => longer !== term)
    .map((longer) => ({ term: longer, weight: PREFIX_WEIGHT, surface }));
}

/** Parts of a long word, or what a single character may be part of. */
function hanTerms(index: SearchIndex, term: string): UnitTerm[] {
  if (term.length > 2) return partsOf(term);
  if (term.length > 1 || index.documentFrequency(term) > 0) return [];
  return index
    .termsMatching((longer) => /^[^#^]{2}$/u.test(longer) && longer.includes(term), EXPANSIONS_MAX)
    .map((longer) => ({ term: longer, weight: PAIR_WEIGHT, surface: longer }));
}

function partsOf(term: string): UnitTerm[] {
  return pairsOf([{ term, surface: term, isHan: true }]).map((pair) => ({
    term: pair,
    weight: PAIR_WEIGHT,
    surface: pair,
  }));
}

/**
 * Rarity of the best known term. A word that the catalogue does not know counts little: most of them belong to
 * how people talk and not to what they ask about.
 */
function importanceOf(index: SearchIndex, terms: readonly WeightedTerm[]): number {
  const known = terms.find(
    ({ term, weight }) => weight >= TOPIC_WORD_WEIGHT && index.documentFrequency(term) > 0,
  );
  return known === undefined ? UNKNOWN_SHARE * index.rarityOf('') : index.rarityOf(known.term);
}

function addUp(units: readonly QuestionUnit[], loosePairs: readonly string[]): WeightedTerm[] {
  const weights = new Map<string, number>();
  for (const { terms } of units) {
    for (const { term, weight } of terms) weights.set(term, Math.max(weights.get(term) ?? 0, weight));
  }
  for (const pair of loosePairs) if (!weights.has(pair)) weights.set(pair, LOOSE_PAIR_WEIGHT);
  return [...weights].map(([term, weight]) => ({ term, weight }));
}

/** Replaces words of Latin letters that neither the catalogue nor a topic knows by the nearest that one does. */
function correctTokens({ topics }: Analysis, index: SearchIndex, tokens: readonly Token[]): Token[] {
  return tokens.map((token) => {
    const { term } = token;
    const isKnown =
      token.isHan ||
      token.surface.length < CORRECTED_LETTERS_MIN ||
      STOP_WORDS.has(token.surface) ||
      index.documentFrequency(term) > 0 ||
      topics.vocabulary.has(term);
    if (isKnown) return token;
    const nearest = nearestWord(index, topics.vocabulary, term);
    return nearest === undefined ? token : { ...token, term: nearest };
  });
}

function nearestWord(index: SearchIndex, vocabulary: ReadonlySet<string>, term: string): string | undefined {
  const editsMax = term.length >= 8 ? 2 : 1;
  const first = term[0] ?? '';
  const matches = (known: string): boolean =>
    known.startsWith(first) && known.length >= PREFIX_LETTERS_MIN && isNear(known, term, editsMax);
  return [...vocabulary].find(matches) ?? index.termsMatching(matches, 1)[0];
}
