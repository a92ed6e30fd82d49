import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interleave } from '../experiment/interleave.ts';
import type { Choice, ShelfProduct } from '../types.ts';
import { isOwned } from '../wishes.ts';
import { arrangeList } from './arrange-list.ts';
import { exploreLast } from './explore.ts';
import { createInterests } from './interests.ts';
import { orderPrerequisites, orderSeries, readSeries } from './series.ts';

function choice(productId: string, change: Partial<ShelfProduct> & { score?: number } = {}): Choice {
  const { score = 1, ...product } = change;
  return {
    product: {
      productId,
      translationGroup: null,
      kind: 'course',
      language: 'zh',
      level: null,
      author: null,
      isOnSale: true,
      prices: [{ amountMinor: 10_000, currency: 'CNY' }],
      topicIds: [],
      ...product,
    },
    score,
    evidence: { strategy: 'match', matches: [], met: [] },
  };
}
const idsOf = (choices: readonly Choice[]): string[] => choices.map(({ product }) => product.productId);

describe('series', () => {
  it.each([
    ['Python Part 2', 'python', 2],
    ['Calculus: Volume III', 'calculus', 3],
    ['西方哲学史（上）', '西方哲学史', 1],
    ['西方哲学史（下）', '西方哲学史', 3],
    ['数据结构 第二部', '数据结构', 2],
  ])('%s is part of a series', (title, seriesKey, part) => {
    expect(readSeries(title)).toEqual({ seriesKey, part });
  });

  it.each(['Python basics', '第一次学吉他', '期货入门', 'A part of me'])('%s is none', (title) => {
    expect(readSeries(title)).toBeUndefined();
  });

  it('an earlier part stands before a later one, and nothing else moves', () => {
    const part = (productId: string, number: number): Choice =>
      choice(productId, { series: { seriesKey: 's', part: number } });
    expect(idsOf(orderSeries([part('two', 2), choice('other'), part('one', 1)]))).toEqual([
      'one',
      'other',
      'two',
    ]);
  });
});

describe('links between products', () => {
  it('what should be learned first stands in front of what needs it', () => {
    const list = [
      choice('deep', { prerequisiteIds: ['maths', 'code'] }),
      choice('other'),
      choice('code', { prerequisiteIds: ['typing'] }),
      choice('typing'),
    ];
    expect(idsOf(orderPrerequisites(list))).toEqual(['typing', 'code', 'deep', 'other']);
  });

  it('who owns a bundle owns its parts, and who owns all parts has no use for the bundle', () => {
    const { product: part } = choice('part', { bundleIds: ['bundle'] });
    const { product: bundle } = choice('bundle', { partIds: ['part', 'second'] });
    expect(isOwned(part, new Set(['bundle']))).toBe(true);
    expect(isOwned(bundle, new Set(['part']))).toBe(false);
    expect(isOwned(bundle, new Set(['part', 'second']))).toBe(true);
  });
});

describe('arrangeList', () => {
  const price = (amountMinor: number) => ({ prices: [{ amountMinor, currency: 'CNY' }] });

  it('the last place is a cheaper way in when all above it cost much more', () => {
    const list = [
      choice('a', price(9900)),
      choice('b', price(12_000)),
      choice('c', price(10_000)),
      choice('d', price(3900)),
    ];
    const arranged = arrangeList(list, 3, ['CNY']);
    expect(idsOf(arranged)).toEqual(['a', 'b', 'd', 'c']);
    expect(arranged[2]?.evidence.isCheaper).toBe(true);
  });

  it('prices in other currencies are not compared, and what suits far less is not taken for its price', () => {
    const dear = [choice('a', price(9900)), choice('b', price(12_000)), choice('c', price(10_000))];
    const dollars = choice('d', { prices: [{ amountMinor: 1, currency: 'USD' }] });
    expect(idsOf(arrangeList([...dear, dollars], 3, ['CNY']))).toEqual(['a', 'b', 'c', 'd']);
    const poor = choice('d', { ...price(100), score: 0.1 });
    expect(idsOf(arrangeList([...dear, poor], 3, ['CNY']))).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('exploreLast', () => {
  const list = Array.from({ length: 8 }, (_, place) => choice(`p${place}`));

  it('each product stands in the last place as often as its propensity says, and the chances sum to 1', () => {
    const share = 0.2;
    const counts = new Map<string, number>();
    const told = new Map<string, number>();
    const draws = 10_000;
    for (let draw = 0; draw < draws; draw += 1) {
      const placed = exploreLast(list, { limit: 3, share, draw: (draw + 0.5) / draws });
      const last = placed[2];
      if (last === undefined) throw new Error('no last place');
      const id = last.choice.product.productId;
      counts.set(id, (counts.get(id) ?? 0) + 1);
      told.set(id, last.propensity);
      expect(new Set(idsOf(placed.map(({ choice: one }) => one))).size).toBe(8);
    }
    for (const [id, count] of counts) expect(count / draws).toBeCloseTo(told.get(id) ?? 0, 3);
    expect([...told.values()].reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 6);
  });

  it('a short list explores nothing', () => {
    const placed = exploreLast(list.slice(0, 3), { limit: 3, share: 1, draw: 0 });
    expect(placed.every(({ slot, propensity }) => slot === 'best' && propensity === 1)).toBe(true);
  });
});

describe('interleave', () => {
  it('holds every item once, in rounds of one from each side', () => {
    const items = fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 10 });
    fc.assert(
      fc.property(
        items,
        items,
        fc.infiniteStream(fc.double({ min: 0, max: 0.99, noNaN: true })),
        (a, b, draws) => {
          const taken = [...draws.take(40)];
          const drafted = interleave([a, b], { keyOf: String, draw: (round) => taken[round] ?? 0 });
          expect(drafted.map(({ item }) => item).sort()).toEqual([...new Set([...a, ...b])].sort());
          const shared = Math.min(a.length, b.length);
          const teams = drafted.slice(0, shared).map(({ team }) => team);
          const difference = Math.abs(teams.filter((team) => team === 0).length * 2 - teams.length);
          expect(difference).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('interests', () => {
  const note = { learnerId: 'l', kind: 'taken' as const };

  it('stand in the order of the log, whatever order they are read in, each product once', () => {
    const entries = fc.uniqueArray(
      fc.record({
        productId: fc.constantFrom('a', 'b', 'c', 'd'),
        position: fc.integer({ min: 1, max: 99 }),
      }),
      { selector: ({ position }) => position, maxLength: 12 },
    );
    fc.assert(
      fc.property(entries, (told) => {
        const interests = createInterests();
        for (const one of told) interests.note({ ...note, ...one });
        const newest = new Map<string, number>();
        for (const { productId, position } of told)
          newest.set(productId, Math.max(position, newest.get(productId) ?? 0));
        const expected = [...newest].sort((a, b) => a[1] - b[1]).map(([productId]) => productId);
        const history = interests.historyOf('l').map((item) => interests.productIdOf(item));
        expect(history).toEqual(expected);
        expect(interests.pack().items.length).toBe(expected.length);
      }),
    );
  });

  it('what was returned is no interest, and a forgotten learner leaves nothing', () => {
    const interests = createInterests();
    interests.note({ ...note, productId: 'a', position: 1 });
    interests.note({ ...note, productId: 'b', position: 2 });
    interests.note({ ...note, kind: 'returned', productId: 'a', position: 3 });
    expect(interests.historyOf('l').map((item) => interests.productIdOf(item))).toEqual(['b']);
    interests.forget('l');
    expect([interests.historyOf('l').length, interests.takersOf(interests.itemOf('b') ?? -1)]).toEqual([
      0, 0,
    ]);
  });
});
