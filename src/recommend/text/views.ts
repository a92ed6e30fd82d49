import { distantPairs } from './distant-pairs.ts';
import { hashText } from './hash-text.ts';
import type { ReadText } from './read-text.ts';
import { textShape } from './text-shape.ts';

/** What a text is compared by: hashes of its words and their neighbours, and of its characters. */
export interface Views {
  readonly words: readonly number[];
  readonly characters: readonly number[];
  /** Of parts that stand apart. */
  readonly pairs?: readonly number[] | undefined;
  /** Of how long the text and its words are. */
  readonly shape?: readonly number[] | undefined;
  /** Of what else is known of the text; they weigh as much as all its words. */
  readonly hints?: readonly number[] | undefined;
}

/** Latin words are cut into this many characters, Chinese runs into 1 to `HAN_MAX`. Chosen on held-out training lines. */
const LATIN_MIN = 2;
const LATIN_MAX = 4;
const HAN_MAX = 2;

const SALT = { word: 1, pair: 2, gap: 3, han: 7, latin: 11 };

/** Hashes the n-grams of a text and of how it was read; a repeated one stands there repeatedly, a pair once. */
export function viewsOf(read: ReadText, text: string): Views {
  const { words, pieces } = read;
  return {
    words: wordHashes(words),
    characters: pieces.flatMap(characterHashes),
    pairs: distantPairs(text),
    shape: textShape(read, text),
  };
}

function wordHashes(words: readonly string[]): number[] {
  const hashes = words.map((word) => hashText(word, SALT.word));
  const bounded = ['^', ...words, '$'];
  for (let place = 0; place + 1 < bounded.length; place += 1) {
    hashes.push(hashText(`${bounded[place]} ${bounded[place + 1]}`, SALT.pair));
    // Two words with any one between them, at the ends too.
    if (place + 2 < bounded.length) {
      hashes.push(hashText(`${bounded[place]} ${bounded[place + 2]}`, SALT.gap));
    }
  }
  return hashes;
}

function characterHashes({ text, isHan }: ReadText['pieces'][number]): number[] {
  return isHan ? hanHashes(text) : latinHashes(text);
}

function hanHashes(run: string): number[] {
  const hashes = Array.from(run, (character) => hashText(character, SALT.han));
  const bounded = `^${run}$`;
  for (let length = 2; length <= HAN_MAX; length += 1) {
    for (let place = 0; place + length <= bounded.length; place += 1) {
      hashes.push(hashText(bounded.slice(place, place + length), SALT.han));
    }
  }
  return hashes;
}

function latinHashes(word: string): number[] {
  const hashes: number[] = [];
  const bounded = ` ${word} `;
  for (let length = LATIN_MIN; length <= LATIN_MAX; length += 1) {
    if (length >= bounded.length) return [...hashes, hashText(bounded, SALT.latin)];
    for (let place = 0; place + length <= bounded.length; place += 1) {
      hashes.push(hashText(bounded.slice(place, place + length), SALT.latin));
    }
  }
  return hashes;
}
