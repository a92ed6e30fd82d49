import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSearchIndex, createVocabulary, type DocumentTerms, type SearchIndex } from './search-index.ts';

const pause = async () => {};

async function indexOf(documents: readonly DocumentTerms[]): Promise<SearchIndex> {
  const vocabulary = createVocabulary();
  return buildSearchIndex(vocabulary, documents.map(vocabulary.encode), pause);
}

function documentOf(text: string): DocumentTerms {
  const frequencies = new Map<string, number>();
  const words = text.split(' ').filter((word) => word !== '');
  for (const word of words) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  return { frequencies, length: words.length };
}

/** BM25 as the textbook has it, without any index. */
function plainScores(documents: readonly DocumentTerms[], words: readonly string[]): number[] {
  const mean = documents.reduce((sum, { length }) => sum + length, 0) / documents.length || 1;
  return documents.map(({ frequencies, length }) =>
    words.reduce((sum, word) => {
      const having = documents.filter((document) => document.frequencies.has(word)).length;
      const rarity = Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
      const frequency = frequencies.get(word) ?? 0;
      return sum + (rarity * frequency * 2.4) / (frequency + 1.4 * (0.5 + (0.5 * length) / mean));
    }, 0),
  );
}

describe('search index', () => {
  it('scores what the textbook formula scores, best first', async () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 12 }),
        fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e')),
        async (texts, words) => {
          const documents = texts.map((parts) => documentOf(parts.join(' ')));
          const index = await indexOf(documents);
          const found = index.search(
            words.map((term) => ({ term, weight: 1 })),
            { limit: 100 },
          );
          const plain = plainScores(documents, words);
          for (const { document, score } of found) expect(score).toBeCloseTo(plain[document] ?? 0, 4);
          expect(found).toHaveLength(plain.filter((score) => score > 0).length);
          expect(found.map(({ score }) => score)).toEqual(
            found.map(({ score }) => score).sort((a, b) => b - a),
          );
        },
      ),
    );
  });

  it('gives the best of very many, whatever their order', async () => {
    const index = await indexOf(
      Array.from({ length: 6_000 }, (_, number) => documentOf(`x ${'y '.repeat((number * 7919) % 6_000)}`)),
    );
    const all = index.search([{ term: 'x', weight: 1 }], { limit: 6_000 });
    const few = index.search([{ term: 'x', weight: 1 }], { limit: 5 });
    expect(few).toEqual(all.slice(0, 5));
  });

  it('finds nothing for terms it does not have, or that came after it was built', async () => {
    const vocabulary = createVocabulary();
    const index = await buildSearchIndex(vocabulary, [vocabulary.encode(documentOf('a'))], pause);
    vocabulary.encode(documentOf('later'));
    expect(index.search([{ term: 'later', weight: 1 }], { limit: 5 })).toEqual([]);
    expect([index.documentFrequency('later'), index.holdersOf('later')(0)]).toEqual([0, false]);
    expect(index.rarityOf('later')).toBeGreaterThan(index.rarityOf('a'));
  });

  it('leaves out what is refused or scores too little', async () => {
    const index = await indexOf(['a', 'a b', 'b'].map(documentOf));
    const terms = [{ term: 'a', weight: 1 }];
    const accepted = index.search(terms, { limit: 5, accepts: (document) => document !== 0 });
    expect(accepted.map(({ document }) => document)).toEqual([1]);
    expect(index.search(terms, { limit: 5, scoreMin: 100 })).toEqual([]);
  });

  it('an empty catalogue can be searched', async () => {
    expect((await indexOf([])).search([{ term: 'a', weight: 1 }], { limit: 3 })).toEqual([]);
  });

  it('finds words by their beginning', async () => {
    const index = await indexOf([documentOf('photo photography phone #photo ^photo')]);
    expect(index.termsWithPrefix('photo', 5)).toEqual(['photo', 'photography']);
    expect(index.termsWithPrefix('zz', 5)).toEqual([]);
  });
});
