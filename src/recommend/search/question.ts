import { simplifyText } from '../text/simplify.ts';
import { correctTokens } from './correct-tokens.ts';
import { type Analysis, topicTerm } from './document-terms.ts';
import type { HintMention } from './hints.ts';
import { rememberLast } from './remember-last.ts';
import type { SearchIndex, WeightedTerm } from './search-index.ts';
import { isStopWord } from './stop-words.ts';
import { pairsOf, type Token } from './tokens.ts';
import { type Topic, type TopicMention, topicsAbove } from './topics.ts';

/** How an index may know what a unit asks for. */
export interface UnitTerm extends WeightedTerm {
  /** The words of the question that it stands for. */
  readonly surface: string;
  /** `broader`: a subject above the one asked for. `hint`: one that the words point to without naming it. */
  readonly by: 'topic' | 'word' | 'part' | 'broader' | 'hint';
}

/** One thing a question asks about: a topic, or a word that is none. */
export interface QuestionUnit {
  readonly topics: readonly Topic[];
  readonly terms: readonly UnitTerm[];
  /** The learner's own words as terms; null when they were taken for others. */
  readonly saidTerms: readonly string[] | null;
  /** How much of the question it is, by how rare it is. */
  readonly importance: number;
}

export interface Question {
  readonly units: readonly QuestionUnit[];
  /** What the index adds up. */
  readonly terms: readonly WeightedTerm[];
}

/** 1 = certainly the same thing. Set by the questions of the demo catalogue, checked on others. */
const WEIGHTS = {
  topic: 1.2,
  topicWord: 0.6,
  word: 1,
  longerWord: 0.6,
  part: 0.4,
  broader: 0.35,
  hint: 0.8,
  hintsTogether: 1.2,
  translated: 0.6,
  translatedPart: 0.3,
  loosePair: 0.25,
};
/** A topic says more of what is asked than a word of the same rarity. */
const TOPIC_IMPORTANCE = 2;
/** So does a word that points to one. */
const HINT_IMPORTANCE = 1.5;
/** What an unknown word counts, as a share of the rarest known one. */
const UNKNOWN_SHARE = 0.25;
const PREFIX_LETTERS_MIN = 4;
const EXPANSIONS_MAX = 8;
const UNITS_MAX = 24;
/** Two characters that more documents than this have side by side tell nothing. */
const LOOSE_PAIR_SHARE_MAX = 0.1;

/** So many turns may be under way at once, each about one text or two. */
const REMEMBERED_MAX = 64;
const remembered = rememberLast<SearchIndex, Question>(REMEMBERED_MAX);

/** Understands a question against an index: its topics, its other words, and what else they may be called there. */
export function readQuestion(analysis: Analysis, index: SearchIndex, text: string): Question {
  return remembered(index, text, () => understandQuestion(analysis, index, text));
}

function understandQuestion(analysis: Analysis, index: SearchIndex, text: string): Question {
  const tokens = correctTokens(analysis, index, analysis.segmenter.tokenize(simplifyText(text)));
  const inChinese = tokens.filter((token) => token.isHan).length * 2 >= tokens.length;
  const isStop = (token: Token): boolean =>
    isStopWord(token, inChinese) ||
    (token.isCorrected === true && isStopWord({ surface: token.term }, inChinese));
  const { mentions, hints } = readPlaces(analysis, tokens, isStop);
  const units = [
    ...mentionedUnits(analysis, index, { tokens, mentions, isStop }),
    ...hintedUnits(analysis, index, { tokens, hints, isStop }),
    ...wordGroups({ tokens, mentions: [...mentions, ...hints], isStop }).map((group) =>
      wordUnit(analysis, index, group),
    ),
  ].slice(0, UNITS_MAX);
  const loosePairs = pairsOf(tokens.map((token) => (isStop(token) ? { ...token, isHan: false } : token)));
  return {
    units,
    terms: addUp(
      units,
      loosePairs.filter(
        (pair) => index.documentFrequency(pair) <= index.documentCount * LOOSE_PAIR_SHARE_MAX,
      ),
    ),
  };
}

/** Where topics are named, and where words point to one; the longer of two in one place counts. */
function readPlaces(
  { topics, hints }: Analysis,
  tokens: readonly Token[],
  isStop: (token: Token) => boolean,
) {
  const named = topics.find(tokens).filter(({ from, to }) => !tokens.slice(from, to).every(isStop));
  const pointing = hints.find(tokens, isStop).filter(({ from, to, wordCount }) => {
    const within = named.filter((mention) => mention.from < to && mention.to > from);
    return within.every((mention) => mention.from >= from && mention.to <= to) && within.length < wordCount;
  });
  const isHinted = (place: number): boolean => pointing.some(({ from, to }) => place >= from && place < to);
  return { mentions: named.filter(({ from }) => !isHinted(from)), hints: pointing };
}

interface Mentions {
  readonly tokens: readonly Token[];
  /** Places that are read already. */
  readonly mentions: readonly Pick<TopicMention, 'from' | 'to'>[];
  readonly isStop: (token: Token) => boolean;
}

/** One unit for each place where topics are named; a name may mean several. */
function mentionedUnits(
  { topics: finder }: Analysis,
  index: SearchIndex,
  { tokens, mentions, isStop }: Omit<Mentions, 'mentions'> & { readonly mentions: readonly TopicMention[] },
): QuestionUnit[] {
  const places = [...new Set(mentions.map((mention) => mention.from))];
  return places.map((place) => {
    const here = mentions.filter((mention) => mention.from === place);
    const said = tokens.slice(place, here[0]?.to);
    const own = said.filter((token) => !isStop(token));
    const topics = here.map((mention) => mention.topic);
    const above = topics.flatMap((topic) => topicsAbove(finder.topics, topic));
    const surface = said.map((token) => token.surface).join(said.some((token) => token.isHan) ? '' : ' ');
    const terms: UnitTerm[] = [
      ...topicTerms(topics, { weight: WEIGHTS.topic, by: 'topic', surface }),
      // One word of a name of several says less than the name.
      ...own.map((token) => wordTerm(token.term, WEIGHTS.topicWord / own.length, token.surface)),
      ...own.filter((token) => token.isHan && token.term.length > 2).flatMap((token) => partsOf(token.term)),
      ...topicTerms(above, { weight: WEIGHTS.broader, by: 'broader', surface }),
    ];
    return {
      ...unitOf(index, said, terms),
      topics,
      importance: TOPIC_IMPORTANCE * importanceOf(index, terms),
    };
  });
}

interface Hints extends Pick<Mentions, 'tokens' | 'isStop'> {
  readonly hints: readonly HintMention[];
}

/** Words that point to topics still stand for themselves. */
function hintedUnits(
  analysis: Analysis,
  index: SearchIndex,
  { tokens, hints, isStop }: Hints,
): QuestionUnit[] {
  return hints.map(({ topics, surface, from, to }) => {
    const own = tokens.slice(from, to).filter((token) => !isStop(token));
    const words = own.length === 1 ? wordUnit(analysis, index, own).terms : own.map(looseWord);
    const terms = [...words, ...topicTerms(topics, { weight: WEIGHTS.hint, by: 'hint', surface })];
    return { ...unitOf(index, own, terms), importance: HINT_IMPORTANCE * importanceOf(index, terms) };
  });
}

function looseWord({ term, surface }: Token): UnitTerm {
  return wordTerm(term, WEIGHTS.topicWord, surface);
}

function unitOf(index: SearchIndex, said: readonly Token[], terms: readonly UnitTerm[]): QuestionUnit {
  return {
    topics: [],
    terms,
    saidTerms: said.some((token) => token.isCorrected === true) ? null : said.map((token) => token.term),
    importance: importanceOf(index, terms),
  };
}

function topicTerms(topics: readonly Topic[], as: Omit<UnitTerm, 'term'>): UnitTerm[] {
  return topics.map((topic) => ({ ...as, term: topicTerm(topic.id) }));
}

function wordTerm(term: string, weight: number, surface: string): UnitTerm {
  return { term, weight, surface, by: 'word' };
}

/**
 * Words outside topics. Neighbouring single characters are one word that the dictionary lacks; one alone says
 * something only when nothing else does.
 */
function wordGroups({ tokens, mentions, isStop }: Mentions): Token[][] {
  const groups: Token[][] = [];
  let previous = -2;
  tokens.forEach((token, place) => {
    if (isStop(token) || mentions.some(({ from, to }) => place >= from && place < to)) return;
    const last = groups.at(-1);
    const continues = place === previous + 1 && isSingle(token) && last?.every(isSingle) === true;
    if (continues) last?.push(token);
    else groups.push([token]);
    previous = place;
  });
  const words = groups.filter((group) => group.length === 1 || !isSmall(group, isStop));
  const telling = words.filter((group) => group.length > 1 || !group.every(isSingle));
  return telling.length > 0 || mentions.length > 0 ? telling : words;
}

/** Single characters that together are a word that says nothing. */
function isSmall(group: readonly Token[], isStop: (token: Token) => boolean): boolean {
  const word = group.map(({ surface }) => surface).join('');
  return isStop({ term: word, surface: word, isHan: true });
}

function isSingle(token: Token): boolean {
  return token.isHan && token.term.length === 1;
}

function wordUnit(analysis: Analysis, index: SearchIndex, group: readonly Token[]): QuestionUnit {
  const surface = group.map((token) => token.surface).join('');
  const term = group.length === 1 ? (group[0]?.term ?? surface) : surface;
  const other =
    group[0]?.isHan === true ? hanTerms(analysis, index, term) : longerWords(index, term, surface);
  const terms = [
    wordTerm(term, WEIGHTS.word, surface),
    ...other,
    ...inOtherLanguage(analysis, index, { group, surface }),
  ];
  const unit = unitOf(index, group, terms);
  return unit.saidTerms === null ? unit : { ...unit, saidTerms: [term] };
}

/** What the table of terms calls a word in the other language, as far as the catalogue has that. */
function inOtherLanguage(
  { translate }: Analysis,
  index: SearchIndex,
  { group, surface }: { group: readonly Token[]; surface: string },
): UnitTerm[] {
  return translate(group).flatMap((words) =>
    words
      .filter((term) => index.documentFrequency(term) > 0)
      .map((term) =>
        wordTerm(term, words.length === 1 ? WEIGHTS.translated : WEIGHTS.translatedPart, surface),
      ),
  );
}

function longerWords(index: SearchIndex, term: string, surface: string): UnitTerm[] {
  if (term.length < PREFIX_LETTERS_MIN) return [];
  return index
    .termsWithPrefix(term, EXPANSIONS_MAX)
    .filter((longer) => longer !== term)
    .map((longer) => wordTerm(longer, WEIGHTS.longerWord, surface));
}

/** Parts of a long word and the topics they name, or what a single character may be part of. */
function hanTerms({ topics }: Analysis, index: SearchIndex, term: string): UnitTerm[] {
  if (term.length > 2) {
    const parts = partsOf(term);
    const named = parts.flatMap((part) =>
      topicTerms(topics.named(part.term), { weight: WEIGHTS.part, by: 'broader', surface: part.term }),
    );
    return [...parts, ...named];
  }
  if (term.length > 1 || index.documentFrequency(term) > 0) return [];
  return index
    .termsMatching((longer) => /^[^#^]{2}$/u.test(longer) && longer.includes(term), EXPANSIONS_MAX)
    .map((longer) => ({ term: longer, weight: WEIGHTS.part, surface: longer, by: 'part' }));
}

function partsOf(term: string): UnitTerm[] {
  return pairsOf([{ term, surface: term, isHan: true }]).map((pair) => ({
    term: pair,
    weight: WEIGHTS.part,
    surface: pair,
    by: 'part',
  }));
}

/**
 * Rarity of the best known term. A word that the catalogue does not know counts little: most of them belong to
 * how people talk and not to what they ask about.
 */
function importanceOf(index: SearchIndex, terms: readonly UnitTerm[]): number {
  const known = terms.find(
    ({ term, by }) => (by === 'topic' || by === 'word' || by === 'hint') && index.documentFrequency(term) > 0,
  );
  return known === undefined ? UNKNOWN_SHARE * index.rarityOf('') : index.rarityOf(known.term);
}

function addUp(units: readonly QuestionUnit[], loosePairs: readonly string[]): WeightedTerm[] {
  const weights = new Map<string, number>();
  for (const { terms } of units) {
    for (const { term, weight, by } of terms) {
      const had = weights.get(term) ?? 0;
      // Several words that point to one subject are surer than one.
      const together = by === 'hint' ? Math.min(WEIGHTS.hintsTogether, had + weight) : weight;
      weights.set(term, Math.max(had, together));
    }
  }
  for (const pair of loosePairs) if (!weights.has(pair)) weights.set(pair, WEIGHTS.loosePair);
  return [...weights].map(([term, weight]) => ({ term, weight }));
}
