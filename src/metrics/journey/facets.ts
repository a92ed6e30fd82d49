import type { Session } from '../warehouse/session.ts';
import { ALLOWED, CODED, sideOf } from './dimension.ts';
import type { ChainsPlan } from './plan-chains.ts';
import type { IsWanted } from './walk-trail.ts';
import type { Dimension } from './wire.ts';

const SOURCES = {
  facet: '"facet"',
  content: '"content" LEFT JOIN "product" ON "product"."productId" = "content"."productId"',
} as const;

function valueSql(dimension: Dimension): string {
  if (dimension === 'content') return '"content"."productId"';
  return dimension === 'kind' ? '"product"."kind"' : `"facet"."${dimension}"`;
}

/** Writes down which circumstances and products pass the filters. An event without a product is judged by the rest. */
export async function allowEvents(session: Session, plan: ChainsPlan): Promise<IsWanted> {
  if (!plan.isFiltered) return () => true;
  const judges: IsWanted[] = [];
  for (const side of plan.judgedBy) {
    const ids = await allow(session, plan, side);
    judges.push(
      side === 'facet'
        ? (facetId) => ids.has(facetId)
        : (_facetId, contentId) => contentId === 0 || ids.has(contentId),
    );
  }
  return (facetId, contentId) => judges.every((isAllowed) => isAllowed(facetId, contentId));
}

async function allow(
  session: Session,
  { question }: ChainsPlan,
  side: 'facet' | 'content',
): Promise<ReadonlySet<number>> {
  const values: Record<string, string> = {};
  const conditions = ['true'];
  for (const [dimension, wanted] of Object.entries(question.filters)) {
    if (sideOf(dimension as Dimension) !== side) continue;
    const names = wanted.map((one) => {
      const name = `f${Object.keys(values).length}`;
      values[name] = one;
      return `$${name}`;
    });
    const value = valueSql(dimension as Dimension);
    conditions.push(`(${value} IS NULL OR ${value} IN (${names.join(', ')}))`);
  }
  await session.run(
    `CREATE OR REPLACE TEMP TABLE "${ALLOWED[side]}" AS SELECT "${side}Id" AS "id" FROM ${SOURCES[side]} WHERE ${conditions.join(' AND ')}`,
    values,
  );
  const rows = await session.rows(`SELECT "id" FROM "${ALLOWED[side]}"`);
  return new Set(rows.map((row) => Number(row['id'])));
}

export interface CodedValues {
  /** The values by number. */
  readonly values: readonly string[];
  /** Whether every entry knows the dimension, so that no later event has to be asked. */
  readonly isKnownAtEntry: boolean;
}

/** Numbers a dimension's values into a temporary table (id of the facet or product, number); tells the values by number. */
export async function codeValues(
  session: Session,
  plan: ChainsPlan,
  dimension: Dimension,
): Promise<CodedValues> {
  const side = sideOf(dimension);
  const value = valueSql(dimension);
  await session.run(`CREATE OR REPLACE TEMP TABLE "${CODED}" AS
    SELECT "${side}Id" AS "id", ${value} AS "value", (dense_rank() OVER (ORDER BY ${value}) - 1)::INTEGER AS "code"
    FROM ${SOURCES[side]} WHERE ${value} IS NOT NULL`);
  const rows = await session.rows(`SELECT DISTINCT "code", "value" FROM "${CODED}" ORDER BY "code"`);
  const [unknown] = await session.rows(
    `SELECT count(*) AS "count" FROM ${SOURCES[side]} WHERE ${value} IS NULL`,
  );
  const [entry] = plan.question.steps;
  const hasSide = side === 'facet' || (entry !== 'asked' && entry !== 'handedOff');
  return {
    values: rows.map((row) => String(row['value'])),
    isKnownAtEntry: hasSide && Number(unknown?.['count'] ?? 0) === 0,
  };
}
