import { pairsOf, type Segmenter } from '../../../recommend/index.ts';

/** A message of 4,000 Chinese characters has as many pairs; what comes after these few hundred is not found. */
const TERMS_PER_MESSAGE_MAX = 600;
const TERM_CHARACTERS_MAX = 40;

/**
 * What a message is found by: its words, and every two neighbouring characters of its Chinese, so that any part of a
 * Chinese word is found, whatever the dictionary holds and however it changes.
 */
export function termsOfMessage(segmenter: Segmenter, text: string): string[] {
  const tokens = segmenter.tokenize(text);
  const words = tokens.filter(({ isHan }) => !isHan).map(({ term }) => term);
  return tidy([...words, ...pairsOf(tokens)]).slice(0, TERMS_PER_MESSAGE_MAX);
}

/** What a question looks for. */
export interface Sought {
  /** All of these must stand in a message. */
  readonly terms: readonly string[];
  /** The words they come from, as they are marked; a Chinese one must stand there as a whole. */
  readonly words: readonly { readonly text: string; readonly isHan: boolean }[];
}

/**
 * Cuts a question into words: each must stand in the message, wherever. A single Chinese character stands beside words
 * that say more and is left out, unless there is nothing else.
 */
export function soughtOf(segmenter: Segmenter, text: string, termsMax: number): Sought {
  const tokens = segmenter.tokenize(text);
  const telling = tokens.filter(({ isHan, term }) => !isHan || [...term].length > 1);
  if (telling.length === 0) {
    const run = tokens.map(({ term }) => term).join('');
    return {
      terms: pairsOf(tokens).slice(0, termsMax),
      words: run === '' ? [] : [{ text: run, isHan: true }],
    };
  }
  const terms = telling.flatMap((token) => (token.isHan ? pairsOf([token]) : [token.term]));
  return {
    terms: tidy(terms).slice(0, termsMax),
    words: telling.map(({ term, isHan }) => ({ text: term, isHan })),
  };
}

function tidy(terms: readonly string[]): string[] {
  return [...new Set(terms.filter((term) => term !== '').map((term) => term.slice(0, TERM_CHARACTERS_MAX)))];
}
