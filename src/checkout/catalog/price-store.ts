import type { Queries, Tx } from '../../kernel/db/database.ts';
import { slices } from './slices.ts';
import type { Price } from './types.ts';

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

/** Every price a product ever had, the newest first. */
export function findPricesOf(db: Queries, productId: string): Promise<Price[]> {
  return db
    .selectFrom('price')
    .select(PRICE_COLUMNS)
    .where('productId', '=', productId)
    .orderBy('validFromMs', 'desc')
    .orderBy('version', 'desc')
    .execute();
}

/** The highest price version of each product and currency, under `product:currency`. */
export async function findLastVersions(
  db: Queries,
  productIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('price')
    .select(['productId', 'currency'])
    .select(({ fn }) => fn.max('version').as('version'))
    .where('productId', 'in', productIds)
    .groupBy(['productId', 'currency'])
    .execute();
  return new Map(rows.map((row) => [currentKeyOf(row), Number(row.version)]));
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

/** The prices of products that hold now, by currency. */
export async function findPresentPrices(
  db: Queries,
  products: readonly { readonly productId: string }[],
): Promise<Price[]> {
  const productIds = products.map((product) => product.productId);
  return db
    .selectFrom('price')
    .select(PRICE_COLUMNS)
    .where('productId', 'in', productIds)
    .where('supersededAtMs', 'is', null)
    .orderBy('currency')
    .execute();
}
