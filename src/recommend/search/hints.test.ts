import { describe, expect, it } from 'vitest';
import { chooseProducts } from '../choose-products.ts';
import { makeProduct, makeShelf } from '../shelf.testing.ts';
import { createHintFinder } from './hints.ts';

const shelf = await makeShelf([
  makeProduct({ productId: 'research', title: 'User Research', tags: ['user research'] }),
  makeProduct({ productId: 'interviews', title: 'Job Interviews', tags: ['interviews'] }),
  makeProduct({ productId: 'japanese', title: 'Everyday Japanese', tags: ['Japanese'] }),
  makeProduct({ productId: 'sleep', title: '睡个好觉', tags: ['睡眠'], language: 'zh' }),
  makeProduct({ productId: 'homework', title: 'Good grades', tags: ['assignment'] }),
]);

const found = (topic: string, language: 'zh' | 'en') =>
  chooseProducts(shelf, {
    topic,
    wishes: { level: null, kind: null, language, isLanguageNamed: false, ceiling: null, floor: null },
    bars: { ownedProductIds: new Set(), ownedGroups: new Set(), excludedKinds: [] },
    limit: 3,
    seed: 'x',
  }).choices.map(({ product }) => product.productId);

describe('words that point to a subject', () => {
  it.each([
    ['moving to Osaka', 'en', 'japanese'],
    ['半夜翻来覆去', 'zh', 'sleep'],
    // The longer of two in one place counts, small words between do not matter.
    ['how to interview our customers', 'en', 'research'],
  ] as const)('"%s" finds what is sold on it', (words, language, productId) => {
    expect(found(words, language)[0]).toBe(productId);
  });

  it('a word is found by what the table of terms calls it in the other language', () => {
    expect(found('作业', 'zh')).toContain('homework');
  });

  it('a line of the table that points nowhere is refused', () => {
    expect(() => createHintFinder(new Map(), 'cooking | 锅 | pan')).toThrow(/cooking/);
  });
});
