import type { Session } from '../warehouse/session.ts';

/** Learners who first paid in one month or week. */
export interface Cohort {
  /** The first day of it. */
  readonly start: string;
  readonly learners: number;
  /** How many of them paid in the first, second … after it. */
  readonly paidAgain: number[];
}

/** The last twelve months or weeks of first payments, and who paid again in each since. Weeks begin on Mondays. */
export async function cohortsBy(
  session: Session,
  unit: 'month' | 'week',
  { timeZone, today }: { readonly timeZone: string; readonly today: string },
): Promise<Cohort[]> {
  const rows = await session.rows(
    `SELECT "cohort", "later", count(*) AS "count", date_diff('${unit}', "cohort"::DATE, $today::DATE) AS "age"
      FROM (${paidAgainSql(unit)}) GROUP BY ALL ORDER BY ALL`,
    { timeZone, today },
  );
  const starts = [...new Set(rows.map((row) => String(row['cohort'])))].slice(-12);
  return starts.map((start) => {
    const ofStart = rows.filter((row) => row['cohort'] === start);
    const own = new Map(ofStart.map((row) => [Number(row['later']), Number(row['count'])]));
    // A month or week in which nobody came back is none to come: it counts 0, the present one too.
    const last = Math.max(Number(ofStart[0]?.['age'] ?? 0), ...own.keys());
    return {
      start,
      learners: own.get(0) ?? 0,
      paidAgain: Array.from({ length: last }, (_, place) => own.get(place + 1) ?? 0),
    };
  });
}

/** One row per learner and month or week with a payment: the first day of the first one, and how many later this is. */
export function paidAgainSql(unit: 'month' | 'week'): string {
  const local = 'timezone($timeZone, make_timestamptz("atMs" * 1000))';
  return `SELECT "learnerKey", strftime("first", '%Y-%m-%d') AS "cohort", date_diff('${unit}', "first", "paidIn") AS "later"
    FROM (SELECT *, min("paidIn") OVER (PARTITION BY "learnerKey") AS "first" FROM (
      SELECT DISTINCT "learnerKey", date_trunc('${unit}', ${local}) AS "paidIn" FROM "sale" WHERE "learnerKey" IS NOT NULL))`;
}
