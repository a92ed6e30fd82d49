const VOWEL = /[aeiouy]/;

/**
 * Cuts an English word to a light stem, so that write, writing and writer meet. Not a dictionary form;
 * both sides of a search go through it. `word` is lower case.
 */
export function stemEnglish(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const singular = cutPlural(word);
  const root = cutEnding(singular);
  return root.length >= 4 && root.endsWith('e') ? root.slice(0, -1) : root;
}

function cutPlural(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('s') && !/(ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

function cutEnding(word: string): string {
  for (const [ending, rootMin] of ENDINGS) {
    if (!word.endsWith(ending) || word.endsWith('eer')) continue;
    const root = word.slice(0, -ending.length);
    if (root.length >= rootMin && VOWEL.test(root)) return undouble(root);
  }
  return word;
}

/** Longest first; the number is the shortest root that may remain. */
const ENDINGS: readonly (readonly [string, number])[] = [
  ['ment', 5],
  ['ing', 3],
  ['ed', 3],
  ['er', 5],
  ['or', 5],
];

function undouble(root: string): string {
  const last = root.at(-1);
  return last === root.at(-2) && root.length > 3 && !/[lsz]$/.test(root) ? root.slice(0, -1) : root;
}

/** True when two words differ by at most `editsMax` letters inserted, lost, changed or swapped. */
export function isNear(left: string, right: string, editsMax: number): boolean {
  if (Math.abs(left.length - right.length) > editsMax) return false;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let best = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) best = Math.min(best, at(beforePrevious, column - 2) + 1);
      current.push(best);
    }
    beforePrevious = previous;
    previous = current;
  }
  return at(previous, right.length) <= editsMax;
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
