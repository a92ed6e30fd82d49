import { type Database, type Queries, sql } from '../../../kernel/db/database.ts';
import { limits } from '../../../kernel/limits.ts';
import { allOf, beginsWith, type Condition, isLike, isOneOf, likeText, orderIdsBy } from './filters.ts';

/** What a text that is no number may mean. */
export interface Meaning {
  /** True when no title and no name has it. */
  readonly isNothing: boolean;
  /** Selects the ids of the orders it fits; a LIMIT is added. */
  readonly few: Condition;
  /** The same as a condition on an order. */
  readonly condition: Condition;
}

/** The orders that carry a number exactly: order, checkout, payment, ours at the gateway, the gateway's own, refund. */
export function findByNumber(db: Queries, text: string): Promise<string[]> {
  const ofPayment = sql`SELECT p."orderId" FROM "payment" p JOIN "payment_attempt" a ON a."paymentId" = p."paymentId"`;
  return orderIdsBy(
    db,
    sql<{ orderId: string }>`
      SELECT "orderId" FROM "orders" WHERE "orderId" = ${text}
      UNION SELECT "orderId" FROM "orders" WHERE "orderNumber" = ${text.toUpperCase()}
      UNION SELECT "orderId" FROM "orders" WHERE "checkoutId" = ${text}
      UNION SELECT "orderId" FROM "payment" WHERE "paymentId" = ${text}
      UNION ${ofPayment} WHERE a."gatewayReference" = ${text.toUpperCase()}
      UNION ${ofPayment} WHERE a."gatewayPaymentId" = ${text}
      UNION SELECT "orderId" FROM "refund" WHERE "refundReference" = ${text.toUpperCase()}`,
  );
}

/** Reads a text as words of titles, and as the beginning of a learner's name. Titles are those of the catalogue now. */
export async function meaningOf(db: Database, text: string): Promise<Meaning> {
  const [productIds, learnerIds] = [await productsWith(db, text), await learnersNamed(db, text)];
  const isProduct = isOneOf(db, sql<boolean>`l."productId"`, productIds);
  // Tied to the order first: the concatenation keeps the database from going through all orders of each product.
  const hasProduct = isOneOf(db, sql<boolean>`(l."productId" || '')`, productIds);
  const isLearner = isOneOf(db, sql<boolean>`o."learnerId"`, learnerIds);
  return {
    isNothing: productIds.length === 0 && learnerIds.length === 0,
    few: sql<boolean>`SELECT "orderId" FROM (
      SELECT l."orderId" FROM "order_line" l WHERE ${isProduct}
      UNION ALL SELECT o."orderId" FROM "orders" o WHERE ${isLearner}) AS found`,
    condition: sql<boolean>`(${isLearner} OR EXISTS (
      SELECT 1 FROM "order_line" l WHERE l."orderId" = o."orderId" AND ${hasProduct}))`,
  };
}

/** Products whose title has every word, as a part of it: Chinese is not cut into words, so any part is found. */
async function productsWith(db: Database, text: string): Promise<string[]> {
  const words = text.split(/\s+/).slice(0, limits.orderSearchWordsMax);
  const { rows } = await sql<{ productId: string }>`SELECT "productId" FROM "product"
    WHERE ${allOf(words.map((word) => isLike(db, sql<boolean>`"title"`, `%${likeText(word)}%`)))}
    LIMIT ${limits.orderSearchProductsMax}`.execute(db.query);
  return rows.map(({ productId }) => productId);
}

/** A name is looked up by its beginning, as it is written. */
async function learnersNamed(db: Database, text: string): Promise<string[]> {
  const { rows } = await sql<{ learnerId: string }>`SELECT "learnerId" FROM "learner"
    WHERE ${beginsWith(db, sql<boolean>`"displayName"`, text)}
    LIMIT ${limits.orderSearchLearnersMax}`.execute(db.query);
  return rows.map(({ learnerId }) => learnerId);
}
