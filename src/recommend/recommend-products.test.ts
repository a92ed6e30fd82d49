import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { findByExternalIds, importCatalog, withdrawProduct } from '../checkout/index.ts';
import { systemClock } from '../kernel/clock.ts';
import { describeOnBothEngines } from '../kernel/db/engines.testing.ts';
import { newId } from '../kernel/id.ts';
import { silentLog } from '../kernel/log.ts';
import type { RecommendDeps } from './deps.ts';
import type { RecommendProducts } from './prepare-list.ts';
import { recommendProducts } from './recommend-products.ts';
import { createShelf } from './shelf.ts';
import { findImpression } from './store.ts';
import type { RecommendationView } from './wire.ts';

const TITLES = [
  'Python basics',
  'Python in depth',
  'SQL basics',
  'SQL in depth',
  'Guitar',
  'Sleep',
  'Rust',
  'Git',
];
const GUITAR = 4;
const ROWS = TITLES.flatMap((title, id) => [
  { id, title, language: 'en', kind: id % 2 === 0 ? 'course' : 'ebook', prices: { USD: `${5 + id * 7}.50` } },
  {
    id,
    title: `${title} 中文版`,
    language: 'zh',
    kind: 'column',
    prices: { CNY: `${10 + id * 30}`, ...(id === GUITAR ? { USD: '9.99' } : {}) },
  },
]);

describeOnBothEngines('recommendProducts', (database) => {
  let nowMs = 1_700_000_000_000;
  let deps: RecommendDeps;
  const owned = new Set<string>();
  let isPersonal = true;

  beforeAll(async () => {
    const clock = systemClock(() => nowMs);
    const shelf = createShelf({ db: database(), clock, log: silentLog(), livemode: false });
    deps = {
      db: database(),
      clock,
      newId,
      livemode: false,
      shelf,
      ownedProductIds: async () => owned,
      isPersonalised: async () => isPersonal,
    };
    await importRows(ROWS);
  });

  async function importRows(rows: readonly Record<string, unknown>[]): Promise<void> {
    nowMs += 2000;
    await importCatalog(deps, {
      input: rows.map((row) => `${JSON.stringify(row)}\n`),
      format: 'jsonl',
      fields: {},
      levels: {},
      source: 's',
      priceUnit: 'major',
      dryRun: false,
    });
  }

  function ask(text: string, change: Partial<RecommendProducts> = {}): Promise<RecommendationView> {
    return recommendProducts(deps, {
      learnerId: 'learner_1',
      conversationId: 'conv_1',
      text,
      language: 'en',
      surface: 'web',
      limit: 3,
      ...change,
    });
  }
  it('with personalisation off recommends all the same, the same to everybody, and keeps nothing to choose by later', async () => {
    const requestOf = async ({ recommendationId }: RecommendationView) =>
      database()
        .query.selectFrom('recommendation')
        .select('request')
        .where('recommendationId', '=', recommendationId)
        .executeTakeFirstOrThrow();
    const titlesOf = ({ items }: RecommendationView) => items.map(({ title }) => title);
    isPersonal = false;
    try {
      const asked = await ask('I want to learn Python');
      expect(titlesOf(asked)).toEqual(['Python basics', 'Python in depth']);
      expect(JSON.parse((await requestOf(asked)).request)).toEqual({ relaxed: [] });
      const browsed = await Promise.all(
        ['learner_1', 'learner_2', 'learner_3'].map((learnerId) => ask('surprise me', { learnerId })),
      );
      expect(new Set(browsed.map((view) => titlesOf(view).join())).size).toBe(1);
    } finally {
      isPersonal = true;
    }
  });

  const productOf = async (externalId: string) => {
    const [found] = await findByExternalIds(database().query, [externalId]);
    if (found === undefined) throw new Error(`no ${externalId}`);
    return found.product;
  };

  it('records what was shown: the list, each card with its price and evidence, and one event', async () => {
    const view = await ask('I want to learn Python', { turnActivityId: 'act_9' });
    expect(view.items.map(({ title }) => title)).toEqual(['Python basics', 'Python in depth']);

    const { query } = database();
    const list = await query
      .selectFrom('recommendation')
      .selectAll()
      .where('recommendationId', '=', view.recommendationId)
      .executeTakeFirstOrThrow();
    expect(list).toMatchObject({
      learnerId: 'learner_1',
      turnActivityId: 'act_9',
      strategy: 'match',
      surface: 'web',
    });
    expect(list.request).not.toContain('want to learn');

    const cards = await query
      .selectFrom('impression')
      .selectAll()
      .where('recommendationId', '=', view.recommendationId)
      .orderBy('rank')
      .execute();
    expect(
      cards.map(({ impressionId, priceId, amountMinor }) => ({ impressionId, priceId, amountMinor })),
    ).toEqual(
      view.items.map(({ impressionId, priceId, amountMinor }) => ({ impressionId, priceId, amountMinor })),
    );
    expect(JSON.parse(cards[0]?.reason ?? '')).toMatchObject({
      strategy: 'match',
      matches: [{ topicId: 'python' }],
    });

    const events = await query
      .selectFrom('domain_event')
      .selectAll()
      .where('subjectId', '=', view.recommendationId)
      .execute();
    expect(events.map(({ type, conversationId }) => [type, conversationId])).toEqual([
      ['recommendation.shown', 'conv_1'],
    ]);
    expect(JSON.parse(events[0]?.payload ?? '')).toMatchObject({
      items: [{ rank: 1, productId: view.items[0]?.productId }, { rank: 2 }],
    });
  });

  it('an impression leads back to whom and where it was shown', async () => {
    const view = await ask('guitar');
    const impressionId = view.items[0]?.impressionId ?? '';
    expect(await findImpression(database().query, impressionId)).toEqual({
      impressionId,
      recommendationId: view.recommendationId,
      productId: view.items[0]?.productId,
      learnerId: 'learner_1',
      conversationId: 'conv_1',
    });
    expect(await findImpression(database().query, 'imp_none')).toBeNull();
  });

  it('finding nothing is recorded too', async () => {
    const view = await ask('repair my bicycle');
    expect(view).toMatchObject({ strategy: 'none', items: [], relaxed: [] });
    const list = await database()
      .query.selectFrom('recommendation')
      .select('strategy')
      .where('recommendationId', '=', view.recommendationId)
      .executeTakeFirst();
    expect(list).toEqual({ strategy: 'none' });
  });

  it('a learner of either language sees prices in the usual currency, or the one they want, or what there is', async () => {
    const currencyOf = async (text: string, change: Partial<RecommendProducts>) =>
      (await ask(text, change)).items[0]?.currency;
    expect(await currencyOf('吉他 guitar', { language: 'zh' })).toBe('CNY');
    expect(await currencyOf('guitar', { language: 'zh', currency: 'USD' })).toBe('USD');
    expect(await currencyOf('guitar', { language: 'en', currency: 'CNY' })).toBe('USD');
  });

  it('what is withdrawn or dearer since the catalogue was read is not shown as it was', async () => {
    const before = await ask('git under $60');
    expect(before.items.map(({ amountMinor }) => amountMinor)).toEqual([5450]);
    const git = await productOf('s:7:en');
    const sleep = await productOf('s:5:en');
    await ask('sleep');
    // No time passes, so that what is in memory is not read again.
    await withdrawProduct(deps, sleep);
    expect((await ask('sleep')).items.map(({ productId }) => productId)).not.toContain(sleep.productId);
    await importRows([{ ...ROWS[14], prices: { USD: '99' } }]);
    nowMs -= 2000;
    const after = await ask('git under $60');
    expect(after.items.filter(({ productId }) => productId === git.productId)).toEqual([]);
    nowMs += 5000;
    const fresh = await ask('git under $60');
    expect(fresh).toMatchObject({ items: [], unmet: ['price'] });
    expect((await ask('git')).items.map(({ amountMinor }) => amountMinor)).toEqual([9900]);
  });

  it('a new product is found as soon as the catalogue is looked at again', async () => {
    expect((await ask('calligraphy')).items).toEqual([]);
    await importRows([
      { id: 'new', title: 'Calligraphy', language: 'en', kind: 'course', prices: { USD: '5' } },
    ]);
    nowMs += 60_000;
    expect((await ask('calligraphy')).items.map(({ title }) => title)).toEqual(['Calligraphy']);
  });

  it('never an owned product, and the price on a card is the one in the price table', async () => {
    const all = await findByExternalIds(
      database().query,
      TITLES.flatMap((_, id) => [`s:${id}:en`, `s:${id}:zh`]),
    );
    const question = fc.record({
      text: fc.constantFrom(
        'python',
        'SQL basics ebook',
        'under $20',
        'sleep guitar rust',
        '推荐点什么',
        '中文版 git',
      ),
      language: fc.constantFrom('zh' as const, 'en' as const),
      limit: fc.integer({ min: 1, max: 6 }),
      ownedIds: fc.subarray(all.map(({ product }) => product.productId)),
    });
    await fc.assert(
      fc.asyncProperty(question, async ({ ownedIds, ...asked }) => {
        owned.clear();
        for (const productId of ownedIds) owned.add(productId);
        const { items } = await ask(asked.text, asked);
        expect(items.length).toBeLessThanOrEqual(asked.limit);
        for (const item of items) {
          expect(ownedIds).not.toContain(item.productId);
          const price = await database()
            .query.selectFrom('price')
            .select(['productId', 'currency', 'amountMinor', 'supersededAtMs'])
            .where('priceId', '=', item.priceId)
            .executeTakeFirst();
          const { productId, currency, amountMinor } = item;
          expect(price).toEqual({ productId, currency, amountMinor, supersededAtMs: null });
          expect(item.reason).not.toBe('');
        }
      }),
      { numRuns: 40 },
    );
    owned.clear();
  });
});
