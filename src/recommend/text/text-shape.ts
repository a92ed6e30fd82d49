import { hashText } from './hash-text.ts';
import type { ReadText } from './read-text.ts';

const SALT = { characters: 131, words: 132, lengths: 133, kinds: 135, end: 136 };
/** Longer texts are of one length. */
const CHARACTERS_MAX = 12;
const WORDS_MAX = 8;
/** So many words at the beginning are told by their lengths. */
const TOLD_WORDS = 6;

/**
 * Hashes of how long a text is, how long its first words are, of what kinds of characters it is and how it ends: they
 * tell a bare name from a sentence where no word of it is known.
 */
export function textShape({ words }: ReadText, text: string): number[] {
  const lengths = words
    .slice(0, TOLD_WORDS)
    .map((word) => `${word.length}${/[a-z0-9]/.test(word) ? 'l' : 'h'}`);
  return [
    hashText(`n${Math.min([...text].length, CHARACTERS_MAX)}`, SALT.characters),
    hashText(`w${Math.min(words.length, WORDS_MAX)}`, SALT.words),
    hashText(lengths.join(' '), SALT.lengths),
    hashText(kindsOf(text), SALT.kinds),
    hashText(endOf(text), SALT.end),
  ];
}

/** Each character as its kind; letters and digits beside each other as one. */
function kindsOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{Script=Han}a-z0-9]/gu, 'C')
    .replace(/\p{Script=Han}/gu, 'H')
    .replace(/[a-z]+/g, 'L')
    .replace(/[0-9]+/g, 'D');
}

function endOf(text: string): string {
  const last = [...text].at(-1) ?? '';
  return /[\p{L}\p{N}]/u.test(last) ? 'x' : last;
}
