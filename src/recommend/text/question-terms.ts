import type { Segmenter } from '../search/tokens.ts';
import { type Piece, readText } from './read-text.ts';

/** What questions are compared by. */
export interface QuestionTerms {
  /** Single Chinese characters and pairs of them, words of other scripts and pairs of those. */
  readonly characters: readonly string[];
  /** Words as the dictionary cuts them, and pairs of words; marked, so that they are never mistaken for characters. */
  readonly words: readonly string[];
}

/** Reads a question in both views. */
export function questionTerms(segmenter: Segmenter, text: string): QuestionTerms {
  const { pieces, words } = readText(segmenter, text);
  return { characters: characterTerms(pieces), words: wordTerms(words) };
}

const HAN = /\p{Script=Han}/u;

/** Whether a term of `characters` is a single character or word, no pair. */
export function isWord(term: string): boolean {
  return term.length === 1 || !(term.includes(' ') || HAN.test(term));
}

function wordTerms(words: readonly string[]): string[] {
  const terms: string[] = [];
  for (const [place, word] of words.entries()) {
    if (word.length > 1) terms.push(`w:${word}`);
    const next = words[place + 1];
    if (next !== undefined) terms.push(`w:${word} ${next}`);
  }
  return terms;
}

function characterTerms(pieces: readonly Piece[]): string[] {
  const terms: string[] = [];
  let before: string | undefined;
  for (const piece of pieces) {
    if (!piece.isHan) {
      terms.push(piece.text);
      if (before !== undefined) terms.push(`${before} ${piece.text}`);
      before = piece.text;
      continue;
    }
    before = undefined;
    for (let place = 0; place < piece.text.length; place += 1) {
      terms.push(piece.text.charAt(place));
      if (place + 1 < piece.text.length) terms.push(piece.text.slice(place, place + 2));
    }
  }
  return terms;
}
