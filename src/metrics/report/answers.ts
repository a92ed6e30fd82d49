import type { Session } from '../warehouse/session.ts';
import type { FiguresView } from './wire.ts';

/**
 * How long learners waited for an answer, by who gave it: from the first of their messages that nobody had answered to
 * the next one that is not theirs. Notices of the house answer nothing.
 */
export async function answersOf(session: Session, inside: string): Promise<FiguresView['answers']> {
  const rows = await session.rows(`
    WITH "said" AS (
      SELECT "conversationKey", "seq", "atMs", "sender",
        lag("sender") OVER (PARTITION BY "conversationKey" ORDER BY "seq") AS "before"
      FROM "message" WHERE "sender" IN ('learner', 'bot', 'agent')
    ), "turns" AS (
      SELECT "sender", "atMs", lead("sender") OVER "next" AS "by", lead("atMs") OVER "next" - "atMs" AS "waitMs"
      FROM "said" WHERE ("sender" = 'learner') IS DISTINCT FROM ("before" = 'learner')
      WINDOW "next" AS (PARTITION BY "conversationKey" ORDER BY "seq")
    )
    SELECT "by", count(*) AS "count", quantile_disc(greatest("waitMs", 0), 0.5) AS "median",
      quantile_disc(greatest("waitMs", 0), 0.95) AS "p95"
    FROM "turns" WHERE "sender" = 'learner' AND "by" IS NOT NULL AND ${inside} GROUP BY "by" ORDER BY "by" DESC`);
  return rows.map((row) => ({
    sender: row['by'] === 'agent' ? 'agent' : 'bot',
    count: Number(row['count']),
    medianMs: Number(row['median']),
    p95Ms: Number(row['p95']),
  }));
}
