import { readTopics } from '../../recommend/index.ts';
import type { Session } from '../warehouse/session.ts';
import type { FiguresView } from './wire.ts';

const GAPS_MAX = 50;

const topics = readTopics();

/** Subjects of questions that found nothing, or only what touches them, with the wishes that were in the way. */
export async function gapsOf(session: Session, inside: string): Promise<FiguresView['gaps']> {
  const rows = await session.rows(`
    SELECT "topicId", count(*) AS "asked", count(*) FILTER ("strategy" = 'none') AS "nothing",
      count(*) FILTER ("strategy" = 'near') AS "near",
      list_sort(list_distinct(flatten(list(coalesce("unmet", []) || coalesce("relaxed", []))))) AS "wishes"
    FROM (SELECT *, unnest("topicIds") AS "topicId" FROM "recommendation" WHERE ${inside})
    GROUP BY "topicId" HAVING "nothing" + "near" > 0 ORDER BY "nothing" DESC, "near" DESC, "topicId" LIMIT ${GAPS_MAX}`);
  return rows.map((row) => ({
    topicId: String(row['topicId']),
    name: topics.get(String(row['topicId']))?.name ?? null,
    asked: Number(row['asked']),
    nothing: Number(row['nothing']),
    near: Number(row['near']),
    unmet: (row['wishes'] as { items: readonly unknown[] }).items.map(String),
  }));
}
