import type { Row, Session } from '../warehouse/session.ts';
import { CODED, type Coded } from './facets.ts';
import { type ChainsPlan, places } from './plan-chains.ts';

/** Counts of each step by key: the number of a value, a minute of entry, or null where no event knows it. */
export type CountsByCode = ReadonlyMap<number | null, readonly number[]>;

/** How many came to each step. `chains` is SQL with a row per journey. */
export async function countByCode(
  session: Session,
  plan: ChainsPlan,
  { chains, coded }: { readonly chains: string; readonly coded: Coded | 'minute' | null },
): Promise<CountsByCode> {
  if (coded !== null && coded !== 'minute' && plan.question.attribution === 'step') {
    return countStepsApart(session, plan, chains);
  }
  const counts = places(plan).map((place) => `count(*) FILTER ("level" >= ${place}) AS "n${place}"`);
  const rows = await session.rows(`SELECT ${codeSql(plan, coded)} AS "group", ${counts.join(', ')}
    FROM ${attributed(plan, chains, coded)} GROUP BY "group"`);
  return new Map(
    rows.map((row) => [codeOf(row['group']), places(plan).map((place) => Number(row[`n${place}`]))]),
  );
}

/** Journeys that came to a step, or no further, and stand in a row of the breakdown when one is named. */
export async function pageChains(
  session: Session,
  plan: ChainsPlan,
  page: {
    readonly chains: string;
    readonly coded: Coded | null;
    /** The number of the row's value; null for the row without one; undefined for all rows. */
    readonly code: number | null | undefined;
    readonly step: number;
    readonly isDropped: boolean;
    readonly offset: number;
    readonly limit: number;
  },
): Promise<{ total: number; rows: Row[] }> {
  const { step, code, coded } = page;
  const isStep = plan.question.attribution === 'step' && coded !== null;
  const from = isStep
    ? `(${page.chains}) AS "chain" LEFT JOIN "${CODED}" AS "d" ON "d"."facetId" = "c${step}"`
    : attributed(plan, page.chains, coded);
  const own = isStep ? '"d"."code"' : codeSql(plan, coded);
  const conditions = [
    page.isDropped ? `"level" = ${step}` : `"level" >= ${step}`,
    ...(code === undefined ? [] : [`${own} IS NOT DISTINCT FROM ${code === null ? 'NULL' : code}`]),
  ];
  const source = `FROM ${from} WHERE ${conditions.join(' AND ')}`;
  const [count] = await session.rows(`SELECT count(*) AS "count" ${source}`);
  const times = places(plan).map((place) => `"chain"."t${place}"`);
  const rows =
    await session.rows(`SELECT "chain"."unitKey", "chain"."learnerKey", "level", ${times.join(', ')} ${source}
    ORDER BY "t1", "chain"."unitKey" LIMIT ${page.limit} OFFSET ${page.offset}`);
  return { total: Number(count?.['count'] ?? 0), rows };
}

function codeOf(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function codeSql({ question }: ChainsPlan, coded: Coded | 'minute' | null): string {
  if (coded === null) return '0';
  if (coded === 'minute') return '"t1" // 60000';
  const ordered = codeOrder(question.attribution, coded);
  const parts = ordered.map((place) => `CASE WHEN "level" >= ${place} THEN "d${place}"."code" END`);
  return parts.length === 0 ? 'NULL::INTEGER' : `coalesce(${parts.join(', ')}, NULL)`;
}

/**
 * The steps that may decide a journey's row, the first to be asked first. None beyond one that always knows and was
 * surely reached; that is only the entry.
 */
function codeOrder(attribution: string, { known, always }: Coded): readonly number[] {
  if (attribution === 'first') return always.includes(1) ? [1] : known;
  return known.toReversed();
}

function attributed({ question }: ChainsPlan, chains: string, coded: Coded | 'minute' | null): string {
  if (coded === null || coded === 'minute') return `(${chains}) AS "chain"`;
  const joins = codeOrder(question.attribution, coded).map(
    (place) => `LEFT JOIN "${CODED}" AS "d${place}" ON "d${place}"."facetId" = "chain"."c${place}"`,
  );
  return `(${chains}) AS "chain" ${joins.join(' ')}`;
}

async function countStepsApart(session: Session, plan: ChainsPlan, chains: string): Promise<CountsByCode> {
  const counts = new Map<number | null, number[]>();
  for (const place of places(plan)) {
    const rows = await session.rows(`SELECT "code", count(*) AS "count" FROM (${chains}) AS "chain"
      LEFT JOIN "${CODED}" AS "d" ON "d"."facetId" = "c${place}" WHERE "level" >= ${place} GROUP BY "code"`);
    for (const row of rows) {
      const code = codeOf(row['code']);
      const own = counts.get(code) ?? places(plan).map(() => 0);
      own[place - 1] = Number(row['count']);
      counts.set(code, own);
    }
  }
  return counts;
}
