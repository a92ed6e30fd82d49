import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { stemEnglish } from './english.ts';
import { topicNames } from './topic-names.ts';

/** A word of a text. `term` is what is indexed, `surface` what the text says. */
export interface Token {
  readonly term: string;
  readonly surface: string;
  readonly isHan: boolean;
  /** True when `term` is what the surface was probably meant to be. */
  readonly isCorrected?: boolean;
}

export interface Segmenter {
  /** Words that must stay whole: names of topics, tags of the catalogue. */
  addWords(words: Iterable<string>): void;
  /** The text's words in order, each once where it stands. */
  tokenize(text: string): Token[];
}

/** So frequent that a user word wins over its parts; jieba ignores a word that has no frequency. */
const USER_WORD_LINE = ' 100000 n\n';
const USER_WORD_CHARACTERS_MAX = 8;

const HAN_SOURCE = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}々ー]';
const LETTER_SOURCE = `(?!${HAN_SOURCE})[\\p{L}\\p{M}]`;
const RUNS = new RegExp(
  `(?<han>${HAN_SOURCE}+)|(?<word>(?:${LETTER_SOURCE})(?:${LETTER_SOURCE}|\\d)*(?:['’](?:${LETTER_SOURCE})+)?(?:\\+\\+|#)?)|(?<number>\\d+(?:\\.\\d+)?)`,
  'gu',
);

/** Splits Chinese by dictionary and everything else by letters. Holds a dictionary of some 60 MB: one per process. */
export function createSegmenter(): Segmenter {
  const jieba = Jieba.withDict(dict);
  const added = new Set<string>();

  const addWords = (words: Iterable<string>): void => {
    let lines = '';
    for (const word of words) {
      if (added.has(word) || !isUserWord(word)) continue;
      added.add(word);
      lines += word + USER_WORD_LINE;
    }
    if (lines !== '') jieba.loadDict(Buffer.from(lines));
  };

  const tokenize = (text: string): Token[] =>
    runsOf(text).flatMap((run) => (run.isHan ? jieba.cut(run.term, false).map(hanToken) : [run]));
  return { addWords, tokenize };
}

let shared: Segmenter | undefined;

/** The process's own segmenter, made at first use; it knows the names of topics, and who adds words adds them for all. */
export function sharedSegmenter(): Segmenter {
  if (shared === undefined) {
    shared = createSegmenter();
    shared.addWords(topicNames());
  }
  return shared;
}

/** The text's words in order with each run of Chinese as one: what needs no dictionary. */
export function runsOf(text: string): Token[] {
  return Array.from(text.normalize('NFKC').matchAll(RUNS), (match) =>
    match.groups?.['han'] === undefined ? wordToken(match[0]) : hanToken(match[0]),
  );
}

function hanToken(word: string): Token {
  return { term: word, surface: word, isHan: true };
}

function isUserWord(word: string): boolean {
  return /^\p{Script=Han}+$/u.test(word) && word.length >= 2 && word.length <= USER_WORD_CHARACTERS_MAX;
}

function wordToken(surface: string): Token {
  const plain = surface
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]s?$/u, '');
  return { term: stemEnglish(plain.replace(/['’]/gu, '')), surface, isHan: false };
}

/**
 * Every two neighbouring characters inside runs of Chinese words: finds what the dictionary does not know
 * or has cut at another place.
 */
export function pairsOf(tokens: readonly Token[]): string[] {
  const pairs: string[] = [];
  let run = '';
  for (const token of [...tokens, undefined]) {
    if (token?.isHan === true) {
      run += token.term;
      continue;
    }
    for (let place = 0; place + 2 <= run.length; place += 1) pairs.push(run.slice(place, place + 2));
    run = '';
  }
  return pairs;
}
