import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseProducts } from './choose-products.ts';
import { makeProduct, makeShelf } from './shelf.testing.ts';
import type { ShelfView } from './shelf.ts';
import { readSlots } from './slots.ts';
import type { Chosen } from './types.ts';
import { meetsWish, preferredCurrencies, readWishes } from './wishes.ts';
import { explainWithheld, findWithheld, namesTitle } from './withheld.ts';

const PRODUCTS = [
  makeProduct({
    productId: 'python-zh',
    language: 'zh',
    title: 'Python 编程入门',
    level: 'beginner',
    translationGroup: 'python',
    prices: [{ amountMinor: 9900, currency: 'CNY' }],
  }),
  makeProduct({
    productId: 'python-en',
    title: 'Python for beginners',
    level: 'beginner',
    translationGroup: 'python',
    prices: [{ amountMinor: 3999, currency: 'USD' }],
  }),
  makeProduct({ productId: 'python-book', title: 'The Python book', kind: 'ebook', level: 'advanced' }),
  makeProduct({ productId: 'rust-en', title: 'Systems in Rust', level: 'advanced' }),
  makeProduct({ productId: 'guitar-en', title: 'Guitar chords', tags: ['music'] }),
  makeProduct({
    productId: 'coffee-data',
    title: 'Reading tables',
    description: 'with data of a coffee chain',
  }),
  makeProduct({
    productId: 'free-en',
    title: 'Study skills',
    prices: [{ amountMinor: 0, currency: 'USD' }],
  }),
  makeProduct({ productId: 'gone', title: 'Old Python course', status: 'withdrawn' }),
  makeProduct({ productId: 'unpriced', title: 'Python without a price', prices: [] }),
];

let view: ShelfView;
beforeAll(async () => {
  view = await makeShelf(PRODUCTS);
});

function ask(
  text: string,
  options: { language?: 'zh' | 'en'; owned?: string[]; limit?: number } = {},
): Chosen {
  const { language = 'en', owned = [], limit = 3 } = options;
  const slots = readSlots(text);
  const groups = PRODUCTS.filter(({ product }) => owned.includes(product.productId)).flatMap(
    ({ product }) => product.translationGroup ?? [],
  );
  return chooseProducts(view, {
    topic: slots.topic,
    wishes: readWishes(slots, { language, currencies: preferredCurrencies(language, undefined) }),
    bars: {
      ownedProductIds: new Set(owned),
      ownedGroups: new Set(groups),
      excludedKinds: slots.excludedKinds ?? [],
    },
    limit,
    seed: 'learner',
  });
}

const idsOf = (chosen: Chosen) => chosen.choices.map(({ product }) => product.productId);

describe('chooseProducts', () => {
  it('finds by word, by topic in the other language, by a misspelt word and by a part of it', () => {
    expect(idsOf(ask('learn python'))[0]).toBe('python-en');
    expect(idsOf(ask('派森'))).toContain('python-en');
    expect(idsOf(ask('pyhton'))).toContain('python-en');
    expect(idsOf(ask('guit'))).toEqual(['guitar-en']);
  });

  it('never shows what is withdrawn, has no price, is owned, or is another language of what is owned', () => {
    expect(idsOf(ask('python', { limit: 9 }))).not.toContain('gone');
    expect(idsOf(ask('python', { limit: 9 }))).not.toContain('unpriced');
    expect(idsOf(ask('python', { owned: ['python-zh'] }))).toEqual(['python-book']);
  });

  it('shows one language of a content only', () => {
    const ids = idsOf(ask('python', { limit: 9 }));
    expect(ids.filter((productId) => productId === 'python-zh' || productId === 'python-en')).toHaveLength(1);
  });

  it('prefers the language of the learner and says when it has to leave it', () => {
    expect(ask('python', { language: 'zh' })).toMatchObject({ relaxed: [] });
    expect(idsOf(ask('python', { language: 'zh' }))).toEqual(['python-zh']);
    expect(ask('Rust', { language: 'zh' })).toMatchObject({ relaxed: ['language'] });
    expect(idsOf(ask('Rust', { language: 'zh' }))).toEqual(['rust-en']);
  });

  it('keeps level, kind and price, gives up as little as possible when nothing meets them, and a budget never', () => {
    expect(idsOf(ask('advanced python ebook'))).toEqual(['python-book']);
    expect(ask('python ebook for beginners')).toMatchObject({ relaxed: ['level'] });
    expect(idsOf(ask('python under $20'))).toEqual(['python-book']);
    expect(ask('python under $5')).toMatchObject({ choices: [], unmet: ['price'] });
    expect(ask('beginner rust column')).toMatchObject({ relaxed: ['level', 'kind'] });
    expect(ask('beginner rust column under $5')).toMatchObject({ choices: [], unmet: ['price'] });
  });

  it('a kind the learner does not want is not shown even when nothing else is there', () => {
    const { choices } = ask('rust, no courses');
    expect(choices.map(({ product }) => product.kind)).not.toContain('course');
  });

  it('says when products only touch the question, and when nothing does', () => {
    expect(ask('coffee')).toMatchObject({ strategy: 'near' });
    expect(idsOf(ask('coffee'))).toEqual(['coffee-data']);
    expect(ask('piano lessons')).toMatchObject({ strategy: 'near' });
    expect(ask('repair my bicycle')).toMatchObject({ strategy: 'none', choices: [], relaxed: [] });
  });

  it('a learner who names no subject gets a mixed list, the same every time', () => {
    const first = ask('recommend something');
    expect(first.strategy).toBe('browse');
    const seen = first.choices.slice(0, 3).map(({ product }) => `${product.kind} ${product.topicIds[0]}`);
    expect(new Set(seen).size).toBe(3);
    expect(idsOf(ask('recommend something'))).toEqual(idsOf(first));
    expect(idsOf(ask('anything free?'))).toEqual(['free-en']);
  });

  it('an empty shop recommends nothing', async () => {
    const empty = await makeShelf([]);
    const wish = {
      wishes: readWishes({ topic: '' }, { language: 'en', currencies: ['USD'] }),
      limit: 3,
      seed: '',
    };
    const bars = { ownedProductIds: new Set<string>(), ownedGroups: new Set<string>(), excludedKinds: [] };
    for (const topic of ['', 'python']) {
      expect(chooseProducts(empty, { ...wish, topic, bars })).toMatchObject({
        strategy: 'none',
        choices: [],
      });
    }
  });

  it('the subject is found whatever stands around it', () => {
    const chatter = fc.constantFrom(
      'please',
      'I want',
      'could you',
      '想学',
      '有没有',
      '最近',
      'urgent',
      '…',
      'for my',
    );
    fc.assert(
      fc.property(
        fc.array(chatter, { maxLength: 4 }),
        fc.array(chatter, { maxLength: 4 }),
        (before, after) => {
          const text = [...before, 'guitar', ...after].join(' ');
          expect(idsOf(ask(text)), text).toEqual(['guitar-en']);
        },
      ),
    );
  });

  it('what is shown meets every wish that is not said to be given up', () => {
    const word = fc.constantFrom('python', 'rust', 'guitar', '编程', 'study', 'coffee', 'beginner', 'ebook');
    const question = fc.record({
      words: fc.array(word, { maxLength: 4 }),
      price: fc.constantFrom('', 'under $5', 'under $20', '100元以内', 'free'),
      language: fc.constantFrom('zh' as const, 'en' as const),
      owned: fc.subarray(PRODUCTS.map(({ product }) => product.productId)),
    });
    fc.assert(
      fc.property(question, ({ words, price, language, owned }) => {
        const text = [...words, price].join(' ');
        const currencies = preferredCurrencies(language, undefined);
        const wishes = readWishes(readSlots(text), { language, currencies });
        const { choices, relaxed } = ask(text, { language, owned, limit: 6 });
        const kept = (['level', 'kind', 'language', 'price'] as const).filter(
          (wish) => !relaxed.includes(wish),
        );
        for (const { product } of choices) {
          expect(owned).not.toContain(product.productId);
          expect([product.isOnSale, product.prices.length > 0]).toEqual([true, true]);
          expect(kept.filter((wish) => !meetsWish(product, wishes, wish))).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('products that are not for everybody', () => {
  const bounds = (change: object) => ({
    saleBounds: { soldIn: null, notSoldIn: [], minAgeYears: null, ...change },
  });
  const BOUNDED = [
    makeProduct({ productId: 'anywhere', title: 'Wine for everybody' }),
    makeProduct({ productId: 'cn-only', title: 'Wine of Ningxia', ...bounds({ soldIn: ['CN', 'SG'] }) }),
    makeProduct({ productId: 'not-us', title: 'Wine trading', ...bounds({ notSoldIn: ['US'] }) }),
    makeProduct({ productId: 'grown-up', title: 'Wine tasting at home', ...bounds({ minAgeYears: 18 }) }),
  ];
  let bounded: ShelfView;
  beforeAll(async () => {
    bounded = await makeShelf(BOUNDED);
  });
  const wishFor = (text: string, buyer: { country: string | null; ageYears: number | null }) => {
    const { topic } = readSlots(text);
    return {
      topic,
      wishes: readWishes({ topic }, { language: 'en' as const, currencies: ['USD'] }),
      bars: { ownedProductIds: new Set<string>(), ownedGroups: new Set<string>(), excludedKinds: [], buyer },
      limit: 9,
      seed: 'learner',
    };
  };
  const shownTo = (text: string, country: string | null, ageYears: number | null) =>
    idsOf(chooseProducts(bounded, wishFor(text, { country, ageYears }))).sort();

  it('are shown only where they are sold and to who is old enough, whatever is asked', () => {
    const buyer = fc.record({
      country: fc.constantFrom('CN', 'SG', 'US', 'DE', null),
      ageYears: fc.option(fc.integer({ min: 0, max: 21 })),
      text: fc.constantFrom('wine', 'recommend something', 'wine tasting at home', 'wine of ningxia'),
    });
    fc.assert(
      fc.property(buyer, ({ country, ageYears, text }) => {
        const ids = shownTo(text, country, ageYears);
        if (country !== null && country !== 'CN' && country !== 'SG') expect(ids).not.toContain('cn-only');
        if (country === 'US') expect(ids).not.toContain('not-us');
        if (ageYears !== null && ageYears < 18) expect(ids).not.toContain('grown-up');
      }),
    );
    expect(shownTo('wine', 'SG', 18)).toEqual(['anywhere', 'cn-only', 'grown-up', 'not-us']);
  });

  it('whom nobody says anything of is shown what is for certain countries when they ask, and not by chance', () => {
    expect(shownTo('wine', null, null)).toEqual(['anywhere', 'cn-only', 'grown-up', 'not-us']);
    expect(shownTo('recommend something', null, null)).toEqual(['anywhere', 'grown-up', 'not-us']);
  });

  it('asked for by name, the reason is told; a subject tells nothing of what it left out', () => {
    const found = findWithheld(bounded, wishFor('wine tasting at home', { country: 'US', ageYears: 15 }));
    expect(found).toContainEqual({ productId: 'grown-up', why: 'age', minAgeYears: 18 });
    expect(namesTitle('I want “Wine tasting at home”', 'Wine tasting at home')).toBe(true);
    expect(namesTitle('我想买家庭品酒入门课', '家庭品酒入门')).toBe(true);
    expect(namesTitle('wine', 'Wine tasting at home')).toBe(false);
    const told = { title: '品酒', minAgeYears: 18 };
    expect(explainWithheld({ ...told, why: 'age' }, 'zh')).toContain('18 岁');
    expect(explainWithheld({ ...told, why: 'region' }, 'en')).toContain('country');
  });

  it('what as many have bought as may is shown to nobody, and told when asked for by name', async () => {
    const full = await makeShelf(
      [makeProduct({ productId: 'camp', title: 'Wine camp', places: 20 }), ...BOUNDED],
      new Set(['camp']),
    );
    const wish = wishFor('wine camp', { country: 'CN', ageYears: 21 });
    expect(idsOf(chooseProducts(full, wish))).not.toContain('camp');
    expect(findWithheld(full, wish)).toContainEqual({ productId: 'camp', why: 'full', minAgeYears: null });
    expect(explainWithheld({ title: 'Wine camp', minAgeYears: null, why: 'full' }, 'en')).toContain('taken');
  });
});
