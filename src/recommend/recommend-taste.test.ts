import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findByExternalIds, importCatalog, withdrawProduct } from '../checkout/index.ts';
import { systemClock } from '../kernel/clock.ts';
import { describeOnBothEngines } from '../kernel/db/engines.testing.ts';
import { newId } from '../kernel/id.ts';
import { silentLog } from '../kernel/log.ts';
import { appendEvent } from '../kernel/outbox.ts';
import type { RecommendDeps } from './deps.ts';
import type { Experiment } from './experiment/experiment.ts';
import type { RecommendProducts } from './prepare-list.ts';
import { createTaste, type Taste } from './rank/taste.ts';
import { recommendProducts } from './recommend-products.ts';
import { createShelf } from './shelf.ts';
import type { Evidence } from './types.ts';
import type { RecommendationView } from './wire.ts';

const SUBJECTS = ['Python', 'SQL', 'Guitar', 'Cooking', 'Sleep', 'Rust', 'Drawing', 'Chess'];
const ROWS = SUBJECTS.flatMap((subject, id) => [
  { id, title: `${subject} course`, language: 'en', kind: 'course', prices: { USD: `${10 + id}` } },
  { id: `${id}b`, title: `${subject} book`, language: 'en', kind: 'ebook', prices: { USD: `${4 + id}` } },
  { id: `${id}z`, title: `${subject} 入门`, language: 'zh', kind: 'column', prices: { CNY: `${30 + id}` } },
]);
const GONE = '7b';

describeOnBothEngines('recommendProducts with what learners took', (database) => {
  let nowMs = 1_700_000_000_000;
  let deps: RecommendDeps;
  let taste: Taste;
  const ids = new Map<string, string>();
  const inCheckout = new Set<string>();
  const owned = new Set<string>();
  let isPersonal = true;
  let experiment: Experiment | undefined;
  let explorationShare = 0;
  let lastPosition = 0;

  const idOf = (row: string | number): string => ids.get(String(row)) ?? '';

  async function tell(type: string, learnerId: string, rows: readonly (string | number)[]): Promise<void> {
    const eventIds = await database().transact(async (tx) => {
      const told: string[] = [];
      for (const row of rows) {
        const payload = { productId: idOf(row) };
        told.push(
          await appendEvent(deps, tx, { type, subjectId: newId('ent'), learnerId, livemode: false, payload }),
        );
      }
      return told;
    });
    if (database().engine === 'postgresql') await giveOrder(eventIds);
  }
  /** What the relay does on PostgreSQL. */
  async function giveOrder(eventIds: readonly string[]): Promise<void> {
    for (const eventId of eventIds) {
      lastPosition += 1;
      await database()
        .query.updateTable('domain_event')
        .set({ position: lastPosition })
        .where('eventId', '=', eventId)
        .execute();
    }
  }

  beforeAll(async () => {
    const clock = systemClock(() => nowMs);
    const base = { db: database(), clock, newId, livemode: false, log: silentLog() };
    taste = createTaste(base);
    deps = {
      ...base,
      shelf: createShelf(base),
      taste,
      ownedProductIds: async () => owned,
      openCheckoutProductIds: async () => inCheckout,
      isPersonalised: async () => isPersonal,
      runningExperiment: async () => experiment,
      get explorationShare() {
        return explorationShare;
      },
    };
    await importCatalog(deps, {
      input: ROWS.map((row) => `${JSON.stringify(row)}\n`),
      ...{ format: 'jsonl', fields: {}, levels: {}, source: 's', priceUnit: 'major', dryRun: false },
    });
    const externalIds = ROWS.map(({ id, language }) => `s:${id}:${language}`);
    for (const { product } of await findByExternalIds(database().query, externalIds))
      ids.set(product.externalId.split(':')[1] ?? '', product.productId);
    await withdrawProduct(deps, { productId: idOf(GONE) });
    // Whoever takes Guitar takes Cooking next; Python goes with SQL.
    for (let learner = 0; learner < 6; learner += 1) {
      await tell('entitlement.granted', `band_${learner}`, [2, 3, learner % 2 === 0 ? '2b' : '3b', 6]);
      await tell('entitlement.granted', `data_${learner}`, [0, 1, '0b', '1b']);
    }
    await taste.rebuild();
  });
  afterAll(() => taste.close());

  function ask(text: string, change: Partial<RecommendProducts> = {}): Promise<RecommendationView> {
    return recommendProducts(deps, {
      ...{ learnerId: 'learner_1', conversationId: 'conv_1', language: 'en', surface: 'web', limit: 3 },
      text,
      ...change,
    });
  }
  const impressionsOf = ({ recommendationId }: RecommendationView) =>
    database()
      .query.selectFrom('impression')
      .selectAll()
      .where('recommendationId', '=', recommendationId)
      .orderBy('rank')
      .execute();

  function expectWished(view: RecommendationView, wished: { language: string; isCheap: boolean }): void {
    const isKept = !view.relaxed.some(({ wish }) => wish === 'language');
    for (const { language, currency, amountMinor } of view.items) {
      if (isKept) expect(language).toBe(wished.language);
      if (wished.isCheap) expect([currency, amountMinor <= 900]).toEqual(['USD', true]);
    }
  }

  /** The price stands in the price table, and a product named in a reason stands in the evidence kept with it. */
  async function expectBacked(view: RecommendationView): Promise<void> {
    const rows = await impressionsOf(view);
    const { query } = database();
    for (const [place, item] of view.items.entries()) {
      const { priceId, productId, currency, amountMinor, reason } = item;
      const price = await query
        .selectFrom('price')
        .select(['productId', 'currency', 'amountMinor', 'supersededAtMs'])
        .where('priceId', '=', priceId)
        .executeTakeFirst();
      expect(price).toEqual({ productId, currency, amountMinor, supersededAtMs: null });
      expect(rows[place]).toMatchObject({ productId, priceId, amountMinor });
      const evidence = JSON.parse(rows[place]?.reason ?? '{}') as Evidence;
      const named = ROWS.filter(({ id }) => idOf(id) === evidence.taste?.sourceProductId);
      expect(/“[^”]+ (course|book)”|《/.test(reason)).toBe(named.some(({ title }) => reason.includes(title)));
    }
  }

  it('a purchase changes the next list, and the reason names what speaks for it', async () => {
    const learnerId = 'learner_new';
    const before = await ask('recommend something', { learnerId });
    expect(before.items.some(({ reason }) => reason.includes('Guitar course'))).toBe(false);
    await tell('entitlement.granted', learnerId, [2]);
    owned.add(idOf(2));
    nowMs += 1;
    const after = await ask('recommend something', { learnerId });
    owned.clear();
    const cooking = after.items.find(({ productId }) => productId === idOf(3));
    expect(cooking?.reason).toBe('What people often choose after “Guitar course”');
    const [first] = (await impressionsOf(after)).filter(({ productId }) => productId === idOf(3));
    expect(JSON.parse(first?.reason ?? '{}')).toMatchObject({
      taste: { kind: 'next', sourceProductId: idOf(2) },
    });
  });

  it('what was returned speaks for nothing any more', async () => {
    const learnerId = 'learner_back';
    await tell('entitlement.granted', learnerId, [0]);
    await tell('entitlement.revoked', learnerId, [0]);
    nowMs += 2_000;
    const { items } = await ask('recommend something', { learnerId });
    expect(items.filter(({ reason }) => reason.includes('Python course'))).toEqual([]);
  });

  it('with personalisation off nothing the learner took is used or named', async () => {
    isPersonal = false;
    const view = await ask('recommend something', { learnerId: 'band_1' });
    const evidence = (await impressionsOf(view)).map(({ reason }) => JSON.parse(reason) as Evidence);
    isPersonal = true;
    expect(view.items.length).toBe(3);
    expect(evidence.filter((one) => one.taste !== undefined)).toEqual([]);
  });

  it('never owned, withdrawn, in a checkout, over budget or in another language; every reason has its evidence', async () => {
    const question = fc.record({
      text: fc.constantFrom(
        'recommend something',
        'guitar',
        'python or sql',
        '推荐点什么',
        'cooking under $9',
      ),
      learnerId: fc.constantFrom('band_0', 'band_3', 'data_2', 'nobody'),
      ownedRows: fc.subarray(
        ROWS.map(({ id }) => String(id)),
        { maxLength: 8 },
      ),
      checkoutRows: fc.subarray(
        ROWS.map(({ id }) => String(id)),
        { maxLength: 4 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(question, async ({ text, learnerId, ownedRows, checkoutRows }) => {
        for (const row of ownedRows) owned.add(idOf(row));
        for (const row of checkoutRows) inCheckout.add(idOf(row));
        const language = text === '推荐点什么' ? 'zh' : 'en';
        const view = await ask(text, { learnerId, language });
        const barred = [...owned, ...inCheckout, idOf(GONE)];
        expect(view.items.filter(({ productId }) => barred.includes(productId))).toEqual([]);
        expectWished(view, { language, isCheap: text.includes('$9') });
        await expectBacked(view);
        owned.clear();
        inCheckout.clear();
      }),
      { numRuns: 25 },
    );
  });

  it('a list tells with what chance each product stood in its place', async () => {
    explorationShare = 1;
    const rows = await impressionsOf(await ask('recommend something', { learnerId: 'nobody' }));
    explorationShare = 0;
    expect(rows.map(({ slot }) => slot)).toEqual(['best', 'best', 'explored']);
    expect(rows.map(({ propensity }) => propensity)).toEqual([1, 1, 1 / 9]);
    expect(rows.map(({ policy }) => policy)).toEqual(['taste', 'taste', 'taste']);
  });

  it('a learner keeps the variant of an experiment; interleaved lists name whose each card is', async () => {
    const variants = [
      { name: 'words', policy: 'plain' as const },
      { name: 'taste', policy: 'taste' as const },
    ];
    const running = {
      status: 'running' as const,
      variants,
      livemode: false,
      startedAtMs: 0,
      stoppedAtMs: null,
    };
    experiment = { ...running, experimentId: 'exp_1', name: 'one', kind: 'split' };
    const variantsOf = async (learnerId: string) =>
      (await impressionsOf(await ask('recommend something', { learnerId }))).map(({ variant }) => variant);
    const seen = new Set<string>();
    for (const learnerId of ['band_0', 'band_1', 'data_0', 'data_1', 'nobody']) {
      const [first, second] = [await variantsOf(learnerId), await variantsOf(learnerId)];
      expect(new Set([...first, ...second]).size).toBe(1);
      seen.add(String(first[0]));
    }
    expect(seen).toEqual(new Set(['words', 'taste']));
    experiment = { ...experiment, experimentId: 'exp_2', kind: 'interleaving' };
    const [one, other] = await variantsOf('band_0');
    experiment = undefined;
    expect(new Set([one, other])).toEqual(new Set(['words', 'taste']));
  });
});
