/** Finds terms of an index that are not known word for word. */
export interface TermLookup {
  /** Words of Latin letters that begin with `prefix`, at most `limit`, in their order. */
  termsWithPrefix(prefix: string, limit: number): string[];
  /** Terms that `matches` accepts, most frequent first, at most `limit`. Walks the vocabulary. */
  termsMatching(matches: (term: string) => boolean, limit: number): string[];
}

/** Looks through the terms that some document has. */
export function createTermLookup(
  termIds: ReadonlyMap<string, number>,
  documentFrequency: (term: string) => number,
): TermLookup {
  let sortedWords: string[] | undefined;
  const wordsInOrder = (): string[] => {
    sortedWords ??= [...termIds.keys()]
      .filter((term) => /^[a-z]/.test(term) && documentFrequency(term) > 0)
      .sort();
    return sortedWords;
  };
  return {
    termsWithPrefix: (prefix, limit) => {
      const words = wordsInOrder();
      const found: string[] = [];
      for (let place = firstNotBelow(words, prefix); found.length < limit; place += 1) {
        const word = words[place];
        if (word?.startsWith(prefix) !== true) break;
        found.push(word);
      }
      return found;
    },
    termsMatching: (matches, limit) =>
      [...termIds.keys()]
        .filter((term) => matches(term) && documentFrequency(term) > 0)
        .sort((a, b) => documentFrequency(b) - documentFrequency(a))
        .slice(0, limit),
  };
}

function firstNotBelow(sorted: readonly string[], wanted: string): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? '') < wanted) from = middle + 1;
    else to = middle;
  }
  return from;
}
