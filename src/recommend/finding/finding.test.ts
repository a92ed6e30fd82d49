import { beforeAll, describe, expect, it } from 'vitest';
import { chooseProducts } from '../choose-products.ts';
import { makeProduct, makeShelf } from '../shelf.testing.ts';
import type { ShelfView } from '../shelf.ts';
import { readSlots } from '../slots.ts';
import { preferredCurrencies, readWishes } from '../wishes.ts';
import { traceFinding } from './trace-finding.ts';

const inZh = { language: 'zh', prices: [{ amountMinor: 9900, currency: 'CNY' }] } as const;
const PRODUCTS = [
  makeProduct({ ...inZh, productId: 'one', title: 'Python 编程入门', level: 'beginner' }),
  makeProduct({ ...inZh, productId: 'two', title: 'Python 数据分析' }),
  makeProduct({ ...inZh, productId: 'three', title: 'Python 爬虫实战' }),
  makeProduct({ ...inZh, productId: 'four', title: 'Python 自动化办公' }),
  makeProduct({ ...inZh, productId: 'gone', title: 'Python 旧课', status: 'withdrawn' }),
  makeProduct({
    ...inZh,
    productId: 'dear',
    title: 'Python 大师课',
    prices: [{ amountMinor: 99_900, currency: 'CNY' }],
  }),
  makeProduct({ ...inZh, productId: 'coffee', title: '手冲咖啡', description: '附 Python 计算的表格' }),
  makeProduct({ ...inZh, productId: 'guitar', title: '吉他和弦' }),
];

describe('traceFinding', () => {
  let view: ShelfView;
  beforeAll(async () => {
    view = await makeShelf(PRODUCTS);
  });
  function ask(text: string) {
    const slots = readSlots(text);
    const currencies = preferredCurrencies('zh', undefined);
    const wish = {
      topic: slots.topic,
      wishes: readWishes(slots, { language: 'zh', currencies }),
      bars: { ownedProductIds: new Set(['two']), ownedGroups: new Set<string>(), excludedKinds: [] },
      limit: 2,
      seed: '',
      currencies,
    };
    const chosen = chooseProducts(view, wish);
    return { chosen, trace: traceFinding({ view, wish, chosen }) };
  }

  it('what is shown stands first, in the order and with the scores that chose it', () => {
    const { chosen, trace } = ask('想学 Python，200 元以内');
    const shown = trace().filter(({ rank }) => rank !== null);
    const isChosen = chosen.choices.slice(0, 2);
    expect(shown.map(({ product }) => product.productId)).toEqual(
      isChosen.map(({ product }) => product.productId),
    );
    expect(shown.map(({ rank }) => rank)).toEqual([1, 2]);
    expect(shown.map(({ scores }) => scores.total)).toEqual(isChosen.map(({ score }) => score));
    expect(shown[0]?.foundBy).toMatchObject([{ surface: 'Python', isInHead: true }]);
  });

  it.each([
    ['gone', 'not_on_sale', []],
    ['two', 'owned', []],
    ['dear', 'wish', ['price']],
    ['coffee', 'far_below_best', []],
    ['guitar', 'too_little', []],
  ] as const)('says of %s that it is not shown because of %s', (productId, removedBy, unmet) => {
    const [traced] = ask('想学 Python，200 元以内').trace(productId);
    expect(traced).toMatchObject({ removedBy, unmet, rank: null });
  });

  it('of everything that the words find each is shown or removed for a reason', () => {
    for (const text of ['Python', 'python 入门', '吉他', '咖啡', '免费的 Python', '随便看看'])
      for (const { rank, removedBy } of ask(text).trace()) expect(rank === null).toBe(removedBy !== null);
  });
});
