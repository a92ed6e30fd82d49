import type { Session } from '../warehouse/session.ts';
import type { ChainsPlan } from './plan-chains.ts';
import { ALLOWED } from './plan-chains.ts';
import type { Dimension } from './wire.ts';

/** A value of a dimension, in SQL over `facet` and `product`. */
const valueSql = (dimension: Dimension): string =>
  dimension === 'kind' ? '"product"."kind"' : `"facet"."${dimension}"`;

const FACETS = '"facet" LEFT JOIN "product" ON "product"."productId" = "facet"."content"';

/** Writes down which facets pass the filters, and tells them by id. */
export async function allowFacets(
  session: Session,
  { question }: ChainsPlan,
): Promise<(facetId: number) => boolean> {
  const values: Record<string, string> = {};
  const conditions = Object.entries(question.filters).map(([dimension, wanted], number) => {
    const value = valueSql(dimension as Dimension);
    const names = wanted.map((one, place) => {
      values[`f${number}_${place}`] = one;
      return `$f${number}_${place}`;
    });
    return `(${value} IS NULL OR ${value} IN (${names.join(', ')}))`;
  });
  await session.run(
    `CREATE OR REPLACE TEMP TABLE "${ALLOWED}" AS SELECT "facetId" FROM ${FACETS} WHERE ${conditions.join(' AND ')}`,
    values,
  );
  const rows = await session.rows(`SELECT "facetId" FROM "${ALLOWED}"`);
  const allowed = new Set(rows.map((row) => Number(row['facetId'])));
  return (facetId) => allowed.has(facetId);
}

/** The values of a dimension by number, and for each facet the number of its value. */
export interface Coded {
  readonly values: readonly string[];
  /** The steps, from 1, whose events may know the dimension, and those whose events always do. */
  readonly known: readonly number[];
  readonly always: readonly number[];
}

export const CODED = 'coded_facet';

/** Numbers a dimension's values into a temporary table (facet, number), so that rows are counted by number. */
export async function codeFacets(session: Session, plan: ChainsPlan, dimension: Dimension): Promise<Coded> {
  const value = valueSql(dimension);
  await session.run(`CREATE OR REPLACE TEMP TABLE "${CODED}" AS
    SELECT "facetId", "step", ${value} AS "value", (dense_rank() OVER (ORDER BY ${value}) - 1)::INTEGER AS "code"
    FROM ${FACETS} WHERE ${value} IS NOT NULL`);
  const values = await session.rows(`SELECT DISTINCT "code", "value" FROM "${CODED}" ORDER BY "code"`);
  const steps = await session.rows(
    `SELECT "step", count(*) AS "all", count(${value}) AS "known" FROM ${FACETS} GROUP BY "step"`,
  );
  const byKind = new Map(steps.map((row) => [Number(row['step']), row]));
  const placesWhere = (is: (row: (typeof steps)[number] | undefined) => boolean): number[] =>
    plan.kinds.flatMap((kind, place) => (is(byKind.get(kind)) ? [place + 1] : []));
  return {
    values: values.map((row) => String(row['value'])),
    known: placesWhere((row) => Number(row?.['known'] ?? 0) > 0),
    always: placesWhere((row) => row !== undefined && row['known'] === row['all']),
  };
}
