import type { Segmenter } from '../search/tokens.ts';
import { readText } from './read-text.ts';

/** What questions are compared by: single Chinese characters and pairs of them, words of other scripts and pairs of those. */
export function questionTerms(segmenter: Segmenter, text: string): string[] {
  const { pieces } = readText(segmenter, text);
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
