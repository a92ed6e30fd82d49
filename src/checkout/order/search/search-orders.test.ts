import { beforeAll, expect, it } from 'vitest';
import { FIRST_ORDER_MS, seedOrders, titleOf } from '../../../../test/support/seed-orders.ts';
import { describeOnBothEngines } from '../../../kernel/db/engines.testing.ts';
import { limits } from '../../../kernel/limits.ts';
import { OrderQuery } from '../wire.ts';
import { searchOrders } from './search-orders.ts';

/** More than one window, so that a page has to lead on. */
const ORDERS = limits.orderSearchWindow + 1_500;
const PRODUCTS = 60;
const LEARNERS = 40;

const pad = (index: number): string => String(index).padStart(12, '0');
const productOf = (index: number): number => index % PRODUCTS;
const learnerOf = (index: number): number => index % LEARNERS;
const totalOf = (index: number): number => 1_000 + productOf(index) * 10;

/** The ids of the orders that fit, newest first, by the plain reading of the question. */
function expected(fits: (index: number) => boolean): string[] {
  const ids: string[] = [];
  for (let index = ORDERS; index >= 1; index -= 1) if (fits(index)) ids.push(`ord_${pad(index)}`);
  return ids;
}

describeOnBothEngines('the search of orders', (database) => {
  beforeAll(() => seedOrders(database(), { orders: ORDERS, products: PRODUCTS, learners: LEARNERS }));

  const page = (query: Record<string, unknown>, livemode = false) =>
    searchOrders({ db: database(), livemode }, OrderQuery.parse(query));

  async function all(query: Record<string, unknown>): Promise<string[]> {
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const { orders, nextCursor } = await page({ limit: 100, ...query, ...(cursor && { cursor }) });
      found.push(...orders.map(({ orderId }) => orderId));
      cursor = nextCursor;
    } while (cursor !== null);
    return found;
  }

  it.each([
    [
      'part of a Chinese word',
      { text: '器学' },
      (index: number) => titleOf(productOf(index)).includes('器学'),
    ],
    [
      'two parts of a title',
      { text: '经济 入' },
      (index: number) => /经济.*入/.test(titleOf(productOf(index))),
    ],
    [
      'English in another case',
      { text: 'PYTHON' },
      (index: number) => titleOf(productOf(index)).includes('Python'),
    ],
    [
      'a learner’s name',
      { text: '林小' },
      (index: number) => learnerOf(index) % 8 === 0 && learnerOf(index) < 8,
    ],
    [
      'a learner and a state',
      { learnerId: 'lrn_30', status: 'refunded' },
      (index: number) => learnerOf(index) === 30 && index % 50 === 0,
    ],
    [
      'the host’s learner',
      { hostUserId: 'host-7', text: 'Guitar' },
      (index: number) => learnerOf(index) === 7 && titleOf(productOf(index)).includes('Guitar'),
    ],
    ['a state', { status: 'refunded' }, (index: number) => index % 50 === 0],
    [
      'an exact amount',
      { currency: 'CNY', minMinor: 1_120, maxMinor: 1_120 },
      (index: number) => totalOf(index) === 1_120,
    ],
    [
      'a span of amounts and time',
      {
        currency: 'CNY',
        minMinor: 1_500,
        fromMs: FIRST_ORDER_MS + 1_000_000,
        untilMs: FIRST_ORDER_MS + 1_500_000,
      },
      (index: number) => totalOf(index) >= 1_500 && index >= 1_000 && index < 1_500,
    ],
    [
      'a state long ago',
      { status: 'refunded', untilMs: FIRST_ORDER_MS + 300_000 },
      (index: number) => index % 50 === 0 && index < 300,
    ],
  ])('finds by %s exactly what fits, newest first, over all pages', async (_name, query, fits) => {
    const ids = expected(fits);
    expect(ids.length).toBeGreaterThan(0);
    expect(await all(query)).toEqual(ids);
  });

  it.each(['ord_', 'N', 'co_', 'pay_', 'T', 'ch_'])(
    'finds the one order by its number %s…',
    async (prefix) => {
      const { orders, nextCursor } = await page({ text: `${prefix}${pad(77)}` });
      expect(orders).toMatchObject([
        {
          orderId: `ord_${pad(77)}`,
          learner: { learnerId: 'lrn_37', hostUserId: 'host-37' },
          attempt: { gatewayReference: `T${pad(77)}`, gatewayPaymentId: `ch_${pad(77)}`, method: 'alipay' },
        },
      ]);
      expect(nextCursor).toBeNull();
    },
  );

  it.each([
    ['words nobody uses', { text: '量子烹饪' }],
    ['signs that mean something to LIKE', { text: '%' }],
    ['an underscore', { text: '_' }],
    ['an unknown learner of the host', { hostUserId: 'nobody' }],
    ['a learner who is not the host’s', { hostUserId: 'host-1', learnerId: 'lrn_2' }],
    ['another currency', { currency: 'JPY', minMinor: 1, maxMinor: 9_999 }],
  ])('finds nothing by %s, and says that there is nothing more', async (_name, query) => {
    expect(await page(query)).toEqual({ orders: [], nextCursor: null });
  });

  it('live mode sees no test order, by number neither', async () => {
    expect((await page({}, true)).orders).toEqual([]);
    expect((await page({ text: `ord_${pad(77)}` }, true)).orders).toEqual([]);
  });

  it('a page looks through a bounded number of orders and says where to go on', async () => {
    const first = await page({ untilMs: FIRST_ORDER_MS + 10_000 });
    expect(first.orders).toEqual([]);
    expect(first.nextCursor).not.toBeNull();
    expect(
      (await page({ untilMs: FIRST_ORDER_MS + 10_000, cursor: first.nextCursor ?? '' })).orders,
    ).toHaveLength(9);
  });

  it('an amount without its currency is no question', () => {
    expect(OrderQuery.safeParse({ minMinor: 5 }).success).toBe(false);
  });
});
