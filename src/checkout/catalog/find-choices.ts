import { type Database, sql } from '../../kernel/db/database.ts';
import { limits } from '../../kernel/limits.ts';
import { allOf, isLike, likeText } from '../order/search/filters.ts';
import type { ProductKind } from '../wire.ts';
import { findProducts } from './store.ts';
import type { PricedProduct } from './types.ts';

/** A product on sale as somebody chooses it for a learner. */
export interface ProductChoice {
  readonly productId: string;
  readonly title: string;
  readonly kind: ProductKind;
  readonly language: string;
  readonly author: string | null;
  readonly prices: readonly { readonly currency: string; readonly amountMinor: number }[];
}

/** Products on sale whose title has every word, as a part of it; all of them for no word. By title. */
export async function findProductChoices(
  db: Database,
  { text, limit }: { text: string; limit: number },
): Promise<ProductChoice[]> {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const conditions = words
    .slice(0, limits.orderSearchWordsMax)
    .map((word) => isLike(db, sql<boolean>`"title"`, `%${likeText(word)}%`));
  const { rows } = await sql<{ productId: string }>`SELECT "productId" FROM "product"
    WHERE ${allOf([sql<boolean>`"status" = 'on_sale'`, ...conditions])}
    ORDER BY "title", "productId" LIMIT ${limit}`.execute(db.query);
  const productIds = rows.map(({ productId }) => productId);
  if (productIds.length === 0) return [];
  const products = await findProducts(db.query, productIds);
  return productIds.flatMap((productId) => {
    const found = products.find(({ product }) => product.productId === productId);
    return found === undefined ? [] : [choiceOf(found)];
  });
}

function choiceOf({ product, prices }: PricedProduct): ProductChoice {
  const { productId, title, kind, language, author } = product;
  return {
    ...{ productId, title, kind, language, author },
    prices: prices.map(({ currency, amountMinor }) => ({ currency, amountMinor })),
  };
}
