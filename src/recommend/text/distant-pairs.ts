import { stemEnglish } from '../search/english.ts';
import { hashText } from './hash-text.ts';

const SALT = 17;
/** Two parts of a text are a pair when at most so many steps apart. Chosen on held-out training lines. */
const STEPS_MAX = 10;
const PART = /\p{Script=Han}|[\p{L}\p{N}\p{M}']+|[^\s\p{L}\p{N}\p{M}]/gu;

/**
 * Hashes of the different pairs of a text's parts, in either order: Chinese characters, stems of words, marks, and both
 * ends. They say what is said together where neighbours differ.
 */
export function distantPairs(text: string): number[] {
  const parts = ['^', ...(text.toLowerCase().match(PART) ?? []).map(stemEnglish), '$'];
  const hashes = new Set<number>();
  for (const [place, part] of parts.entries()) {
    for (const other of parts.slice(place + 1, place + 1 + STEPS_MAX)) {
      hashes.add(hashText(part < other ? `${part} ${other}` : `${other} ${part}`, SALT));
    }
  }
  return [...hashes];
}
