import type { Row, Session } from '../warehouse/session.ts';
import { CODED } from './dimension.ts';
import { type Chains, places } from './plan-chains.ts';

/** Counts of each step by key: the number of a value, a minute of entry, or null where no event knows it. */
export type CountsByCode = ReadonlyMap<number | null, readonly number[]>;

/** How many came to each step, by the question's breakdown. */
export async function countByCode(
  session: Session,
  plan: Chains,
  isKnownAtEntry = false,
): Promise<CountsByCode> {
  if (plan.side !== null && plan.question.attribution === 'step') return countStepsApart(session, plan);
  const asked = isKnownAtEntry && plan.question.attribution === 'first' ? [1] : deciding(plan);
  const rows = await session.rows(`SELECT ${codeSql(plan, asked)} AS "group", "level", count(*) AS "count"
    FROM ${attributed(plan, asked)} GROUP BY "group", "level"`);
  const counts = new Map<number | null, number[]>();
  for (const row of rows) {
    const own = countsAt(counts, codeOf(row['group']), plan);
    // Who came far came to every step before.
    for (let place = 0; place < Number(row['level']); place += 1)
      own[place] = (own[place] ?? 0) + Number(row['count']);
  }
  return counts;
}

function countsAt(counts: Map<number | null, number[]>, code: number | null, plan: Chains): number[] {
  const own = counts.get(code) ?? places(plan).map(() => 0);
  counts.set(code, own);
  return own;
}

/** Which journeys stand behind a number. */
export interface Page {
  /** The number of the row's value; null for the row without one; undefined for all rows. */
  readonly code: number | null | undefined;
  readonly step: number;
  readonly isDropped: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** Journeys that came to a step, or no further, and stand in a row of the breakdown when one is named. */
export async function pageChains(
  session: Session,
  plan: Chains,
  { step, code, isDropped, offset, limit }: Page,
): Promise<{ total: number; rows: Row[] }> {
  const isStep = plan.side !== null && plan.question.attribution === 'step';
  const from = isStep ? stepCoded(plan, step) : attributed(plan, deciding(plan));
  const own = isStep ? '"d"."code"' : codeSql(plan, deciding(plan));
  const conditions = [
    isDropped ? `"level" = ${step}` : `"level" >= ${step}`,
    ...(code === undefined ? [] : [`${own} IS NOT DISTINCT FROM ${code === null ? 'NULL' : code}`]),
  ];
  const source = `FROM ${from} WHERE ${conditions.join(' AND ')}`;
  const [count] = await session.rows(`SELECT count(*) AS "count" ${source}`);
  const times = places(plan).map((place) => `"t${place}"`);
  const rows =
    await session.rows(`SELECT "journey"."unitKey", "journey"."learnerKey", "level", ${times.join(', ')}
    FROM (SELECT "chain".* ${source} ORDER BY "t1", "chain"."unit" LIMIT ${limit} OFFSET ${offset}) AS "page"
    JOIN "${plan.table}" AS "journey" ON "journey"."rowid" = "page"."unit" ORDER BY "t1", "page"."unit"`);
  return { total: Number(count?.['count'] ?? 0), rows };
}

function codeOf(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}

/** The row of a journey: decided by the first or the last of its events that knows the dimension. */
function codeSql(plan: Chains, asked: readonly number[]): string {
  if (plan.question.breakdown === 'none') return '0';
  if (plan.side === null) return '"t1" // 60000';
  return `coalesce(${asked
    .map((place) => `CASE WHEN "level" >= ${place} THEN "d${place}"."code" END`)
    .join(', ')}, NULL)`;
}

function deciding(plan: Chains): number[] {
  return plan.question.attribution === 'first' ? places(plan) : places(plan).toReversed();
}

function attributed(plan: Chains, asked: readonly number[]): string {
  const joins = (plan.side === null ? [] : asked).map(
    (place) => `LEFT JOIN "${CODED}" AS "d${place}" ON "d${place}"."id" = "chain"."c${place}"`,
  );
  return `${plan.rows} AS "chain" ${joins.join(' ')}`;
}

const stepCoded = (plan: Chains, place: number): string =>
  `${plan.rows} AS "chain" LEFT JOIN "${CODED}" AS "d" ON "d"."id" = "chain"."c${place}"`;

async function countStepsApart(session: Session, plan: Chains): Promise<CountsByCode> {
  const counts = new Map<number | null, number[]>();
  for (const place of places(plan)) {
    const rows = await session.rows(
      `SELECT "code", count(*) AS "count" FROM ${stepCoded(plan, place)} WHERE "level" >= ${place} GROUP BY "code"`,
    );
    for (const row of rows) {
      const own = countsAt(counts, codeOf(row['code']), plan);
      own[place - 1] = Number(row['count']);
    }
  }
  return counts;
}
