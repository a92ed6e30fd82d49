import { beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../kernel/clock.ts';
import { describeOnBothEngines } from '../../../kernel/db/engines.testing.ts';
import { newId } from '../../../kernel/id.ts';
import { silentLog } from '../../../kernel/log.ts';
import { takePlace } from '../../places/store.ts';
import { importCatalog } from '../import-catalog.ts';
import type { CatalogDeps } from '../types.ts';
import { listProducts } from './list-products.ts';
import { cancelPricePlan, planPrice, startPrices } from './plan-price.ts';
import { createProduct, editProduct } from './save-product.ts';
import { setStatus } from './set-status.ts';
import { viewProduct } from './view-product.ts';
import type { CreateProductBody, EditProductBody, ProductPage } from './wire.ts';

const hourMs = 3_600_000;
const caller = { staffId: 'staff_lin' };

describeOnBothEngines('the catalogue as people edit it', (database) => {
  let nowMs = 1_800_000_000_000;
  let deps: CatalogDeps;
  beforeEach(() => {
    nowMs += hourMs;
    deps = { db: database(), clock: systemClock(() => nowMs), newId, livemode: false };
  });
  const fieldsOf = (change: Partial<CreateProductBody> = {}): CreateProductBody => ({
    requestId: newId('req'),
    status: 'on_sale',
    kind: 'course',
    language: 'zh',
    title: '手冲咖啡入门',
    description: '从磨豆到注水。',
    level: 'beginner',
    tags: ['咖啡'],
    author: '何晓',
    url: null,
    coverUrl: null,
    durationMinutes: 90,
    prices: [{ currency: 'CNY', amount: '59.00' }],
    links: { series: null, prerequisiteIds: [], partIds: [] },
    ...change,
  });
  const create = async (change?: Partial<CreateProductBody>): Promise<ProductPage> =>
    viewProduct(deps, await createProduct(deps, { caller, body: fieldsOf(change) }));
  const editOf = (page: ProductPage, change: Partial<EditProductBody> = {}): EditProductBody => {
    const { requestId: _, status: _status, translationOf: _other, ...fields } = fieldsOf();
    const { title, description, language, tags } = page;
    return { ...fields, title, description, language, tags, revision: page.revision, ...change };
  };
  const edit = (page: ProductPage, change?: Partial<EditProductBody>) =>
    editProduct(deps, { caller, productId: page.productId, body: editOf(page, change) });
  const viewOf = ({ productId }: ProductPage) => viewProduct(deps, productId);
  const actionsOn = async ({ productId }: ProductPage): Promise<string[]> => {
    const rows = await deps.db.query
      .selectFrom('audit_entry')
      .select(['action'])
      .where('subjectId', '=', productId)
      .orderBy('sequence')
      .execute();
    return rows.map(({ action }) => action);
  };
  const linksTo = (change: Partial<CreateProductBody['links']>) => ({
    links: { series: null, prerequisiteIds: [], partIds: [], ...change },
  });

  it('where and to whom it is sold is written, stays when nobody speaks of it, and is lifted by name', async () => {
    const saleBounds = { soldIn: ['SG', 'UK'], notSoldIn: [], minAgeYears: 16 };
    const page = await create({ saleBounds });
    expect(page.saleBounds).toEqual({ soldIn: ['GB', 'SG'], notSoldIn: [], minAgeYears: 16 });
    await edit(page, { title: '手冲咖啡' });
    const renamed = await viewOf(page);
    expect(renamed.saleBounds).toEqual(page.saleBounds);
    await edit(renamed, { saleBounds: { soldIn: null, notSoldIn: ['US'], minAgeYears: null } });
    expect((await viewOf(page)).saleBounds).toEqual({ soldIn: null, notSoldIn: ['US'], minAgeYears: null });
    const nowhere = { ...saleBounds, soldIn: ['XX'] };
    await expect(create({ saleBounds: nowhere })).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('how many can buy it is written, stays when nobody speaks of it, and is lifted by name', async () => {
    const page = await create({ places: 12 });
    expect(page).toMatchObject({ places: 12, placesTaken: 0 });
    const { productId } = page;
    await deps.db.transact((tx) => takePlace(tx, { productId, livemode: 0 }));
    await edit(page, { title: '手冲咖啡小班' });
    const renamed = await viewOf(page);
    expect(renamed).toMatchObject({ places: 12, placesTaken: 1 });
    await edit(renamed, { places: null });
    expect(await viewOf(page)).toMatchObject({ places: null, placesTaken: 1 });
    expect(await actionsOn(page)).toEqual(['product.created', 'product.changed', 'product.changed']);
  });

  it('a product is written once for a page that sends twice, and told in the audit chain', async () => {
    const body = fieldsOf({ requestId: newId('req') });
    const productId = await createProduct(deps, { caller, body });
    expect(await createProduct(deps, { caller, body })).toBe(productId);
    const page = await viewProduct(deps, productId);
    expect(page).toMatchObject({ title: '手冲咖啡入门', status: 'on_sale', revision: 0 });
    expect(page.prices).toEqual([{ currency: 'CNY', amountMinor: 5900 }]);
    expect(await actionsOn(page)).toEqual(['product.created']);
  });

  it('of two editors the second is told, and what the first wrote stays', async () => {
    const page = await create();
    await edit(page, { title: '第一位写的' });
    await expect(edit(page, { title: '第二位写的' })).rejects.toMatchObject({ code: 'product_changed' });
    const after = await viewOf(page);
    expect(after).toMatchObject({ title: '第一位写的', revision: 1 });
    expect(await actionsOn(page)).toEqual(['product.created', 'product.changed']);
  });

  it('two editors at the same moment: one of them is told', async () => {
    const page = await create();
    const both = await Promise.allSettled([edit(page, { title: '甲' }), edit(page, { title: '乙' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await viewOf(page)).revision).toBe(1);
  });

  it('a price is changed by a new version, and a currency that is dropped goes on counting when it comes back', async () => {
    const page = await create({
      prices: [
        { currency: 'CNY', amount: '59' },
        { currency: 'USD', amount: '9.9' },
      ],
    });
    await edit(page, { prices: [{ currency: 'CNY', amount: '69' }] });
    const dropped = await viewOf(page);
    expect(dropped.prices).toEqual([{ currency: 'CNY', amountMinor: 6900 }]);
    const bothAgain = [
      { currency: 'CNY', amount: '69' },
      { currency: 'USD', amount: '8' },
    ];
    await edit(dropped, { prices: bothAgain });
    const { history } = await viewOf(page);
    const told = history.map(({ currency, version, amountMinor }) => `${currency} ${version} ${amountMinor}`);
    expect(told.sort()).toEqual(['CNY 1 5900', 'CNY 2 6900', 'USD 1 990', 'USD 2 800']);
    expect(history.filter(({ supersededAtMs }) => supersededAtMs === null)).toHaveLength(2);
  });

  it.each([
    ['product_amount_invalid', { prices: [{ currency: 'JPY', amount: '10.5' }] }],
    ['product_amount_invalid', { prices: [1, 2].map(() => ({ currency: 'CNY', amount: '10' })) }],
    ['product_price_missing', { prices: [] }],
    ['product_links_invalid', linksTo({ prerequisiteIds: ['prod_none'] })],
    ['product_not_found', { translationOf: 'prod_none' }],
  ] as const)('refuses with %s what cannot be sold like this: %j', async (code, change) => {
    await expect(create(change as Partial<CreateProductBody>)).rejects.toMatchObject({ code });
  });

  it('links lead to products that are there, never back, and bundles hold single products', async () => {
    const [first, second] = [await create(), await create({ title: '第二门' })];
    const refused = async (page: ProductPage, links: Partial<CreateProductBody['links']>) =>
      expect(edit(await viewOf(page), linksTo(links))).rejects.toMatchObject({
        code: 'product_links_invalid',
      });
    await edit(second, linksTo({ prerequisiteIds: [first.productId] }));
    await refused(first, { prerequisiteIds: [second.productId] });
    await refused(first, { prerequisiteIds: [first.productId] });
    await refused(first, { partIds: [second.productId] });

    const bundle = await create({
      title: '咖啡套装',
      ...linksTo({ partIds: [first.productId, second.productId], series: { name: '咖啡', part: 2 } }),
    });
    expect(bundle).toMatchObject({ isBundle: true, series: { name: '咖啡', part: 2 } });
    expect((await viewOf(first)).bundles).toMatchObject([{ productId: bundle.productId }]);
    await refused(first, { partIds: [bundle.productId, second.productId] });
    await edit(bundle, linksTo({}));
    expect((await viewOf(first)).bundles).toEqual([]);
  });

  it('a translation joins its content, once a language', async () => {
    const zh = await create();
    const en = await create({ language: 'en', title: 'Pour-over coffee', translationOf: zh.productId });
    expect((await viewOf(zh)).translations).toMatchObject([{ productId: en.productId, language: 'en' }]);
    await expect(create({ language: 'en', translationOf: zh.productId })).rejects.toMatchObject({
      code: 'translation_exists',
    });
    await expect(edit(en, { language: 'zh' })).rejects.toMatchObject({ code: 'translation_exists' });
  });

  it('what leaves the shop comes back, for who saw it as it is', async () => {
    const page = await create();
    const set = (status: ProductPage['status'], revision: number) =>
      setStatus(deps, { caller, productId: page.productId, status, revision });
    await set('withdrawn', 0);
    await expect(set('on_sale', 0)).rejects.toMatchObject({ code: 'product_changed' });
    await set('on_sale', 1);
    expect((await viewOf(page)).status).toBe('on_sale');
    expect(await actionsOn(page)).toEqual(['product.created', 'product.withdrawn', 'product.status_changed']);
  });

  it('a planned price begins at its moment, once, and as a version like any other', async () => {
    const page = await create();
    const { productId } = page;
    const plan = (amount: string, startsAtMs: number) =>
      planPrice(deps, { caller, productId, body: { currency: 'CNY', amount, startsAtMs } });
    const startsAtMs = nowMs + hourMs;
    await plan('39', startsAtMs);
    await expect(plan('29', startsAtMs)).rejects.toMatchObject({ code: 'price_plan_taken' });
    await expect(plan('29', nowMs)).rejects.toMatchObject({ code: 'price_plan_past' });
    const withLog = { ...deps, log: silentLog() };
    await startPrices(withLog);
    expect((await viewOf(page)).prices).toEqual([{ currency: 'CNY', amountMinor: 5900 }]);
    nowMs = startsAtMs;
    await Promise.all([startPrices(withLog), startPrices(withLog)]);
    const after = await viewOf(page);
    expect(after).toMatchObject({ prices: [{ currency: 'CNY', amountMinor: 3900 }], plans: [] });
    expect(after.history).toHaveLength(2);
    expect(await actionsOn(page)).toEqual(['product.created', 'price.planned', 'price.started']);
  });

  it('a planned price that was canceled never begins', async () => {
    const page = await create();
    const { productId } = page;
    const body = { currency: 'CNY', amount: '39', startsAtMs: nowMs + hourMs };
    const pricePlanId = await planPrice(deps, { caller, productId, body });
    await cancelPricePlan(deps, { caller, productId, pricePlanId });
    await expect(cancelPricePlan(deps, { caller, productId, pricePlanId })).rejects.toMatchObject({
      code: 'price_plan_settled',
    });
    nowMs += 2 * hourMs;
    await startPrices({ ...deps, log: silentLog() });
    expect((await viewOf(page)).history).toHaveLength(1);
  });

  it('a file that says what it said before leaves alone what people changed since', async () => {
    const source = newId('shop').toLowerCase();
    const importRow = (row: Record<string, unknown>) =>
      importCatalog(deps, {
        input: [`${JSON.stringify({ id: 1, kind: 'course', language: 'zh', currency: 'CNY', ...row })}\n`],
        ...{ format: 'jsonl', fields: {}, levels: {}, source, priceUnit: 'major', dryRun: false },
      });
    await importRow({ title: '文件里的标题', price: 10 });
    const found = await listProducts(deps.db, { text: source, limit: 10 });
    const [line] = found.products;
    if (line === undefined) throw new Error('what was imported is not listed');
    const page = await viewProduct(deps, line.productId);
    await edit(page, { title: '人改的标题', prices: [{ currency: 'CNY', amount: '12' }] });
    expect(await importRow({ title: '文件里的标题', price: 10 })).toMatchObject({ unchanged: 1 });
    expect(await viewOf(page)).toMatchObject({ title: '人改的标题', prices: [{ amountMinor: 1200 }] });
    expect(await importRow({ title: '文件里的新标题', price: 10 })).toMatchObject({ updated: 1 });
    expect(await viewOf(page)).toMatchObject({ title: '文件里的新标题', prices: [{ amountMinor: 1000 }] });
  });

  it('the list finds by title, creator and tag, newest change first, page by page', async () => {
    const tag = newId('t').slice(-8);
    const made = [];
    for (const title of ['甲', '乙', '丙']) {
      nowMs += 1_000;
      made.push(await create({ title, tags: [tag], author: `作者${tag}` }));
    }
    const first = await listProducts(deps.db, { text: `作者${tag}`, limit: 2 });
    expect(first.products.map(({ title }) => title)).toEqual(['丙', '乙']);
    const cursor = first.nextCursor ?? '';
    const rest = await listProducts(deps.db, { text: tag, limit: 2, cursor });
    expect(rest).toMatchObject({ products: [{ title: '甲' }], nextCursor: null });
    const drafts = await listProducts(deps.db, { text: `甲 ${tag}`, status: 'draft', limit: 2 });
    expect(drafts.products).toEqual([]);
  });
});
