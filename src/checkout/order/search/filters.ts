import { type Engine, type Queries, sql } from '../../../kernel/db/database.ts';
import type { OrderQuery } from '../wire.ts';

/** A condition on the table of orders, which every statement here calls `o`. */
export type Condition = ReturnType<typeof sql<boolean>>;

type Plain = Pick<
  OrderQuery,
  'learnerId' | 'status' | 'currency' | 'minMinor' | 'maxMinor' | 'fromMs' | 'untilMs' | 'cursor'
> & { readonly livemode: number };

/** The conditions on an order's own columns. */
export function conditionsOf(query: Plain): Condition[] {
  const { learnerId, status, currency, minMinor, maxMinor, fromMs, untilMs, cursor } = query;
  const given: readonly (Condition | false)[] = [
    sql<boolean>`o."livemode" = ${query.livemode}`,
    learnerId !== undefined && sql<boolean>`o."learnerId" = ${learnerId}`,
    status !== undefined && sql<boolean>`o."status" = ${status}`,
    currency !== undefined && sql<boolean>`o."currency" = ${currency}`,
    minMinor !== undefined && sql<boolean>`o."totalMinor" >= ${minMinor}`,
    maxMinor !== undefined && sql<boolean>`o."totalMinor" <= ${maxMinor}`,
    fromMs !== undefined && sql<boolean>`o."createdAtMs" >= ${fromMs}`,
    untilMs !== undefined && sql<boolean>`o."createdAtMs" < ${untilMs}`,
    cursor !== undefined && sql<boolean>`o."orderId" < ${cursor}`,
  ];
  return given.filter((condition) => condition !== false);
}

export function allOf(conditions: readonly Condition[]): Condition {
  return sql<boolean>`${sql.join([...conditions], sql` AND `)}`;
}

/** Text for LIKE in which nothing is a wildcard but what we add. The escape sign is a backslash. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

interface Engined {
  readonly engine: Engine;
}

/** Case does not matter: SQLite's LIKE ignores it for Latin letters, PostgreSQL has a word of its own. */
export function isLike(db: Engined, column: Condition, pattern: string): Condition {
  return db.engine === 'sqlite'
    ? sql<boolean>`${column} LIKE ${pattern} ESCAPE '\\'`
    : sql<boolean>`${column} ILIKE ${pattern} ESCAPE '\\'`;
}

/** Text that begins so, as it is written: by the index of the column on both engines. */
export function beginsWith(db: Engined, column: Condition, text: string): Condition {
  return db.engine === 'sqlite'
    ? sql<boolean>`${column} >= ${text} AND ${column} < ${`${text}\u{10ffff}`}`
    : sql<boolean>`${column} LIKE ${`${likeText(text)}%`} ESCAPE '\\'`;
}

/** One parameter however many values, so that the statement stays the same. */
export function isOneOf(db: Engined, column: Condition, values: readonly string[]): Condition {
  return db.engine === 'sqlite'
    ? sql<boolean>`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`
    : sql<boolean>`${column} = ANY(${[...values]}::text[])`;
}

export async function orderIdsBy(
  db: Queries,
  statement: ReturnType<typeof sql<{ orderId: string }>>,
): Promise<string[]> {
  const { rows } = await statement.execute(db);
  return rows.map(({ orderId }) => orderId);
}
