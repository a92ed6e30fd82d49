import { spellingsOf } from '../text/syllables.ts';
import { isNear } from './english.ts';

export interface Spelling {
  /** The Chinese term of a name that is typed with these letters, or with at most so many letters (0 or 1) else. */
  spelled(
    letters: string,
    slipsMax: number,
  ): { readonly term: string; readonly isExact: boolean } | undefined;
  /** The Chinese term of a name that sounds like a word of as many characters, one of them at least the same. */
  soundsLike(word: string): string | undefined;
}

/** Finds the Chinese terms of a vocabulary by the letters they are typed with. Reads it at the first question. */
export function createSpelling(vocabulary: ReadonlySet<string>): Spelling {
  let read: ReadonlyMap<string, readonly string[]> | undefined;
  const bySpelling = (): ReadonlyMap<string, readonly string[]> => {
    read ??= readSpellings(vocabulary);
    return read;
  };
  return {
    spelled: (letters, slipsMax) => {
      const exact = bySpelling().get(letters)?.[0];
      if (exact !== undefined) return { term: exact, isExact: true };
      if (slipsMax === 0) return undefined;
      const first = letters[0] ?? '';
      for (const [spelling, [term]] of bySpelling()) {
        if (term !== undefined && spelling.startsWith(first) && isNear(spelling, letters, slipsMax)) {
          return { term, isExact: false };
        }
      }
      return undefined;
    },
    soundsLike: (word) => {
      const terms = spellingsOf(word).flatMap((spelling) => bySpelling().get(spelling) ?? []);
      return terms.find((term) => term.length === word.length && sharesCharacter(term, word));
    },
  };
}

/** The words of a vocabulary by the letters they are typed with. */
export function readSpellings(vocabulary: Iterable<string>): Map<string, string[]> {
  const bySpelling = new Map<string, string[]>();
  for (const term of vocabulary) {
    if (!/^\p{Script=Han}{2,}$/u.test(term)) continue;
    for (const spelling of spellingsOf(term)) {
      const known = bySpelling.get(spelling);
      if (known === undefined) bySpelling.set(spelling, [term]);
      else known.push(term);
    }
  }
  return bySpelling;
}

/** Two words that only sound alike are more often two words than one slip. */
function sharesCharacter(left: string, right: string): boolean {
  return [...left].some((character, place) => character === right[place]);
}
