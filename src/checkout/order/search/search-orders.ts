import { type Database, sql } from '../../../kernel/db/database.ts';
import { limits } from '../../../kernel/limits.ts';
import type { OrderPage, OrderQuery } from '../wire.ts';
import { allOf, type Condition, conditionsOf, isOneOf, orderIdsBy } from './filters.ts';
import { findByNumber, type Meaning, meaningOf } from './meaning.ts';
import { type SearchDeps, viewFound } from './view-found.ts';

/** Which orders a page shows, newest first, and where the next begins. */
interface Found {
  readonly orderIds: readonly string[];
  readonly nextCursor: string | null;
}

/**
 * Orders that fit, newest first, in pages. The work of a page is bounded whatever is asked: what few orders fit is
 * looked up by an index; what many fit, or what no index knows, is looked for through the newest
 * `limits.orderSearchWindow` orders, and the cursor leads on from there.
 */
export async function searchOrders(deps: SearchDeps, query: OrderQuery): Promise<OrderPage> {
  const { orderIds, nextCursor } = await find(deps, query);
  return { orders: await viewFound(deps, orderIds), nextCursor };
}

async function find(deps: SearchDeps, query: OrderQuery): Promise<Found> {
  const learnerId = await learnerOf(deps, query);
  if (learnerId === null) return { orderIds: [], nextCursor: null };
  const asked = {
    ...query,
    ...(learnerId === undefined ? {} : { learnerId }),
    livemode: deps.livemode ? 1 : 0,
  };
  const conditions = conditionsOf(asked);
  if (query.text !== undefined) {
    const numbered = await findByNumber(deps.db.query, query.text);
    if (numbered.length > 0) return among(deps, query, { orderIds: numbered, conditions });
  }
  const meaning = query.text === undefined ? null : await meaningOf(deps.db, query.text);
  if (meaning?.isNothing) return { orderIds: [], nextCursor: null };
  const few = await findFew(deps.db, { query: asked, meaning });
  if (few !== null) return among(deps, query, { orderIds: few, conditions });
  return throughWindow(deps, query, meaning === null ? conditions : [...conditions, meaning.condition]);
}

/** Undefined when no learner is asked for, null when the one who is does not exist. */
async function learnerOf(
  { db, livemode }: SearchDeps,
  { learnerId, hostUserId }: OrderQuery,
): Promise<string | null | undefined> {
  if (hostUserId === undefined) return learnerId;
  const row = await db.query
    .selectFrom('learner')
    .select('learnerId')
    .where('hostUserId', '=', hostUserId)
    .where('livemode', '=', livemode ? 1 : 0)
    .executeTakeFirst();
  if (row === undefined) return null;
  return learnerId === undefined || learnerId === row.learnerId ? row.learnerId : null;
}

/** One page of orders that are known by id. */
async function among(
  { db }: SearchDeps,
  { limit }: OrderQuery,
  { orderIds, conditions }: { orderIds: readonly string[]; conditions: readonly Condition[] },
): Promise<Found> {
  if (orderIds.length === 0) return { orderIds: [], nextCursor: null };
  const rows = await orderIdsBy(
    db.query,
    sql<{ orderId: string }>`SELECT o."orderId" FROM "orders" o
      WHERE ${isOneOf(db, sql<boolean>`o."orderId"`, orderIds)} AND ${allOf(conditions)}
      ORDER BY o."orderId" DESC LIMIT ${limit + 1}`,
  );
  return pageOf(rows, limit);
}

function pageOf(rows: readonly string[], limit: number): Found {
  const orderIds = rows.slice(0, limit);
  return { orderIds, nextCursor: rows.length > limit ? (orderIds.at(-1) ?? null) : null };
}

interface Asked {
  readonly query: Parameters<typeof conditionsOf>[0];
  readonly meaning: Meaning | null;
}

/** The ids of all orders that one of the indexed conditions leaves, when they are few; null when each leaves many. */
async function findFew(db: Database, { query, meaning }: Asked): Promise<readonly string[] | null> {
  const { learnerId, currency, minMinor, maxMinor } = query;
  const hasAmount = currency !== undefined && (minMinor ?? maxMinor) !== undefined;
  const probes: readonly (Condition | false)[] = [
    meaning?.few ?? false,
    learnerId !== undefined &&
      sql<boolean>`SELECT o."orderId" FROM "orders" o WHERE o."learnerId" = ${learnerId}`,
    hasAmount &&
      sql<boolean>`SELECT o."orderId" FROM "orders" o
        WHERE o."currency" = ${currency} AND o."totalMinor" BETWEEN ${minMinor ?? 0} AND ${maxMinor ?? Number.MAX_SAFE_INTEGER}`,
  ];
  for (const probe of probes) {
    if (probe === false) continue;
    const ids = await orderIdsBy(
      db.query,
      sql<{ orderId: string }>`${probe} LIMIT ${limits.orderSearchFewMax + 1}`,
    );
    if (ids.length <= limits.orderSearchFewMax) return ids;
  }
  return null;
}

/** Looks through the newest orders before the cursor, a bounded number of them. */
async function throughWindow(
  { db }: SearchDeps,
  { cursor, limit }: OrderQuery,
  conditions: readonly Condition[],
): Promise<Found> {
  const before = cursor === undefined ? sql`` : sql`WHERE "orderId" < ${cursor}`;
  const [last] = await orderIdsBy(
    db.query,
    sql<{ orderId: string }>`SELECT "orderId" FROM "orders" ${before}
      ORDER BY "orderId" DESC LIMIT 1 OFFSET ${limits.orderSearchWindow - 1}`,
  );
  const from = last === undefined ? [] : [sql<boolean>`o."orderId" >= ${last}`];
  const rows = await orderIdsBy(
    db.query,
    sql<{ orderId: string }>`SELECT o."orderId" FROM "orders" o
      WHERE ${allOf([...conditions, ...from])} ORDER BY o."orderId" DESC LIMIT ${limit + 1}`,
  );
  const page = pageOf(rows, limit);
  return page.nextCursor === null && last !== undefined ? { ...page, nextCursor: last } : page;
}
