import type { Session } from '../warehouse/session.ts';
import type { FiguresView } from './wire.ts';
import { Segment } from './wire.ts';

const DAY_MS = 86_400_000;

/**
 * Learners who have paid until an instant, by recency, frequency and amount: marks 1 to 5 by the share of learners who are
 * behind, equal ones alike. The amount is net of refunds and compared within the currency most was paid in, since
 * nothing is converted.
 */
export async function segmentsOf(session: Session, untilMs: number): Promise<FiguresView['segments']> {
  const mark = (order: string, partition = '') =>
    `least(5, 1 + floor(5 * percent_rank() OVER (${partition} ORDER BY ${order})))`;
  const rows = await session.rows(`
    WITH "net" AS (
      SELECT "sale"."learnerKey", "sale"."currency", count(*) AS "count", max("sale"."atMs") AS "lastMs",
        sum("sale"."amountMinor" - coalesce("back"."amountMinor", 0)) AS "netMinor"
      FROM "sale" LEFT JOIN (SELECT "paymentId", sum("amountMinor") AS "amountMinor" FROM "refund" WHERE "atMs" < ${untilMs} GROUP BY ALL)
        AS "back" ON "back"."paymentId" = "sale"."paymentId"
      WHERE "sale"."atMs" < ${untilMs} AND "sale"."learnerKey" IS NOT NULL GROUP BY ALL
    ), "learner" AS (
      SELECT "learnerKey", sum("count") AS "count", max("lastMs") AS "lastMs", arg_max("currency", "netMinor") AS "currency",
        max("netMinor") AS "netMinor" FROM "net" GROUP BY ALL
    ), "marked" AS (
      SELECT *, (${untilMs} - "lastMs") // ${DAY_MS} AS "days", ${mark('"lastMs"')} AS "r", ${mark('"count"')} AS "f",
        ${mark('"netMinor"', 'PARTITION BY "currency"')} AS "m" FROM "learner"
    )
    SELECT CASE WHEN "r" >= 4 AND "f" >= 4 AND "m" >= 4 THEN 'best' WHEN "r" >= 3 AND "f" >= 4 THEN 'loyal'
        WHEN "r" >= 3 AND "m" = 5 THEN 'spending' WHEN "r" >= 4 AND "count" = 1 THEN 'new'
        WHEN "r" <= 2 AND ("f" >= 4 OR "m" >= 4) THEN 'slipping' WHEN "r" = 1 THEN 'gone' ELSE 'others' END AS "segment",
      count(*) AS "learners", sum("count")::BIGINT AS "purchases", quantile_disc("days", 0.5) AS "days"
    FROM "marked" GROUP BY "segment"`);
  return Segment.options.flatMap((segment) =>
    rows
      .filter((row) => row['segment'] === segment)
      .map((row) => ({
        segment,
        learners: Number(row['learners']),
        purchases: Number(row['purchases']),
        daysSinceMedian: Number(row['days']),
      })),
  );
}
