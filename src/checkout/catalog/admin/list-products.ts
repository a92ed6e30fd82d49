import { type Database, sql } from '../../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import { limits } from '../../../kernel/limits.ts';
import { allOf, type Condition, isLike, likeText } from '../../order/search/filters.ts';
import { findProducts } from '../store.ts';
import { lineOf } from './view-product.ts';
import type { ProductLines, ProductSearch } from './wire.ts';

/** Products of any status whose title, creator, tags or own id have every word; what changed last comes first. */
export async function listProducts(db: Database, search: ProductSearch): Promise<ProductLines> {
  const { text, status, cursor, limit } = search;
  const words = text.split(/\s+/).filter((word) => word !== '');
  const conditions: readonly (Condition | false)[] = [
    sql<boolean>`1 = 1`,
    status !== undefined && sql<boolean>`"status" = ${status}`,
    cursor !== undefined && isAfter(cursor),
    ...words.slice(0, limits.orderSearchWordsMax).map((word) => isInProduct(db, word)),
  ];
  const { rows } = await sql<{ productId: string; updatedAtMs: number }>`
    SELECT "productId", "updatedAtMs" FROM "product"
    WHERE ${allOf(conditions.filter((condition) => condition !== false))}
    ORDER BY "updatedAtMs" DESC, "productId" DESC LIMIT ${limit + 1}`.execute(db.query);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const found = await findProducts(
    db.query,
    page.map(({ productId }) => productId),
  );
  const byId = new Map(found.map((priced) => [priced.product.productId, lineOf(priced)]));
  return {
    products: page.flatMap(({ productId }) => byId.get(productId) ?? []),
    nextCursor: rows.length > limit && last !== undefined ? `${last.updatedAtMs}.${last.productId}` : null,
  };
}

function isAfter(cursor: string): Condition {
  const [, time, productId] = /^(\d{1,15})\.(.+)$/.exec(cursor) ?? [];
  if (time === undefined || productId === undefined)
    throw new DomainError(kernelErrors.invalid_request, { detail: 'the cursor is none of ours' });
  const updatedAtMs = Number(time);
  return sql<boolean>`("updatedAtMs" < ${updatedAtMs}
    OR ("updatedAtMs" = ${updatedAtMs} AND "productId" < ${productId}))`;
}

function isInProduct(db: Database, word: string): Condition {
  const pattern = `%${likeText(word)}%`;
  const columns = [
    sql<boolean>`"title"`,
    sql<boolean>`"author"`,
    sql<boolean>`"tags"`,
    sql<boolean>`"externalId"`,
  ];
  const hits = columns.map((column) => isLike(db, column, pattern));
  return sql<boolean>`(${sql.join(hits, sql` OR `)})`;
}
