import type { Session } from '../warehouse/session.ts';
import { newcombe, sampleRatioP, wilson } from './intervals.ts';
import type { FiguresView } from './wire.ts';

/** Impressions with what came of them. */
export const OUTCOMES = `SELECT "impression".*, "impressionKey" IN (SELECT "impressionKey" FROM "click") AS "isClicked",
  "impressionKey" IN (SELECT "impressionKey" FROM "line" WHERE "kind" = 5 AND "impressionKey" IS NOT NULL) AS "isPaid"
  FROM "impression"`;

/** A conversation or, outside of one, a learner is exposed once to an experiment, to the variant it was shown first. */
export function exposedSql(inside: string): string {
  return `SELECT coalesce("conversationKey", "learnerKey"::UBIGINT) AS "unit", "experimentId", arg_min("variant", "position") AS "variant",
      any_value("conversationKey") AS "conversationKey", any_value("learnerKey") AS "learnerKey", min("atMs") AS "atMs",
      bool_or("isPaid") AS "isPaid"
    FROM (${OUTCOMES}) WHERE ${inside} AND "variant" IS NOT NULL GROUP BY "unit", "experimentId"`;
}

/** Conversion by variant, with what it differs from the first one. */
export async function variantsOf(
  session: Session,
  inside: string,
): Promise<Pick<FiguresView, 'experiments' | 'sampleRatioP'>> {
  const rows =
    await session.rows(`SELECT "experimentId", "variant", count(*) AS "shown", count(*) FILTER ("isPaid") AS "paid"
    FROM (${exposedSql(inside)}) GROUP BY ALL ORDER BY "experimentId", "variant"`);
  const counted = rows.map((row) => ({
    experimentId: row['experimentId'] === null ? null : String(row['experimentId']),
    variant: String(row['variant']),
    shown: Number(row['shown']),
    paid: Number(row['paid']),
  }));
  const latest = counted.at(-1)?.experimentId;
  const ofLatest = counted.filter(({ experimentId }) => experimentId === latest);
  return {
    experiments: counted.map((one) => {
      const first = counted.find(({ experimentId }) => experimentId === one.experimentId);
      const base = first === undefined || first === one ? null : wilson(first.paid, first.shown);
      const conversion = wilson(one.paid, one.shown);
      const difference = base === null || conversion === null ? null : newcombe(base, conversion);
      return { ...one, conversion, difference };
    }),
    sampleRatioP: sampleRatioP(ofLatest.map(({ shown }) => shown)),
  };
}
