import { pairsOf, runsOf, type Segmenter } from '../../../recommend/index.ts';

/** A message of 4,000 Chinese characters has as many pairs; what comes after these few hundred is not found. */
const TERMS_PER_MESSAGE_MAX = 600;
const TERM_CHARACTERS_MAX = 40;

/**
 * What a message is found by: its words, and every two neighbouring characters of its Chinese, so that any part of a
 * Chinese word is found, whatever the dictionary holds and however it changes.
 */
export function termsOfMessage(text: string): string[] {
  const runs = runsOf(text);
  const words = runs.filter(({ isHan }) => !isHan).map(({ term }) => term);
  return tidy([...words, ...pairsOf(runs)]).slice(0, TERMS_PER_MESSAGE_MAX);
}

/** What a question looks for. */
export interface Sought {
  /** All of these must stand in a message. */
  readonly terms: readonly string[];
  /** The words they come from, as they are marked; a Chinese one must stand there as a whole. */
  readonly words: readonly { readonly text: string; readonly isHan: boolean }[];
}

/**
 * Cuts a question into words: each must stand in the message, wherever. Single Chinese characters side by side are a
 * word that the dictionary does not know; one alone says too little and is left out.
 */
export function soughtOf(segmenter: Segmenter, text: string, termsMax: number): Sought {
  const words = text.split(/\s+/).flatMap((part) => wordsOf(segmenter.tokenize(part)));
  const telling = words.filter((word) => !word.isHan || [...word.text].length > 1);
  const terms = telling.flatMap((word) =>
    word.isHan ? pairsOf([{ term: word.text, surface: word.text, isHan: true }]) : [word.text],
  );
  return { terms: tidy(terms).slice(0, termsMax), words: telling };
}

function wordsOf(tokens: ReturnType<Segmenter['tokenize']>): Sought['words'] {
  const words: { text: string; isHan: boolean; isLoose: boolean }[] = [];
  for (const { term, isHan } of tokens) {
    const isLoose = isHan && [...term].length === 1;
    const last = words.at(-1);
    if (isLoose && last?.isLoose) last.text += term;
    else words.push({ text: term, isHan, isLoose });
  }
  return words.map(({ text, isHan }) => ({ text, isHan }));
}

function tidy(terms: readonly string[]): string[] {
  return [...new Set(terms.filter((term) => term !== '').map((term) => term.slice(0, TERM_CHARACTERS_MAX)))];
}
