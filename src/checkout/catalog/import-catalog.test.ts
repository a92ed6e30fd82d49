import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { newId } from '../../kernel/id.ts';
import { type ImportCatalog, type ImportSummary, importCatalog } from './import-catalog.ts';
import { findCurrentPrice, findPrice, findPriceHistory } from './price-store.ts';
import { findByExternalIds, findProductsOnSale } from './store.ts';
import type { CatalogDeps } from './types.ts';
import { withdrawProduct } from './withdraw-product.ts';

type Row = Record<string, unknown>;

describeOnBothEngines('importCatalog', (database) => {
  let deps: CatalogDeps;
  let nowMs = 1_700_000_000_000;
  let tests = 0;
  /** Each test imports as another shop, since the event log cannot be emptied. */
  let source: string;

  beforeEach(() => {
    tests += 1;
    source = `shop${tests}`;
    deps = { db: database(), clock: systemClock(() => nowMs), newId, livemode: false };
  });

  function importRows(rows: readonly Row[], options: Partial<ImportCatalog> = {}): Promise<ImportSummary> {
    nowMs += 1000;
    return importCatalog(deps, {
      input: rows.map((row) => `${JSON.stringify(row)}\n`),
      format: 'jsonl',
      fields: {},
      levels: {},
      source,
      priceUnit: 'major',
      dryRun: false,
      ...options,
    });
  }
  const rowOf = (id: number | string, change: Row = {}): Row => ({
    id,
    title: `Title ${id}`,
    kind: 'course',
    language: 'en',
    price: '9.90',
    currency: 'USD',
    ...change,
  });
  const eventTypes = async (subjectId: string): Promise<string[]> => {
    const { query } = deps.db;
    const rows = await query
      .selectFrom('domain_event')
      .select('type')
      .where('subjectId', '=', subjectId)
      .execute();
    return rows.map(({ type }) => type);
  };
  const productOf = async (externalId: string) => {
    const [found] = await findByExternalIds(deps.db.query, [externalId]);
    if (found === undefined) throw new Error(`no ${externalId}`);
    return found;
  };

  it('imports what it can, refuses the rest by line and reason', async () => {
    const problems: string[] = [];
    const summary = await importRows(
      [rowOf(1), rowOf(2, { price: 'much' }), rowOf(3), { id: 4 }, rowOf(5, { price: '0' })],
      { onProblem: (line, { code }) => problems.push(`${line} ${code}`) },
    );
    expect(summary).toMatchObject({
      rowsRead: 5,
      created: 3,
      refused: { price_invalid: 1, title_missing: 1 },
    });
    expect(problems).toEqual(['2 price_invalid', '4 title_missing']);
    const onSale = await findProductsOnSale(deps.db.query, { afterId: '', limit: 1000 });
    const titles = onSale
      .filter(({ product }) => product.source === source)
      .map(({ product }) => product.title);
    expect(titles.sort()).toEqual(['Title 1', 'Title 3', 'Title 5']);
  });

  it('importing the same file again changes nothing and tells nobody', async () => {
    const rows = Array.from({ length: 450 }, (_, id) => rowOf(id));
    expect(await importRows(rows)).toMatchObject({ created: 450 });
    const before = await eventTypes(source);
    expect(await importRows(rows)).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 450,
      pricesChanged: 0,
    });
    expect(before).toEqual(['catalog.changed', 'catalog.changed', 'catalog.changed']);
    expect(await eventTypes(source)).toEqual(before);
  });

  it('a changed price is a new version and the old one stays as history', async () => {
    await importRows([rowOf(1)]);
    const { product, prices } = await productOf(`${source}:1:en`);
    expect(await importRows([rowOf(1, { price: '12.50' })])).toMatchObject({ updated: 1, pricesChanged: 1 });

    const history = await findPriceHistory(deps.db.query, { productId: product.productId, currency: 'USD' });
    expect(history.map(({ version, amountMinor }) => [version, amountMinor])).toEqual([
      [1, 990],
      [2, 1250],
    ]);
    expect(history[0]).toMatchObject({ priceId: prices[0]?.priceId, supersededAtMs: nowMs });
    const current = await findCurrentPrice(deps.db.query, { productId: product.productId, currency: 'USD' });
    expect(current).toEqual(history[1]);
    expect(await findPrice(deps.db.query, prices[0]?.priceId ?? '')).toEqual(history[0]);
    expect((await productOf(`${source}:1:en`)).product.updatedAtMs).toBe(nowMs);
  });

  it('a further currency adds a price and leaves the others alone', async () => {
    await importRows([rowOf(1)]);
    await importRows([rowOf(1, { price: '68', currency: 'CNY' })]);
    const { prices } = await productOf(`${source}:1:en`);
    expect(prices.map(({ currency, amountMinor, version }) => [currency, amountMinor, version])).toEqual([
      ['CNY', 6800, 1],
      ['USD', 990, 1],
    ]);
  });

  it('a changed text updates the product under the same id', async () => {
    await importRows([rowOf(1)]);
    const before = await productOf(`${source}:1:en`);
    expect(await importRows([rowOf(1, { title: 'Better title' })])).toMatchObject({ updated: 1, created: 0 });
    const after = await productOf(`${source}:1:en`);
    expect(after.product).toMatchObject({ productId: before.product.productId, title: 'Better title' });
    expect(after.prices).toEqual(before.prices);
  });

  it('one id in two languages is one content in two translations', async () => {
    const summary = await importRows([rowOf(1), rowOf(1, { language: 'zh' }), rowOf(2)]);
    expect(summary).toMatchObject({ created: 3, translationGroups: 1 });
    const [en, zh] = [await productOf(`${source}:1:en`), await productOf(`${source}:1:zh`)];
    expect(en.product.translationGroup).toBe(zh.product.translationGroup);
  });

  it('a repeated row is reported once, a contradicting one refused', async () => {
    const summary = await importRows([rowOf(1), rowOf(1), rowOf(1, { price: '5' })]);
    expect(summary).toMatchObject({
      created: 1,
      duplicates: { rows: 1, lines: [2] },
      refused: { duplicate_id: 1 },
    });
    expect((await productOf(`${source}:1:en`)).prices[0]?.amountMinor).toBe(990);
  });

  it('a dry run says what would happen and writes nothing', async () => {
    await importRows([rowOf(1)]);
    const summary = await importRows([rowOf(1, { price: '5' }), rowOf(2)], { dryRun: true });
    expect(summary).toMatchObject({ created: 1, updated: 1, pricesChanged: 1 });
    expect(await findByExternalIds(deps.db.query, [`${source}:2:en`])).toEqual([]);
    expect((await productOf(`${source}:1:en`)).prices[0]?.amountMinor).toBe(990);
  });

  it('a withdrawn product stays withdrawn until a file puts it on sale again', async () => {
    await importRows([rowOf(1)]);
    const { product } = await productOf(`${source}:1:en`);
    await withdrawProduct(deps, product);
    await withdrawProduct(deps, product);
    expect(await eventTypes(product.productId)).toEqual(['product.withdrawn']);

    await importRows([rowOf(1, { title: 'Renewed' })]);
    expect((await productOf(`${source}:1:en`)).product).toMatchObject({
      status: 'withdrawn',
      title: 'Renewed',
    });
    await importRows([rowOf(1, { title: 'Renewed', status: 'on_sale' })]);
    expect((await productOf(`${source}:1:en`)).product.status).toBe('on_sale');
  });

  it('withdrawing what does not exist is refused', async () => {
    await expect(withdrawProduct(deps, { productId: 'prod_none' })).rejects.toMatchObject({
      code: 'product_not_found',
    });
  });

  it('tells progress after every batch', async () => {
    const told: number[] = [];
    await importRows(
      Array.from({ length: 401 }, (_, id) => rowOf(id)),
      { onProgress: ({ rowsRead }) => told.push(rowsRead) },
    );
    expect(told).toEqual([200, 400, 401]);
  });

  it('any file imported twice is unchanged the second time', async () => {
    const row = fc.record({
      id: fc.integer({ min: 1, max: 5 }),
      title: fc.string({ maxLength: 12 }),
      language: fc.constantFrom('zh', 'en'),
      kind: fc.constantFrom('course', 'ebook', 'audio'),
      price: fc.constantFrom('0', '9.90', '1,000', 'x', 5),
      currency: fc.constantFrom('CNY', 'USD', 'JPY'),
      tags: fc.array(fc.string({ maxLength: 4 }), { maxLength: 3 }),
    });
    let files = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
        files += 1;
        const first = await importRows(rows, { source: `${source}-${files}` });
        const second = await importRows(rows, { source: `${source}-${files}` });
        expect(second).toEqual({ ...first, created: 0, updated: 0, unchanged: first.created });
      }),
      { numRuns: 25 },
    );
  });
});
