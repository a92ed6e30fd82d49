import type { Queries, Tx } from '../../kernel/db/database.ts';
import type { Product as ProductRow } from '../../kernel/db/tables.ts';
import type { ProductKind, ProductLevel } from '../wire.ts';
import type { Price, PricedProduct, Product, ProductStatus } from './types.ts';

/** SQLite and PostgreSQL take some 32,000 parameters in a statement; a product row has 18. */
const ROWS_PER_INSERT = 500;

/** A page of products changed at or after `sinceMs`, by id; with the prices that hold. `afterId` is the last id had. */
export async function findProductsChanged(
  db: Queries,
  page: { readonly sinceMs: number; readonly afterId: string; readonly limit: number },
): Promise<PricedProduct[]> {
  const rows = await db
    .selectFrom('product')
    .selectAll()
    .where('updatedAtMs', '>=', page.sinceMs)
    .where('productId', '>', page.afterId)
    .orderBy('productId')
    .limit(page.limit)
    .execute();
  return withPrices(db, rows);
}

/** When a product was last changed, in ms; 0 when there is none. */
export async function findLastChangeMs(db: Queries): Promise<number> {
  const statuses: readonly ProductStatus[] = ['on_sale', 'withdrawn', 'draft'];
  // One look per status, so that the index (status, updatedAtMs) answers at once.
  const rows = await Promise.all(
    statuses.map((status) =>
      db
        .selectFrom('product')
        .select('updatedAtMs')
        .where('status', '=', status)
        .orderBy('updatedAtMs', 'desc')
        .limit(1)
        .executeTakeFirst(),
    ),
  );
  return Math.max(0, ...rows.map((row) => row?.updatedAtMs ?? 0));
}

/** Products on sale, by id, with their present prices. */
export async function findProductsOnSale(
  db: Queries,
  page: { readonly afterId: string; readonly limit: number },
): Promise<PricedProduct[]> {
  const rows = await db
    .selectFrom('product')
    .selectAll()
    .where('status', '=', 'on_sale')
    .where('productId', '>', page.afterId)
    .orderBy('productId')
    .limit(page.limit)
    .execute();
  return withPrices(db, rows);
}

/** Products by id, whatever their status, with their present prices; unknown ids are left out. */
export async function findProducts(db: Queries, productIds: readonly string[]): Promise<PricedProduct[]> {
  if (productIds.length === 0) return [];
  const rows = await db.selectFrom('product').selectAll().where('productId', 'in', productIds).execute();
  return withPrices(db, rows);
}

/** Products by external id, with their present prices. */
export async function findByExternalIds(
  db: Queries,
  externalIds: readonly string[],
): Promise<PricedProduct[]> {
  if (externalIds.length === 0) return [];
  const rows = await db.selectFrom('product').selectAll().where('externalId', 'in', externalIds).execute();
  return withPrices(db, rows);
}

/** The price of a product that holds now in a currency. */
export async function findCurrentPrice(
  db: Queries,
  wanted: { readonly productId: string; readonly currency: string },
): Promise<Price | undefined> {
  return db
    .selectFrom('price')
    .select(PRICE_COLUMNS)
    .where('currentKey', '=', currentKeyOf(wanted))
    .executeTakeFirst();
}

/** A price by id, present or superseded. */
export async function findPrice(db: Queries, priceId: string): Promise<Price | undefined> {
  return db.selectFrom('price').select(PRICE_COLUMNS).where('priceId', '=', priceId).executeTakeFirst();
}

/** Every price a product ever had in a currency, oldest first. */
export async function findPriceHistory(
  db: Queries,
  wanted: { readonly productId: string; readonly currency: string },
): Promise<Price[]> {
  return db
    .selectFrom('price')
    .select(PRICE_COLUMNS)
    .where('productId', '=', wanted.productId)
    .where('currency', '=', wanted.currency)
    .orderBy('version')
    .execute();
}

/** How many contents of a source exist in more than one language. */
export async function countTranslationGroups(db: Queries, source: string): Promise<number> {
  const groups = db
    .selectFrom('product')
    .select('translationGroup')
    .where('source', '=', source)
    .groupBy('translationGroup')
    .having((group) => group.fn.count('productId'), '>', 1)
    .as('groups');
  const row = await db
    .selectFrom(groups)
    .select((count) => count.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Writes new products. */
export async function saveProducts(tx: Tx, products: readonly Product[]): Promise<void> {
  for (const rows of slices(products)) {
    await tx
      .insertInto('product')
      .values(rows.map((product) => ({ ...product, tags: JSON.stringify(product.tags) })))
      .execute();
  }
}

/** Writes what a file or a person changed in a product. */
export async function updateProduct(
  tx: Tx,
  product: Partial<Product> & Pick<Product, 'productId' | 'updatedAtMs'>,
): Promise<void> {
  const { productId, tags, ...change } = product;
  await tx
    .updateTable('product')
    .set(tags === undefined ? change : { ...change, tags: JSON.stringify(tags) })
    .where('productId', '=', productId)
    .execute();
}

/** Writes new price versions as the present ones; those they follow must have been ended before. */
export async function savePrices(tx: Tx, prices: readonly Price[]): Promise<void> {
  for (const rows of slices(prices)) {
    await tx
      .insertInto('price')
      .values(rows.map((price) => ({ ...price, currentKey: currentKeyOf(price) })))
      .execute();
  }
}

/** Ends prices: they stay as history and hold no more. */
export async function endPrices(
  tx: Tx,
  ended: { readonly priceIds: readonly string[]; readonly atMs: number },
): Promise<void> {
  if (ended.priceIds.length === 0) return;
  await tx
    .updateTable('price')
    .set({ supersededAtMs: ended.atMs, currentKey: null })
    .where('priceId', 'in', ended.priceIds)
    .execute();
}

const PRICE_COLUMNS = [
  'priceId',
  'productId',
  'currency',
  'amountMinor',
  'version',
  'validFromMs',
  'supersededAtMs',
] as const;

function currentKeyOf(price: { readonly productId: string; readonly currency: string }): string {
  return `${price.productId}:${price.currency}`;
}

async function withPrices(db: Queries, rows: readonly ProductRow[]): Promise<PricedProduct[]> {
  const prices = rows.length === 0 ? [] : await findPresentPrices(db, rows);
  const byProduct = new Map<string, Price[]>();
  for (const price of prices) {
    const known = byProduct.get(price.productId);
    if (known === undefined) byProduct.set(price.productId, [price]);
    else known.push(price);
  }
  return rows.map((row) => ({ product: productOf(row), prices: byProduct.get(row.productId) ?? [] }));
}

async function findPresentPrices(db: Queries, products: readonly ProductRow[]): Promise<Price[]> {
  const productIds = products.map((product) => product.productId);
  return db
    .selectFrom('price')
    .select(PRICE_COLUMNS)
    .where('productId', 'in', productIds)
    .where('supersededAtMs', 'is', null)
    .orderBy('currency')
    .execute();
}

function productOf(row: ProductRow): Product {
  return {
    ...row,
    kind: row.kind as ProductKind,
    level: row.level as ProductLevel | null,
    status: row.status as ProductStatus,
    tags: JSON.parse(row.tags) as string[],
  };
}

function* slices<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT)
    yield rows.slice(from, from + ROWS_PER_INSERT);
}
