import { type Queries, sql, type Tx } from '../../kernel/db/database.ts';
import type { Product as ProductRow } from '../../kernel/db/tables.ts';
import type { ProductKind, ProductLevel } from '../wire.ts';
import { findPresentPrices } from './price-store.ts';
import { boundsOf, textOfBounds } from './sale-bounds.ts';
import { slices } from './slices.ts';
import {
  NO_LINKS,
  type Price,
  type PricedProduct,
  type Product,
  type ProductLinks,
  type ProductStatus,
} from './types.ts';

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

/** Keeps others from changing products until the end of the transaction. */
export async function lockProducts(tx: Tx, productIds: readonly string[]): Promise<void> {
  const ordered = [...productIds].sort();
  await tx
    .selectFrom('product')
    .select('productId')
    .where('productId', 'in', ordered)
    .orderBy('productId')
    .forUpdate()
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
    await tx.insertInto('product').values(rows.map(rowOf)).execute();
  }
}

/** What a file or a person changes in a product; its revision counts by itself. */
export type ProductChange = Partial<Omit<Product, 'revision' | 'bundleIds'>> &
  Pick<Product, 'productId' | 'updatedAtMs'>;

/** Writes a change. False, and nothing is written, when the product is no longer of the revision given. */
export async function updateProduct(tx: Tx, product: ProductChange, revision?: number): Promise<boolean> {
  const { productId, tags, links, saleBounds, ...change } = product;
  const result = await tx
    .updateTable('product')
    .set({
      ...change,
      ...(tags === undefined ? {} : { tags: JSON.stringify(tags) }),
      ...(links === undefined ? {} : { links: textOfLinks(links) }),
      ...(saleBounds === undefined ? {} : { saleBounds: textOfBounds(saleBounds) }),
      revision: sql<number>`COALESCE("revision", 0) + 1`,
    })
    .where('productId', '=', productId)
    .$if(revision !== undefined, (update) => update.where(sql`COALESCE("revision", 0)`, '=', revision ?? 0))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Notes which bundles open a product; nobody edited the product itself, so its revision stays. */
export async function saveBundlesOf(
  tx: Tx,
  part: Pick<Product, 'productId' | 'bundleIds' | 'updatedAtMs'>,
): Promise<void> {
  const { productId, bundleIds, updatedAtMs } = part;
  await tx
    .updateTable('product')
    .set({ bundleIds: bundleIds.length === 0 ? null : JSON.stringify(bundleIds), updatedAtMs })
    .where('productId', '=', productId)
    .execute();
}

/** The languages of a content, by language. */
export async function findTranslations(db: Queries, translationGroup: string): Promise<Product[]> {
  const rows = await db
    .selectFrom('product')
    .selectAll()
    .where('translationGroup', '=', translationGroup)
    .orderBy('language')
    .execute();
  return rows.map(productOf);
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

function productOf(row: ProductRow): Product {
  return {
    ...row,
    kind: row.kind as ProductKind,
    level: row.level as ProductLevel | null,
    status: row.status as ProductStatus,
    tags: JSON.parse(row.tags) as string[],
    revision: row.revision ?? 0,
    links: row.links === null ? NO_LINKS : (JSON.parse(row.links) as ProductLinks),
    bundleIds: row.bundleIds === null ? [] : (JSON.parse(row.bundleIds) as string[]),
    saleBounds: boundsOf(row.saleBounds),
  };
}

function rowOf(product: Product): ProductRow {
  const { tags, links, bundleIds } = product;
  return {
    ...product,
    tags: JSON.stringify(tags),
    links: textOfLinks(links),
    bundleIds: bundleIds.length === 0 ? null : JSON.stringify(bundleIds),
    places: product.places ?? null,
    saleBounds: textOfBounds(product.saleBounds),
  };
}

/** Null for none, as most products have it. */
function textOfLinks(links: ProductLinks): string | null {
  const { series, prerequisiteIds, partIds } = links;
  const hasNone = series === null && prerequisiteIds.length + partIds.length === 0;
  return hasNone ? null : JSON.stringify({ series, prerequisiteIds, partIds });
}
