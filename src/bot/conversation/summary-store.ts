import { type Queries, sql } from '../../kernel/db/database.ts';
import { prepared } from '../../kernel/db/prepared.ts';

export interface SummaryRow {
  readonly conversationId: string;
  readonly status: string;
  readonly owner: string;
  readonly updatedAtMs: number;
  readonly unread: number;
  /** The content of the learner's first message. */
  readonly first: string | null;
  readonly last: string;
  readonly lastSender: string;
  readonly lastAtMs: number;
}

interface SummariesOf {
  readonly learnerId: string;
  readonly limit: number;
  readonly unreadMax: number;
}

/** A learner's threads, those written in last first; an erased one has nothing to show. */
export const summariesOf: (db: Queries, values: SummariesOf) => Promise<SummaryRow[]> = prepared(
  // Each part goes a step or two along the index of places: how long a thread is does not matter.
  (_db, { learnerId, limit, unreadMax }: SummariesOf) => sql<SummaryRow>`
    SELECT thread."conversationId", thread."status", thread."owner", thread."updatedAtMs",
      last."content" AS "last", last."sender" AS "lastSender", last."createdAtMs" AS "lastAtMs",
      (SELECT "content" FROM "activity" WHERE "conversationId" = thread."conversationId" AND "sender" = 'learner'
        ORDER BY "seq" LIMIT 1) AS "first",
      (SELECT COUNT(*) FROM (SELECT "seq" FROM "activity" WHERE "conversationId" = thread."conversationId"
        AND "seq" > COALESCE(mark."readSeq", 0) AND "sender" <> 'learner' AND "type" = 'message'
        ORDER BY "seq" LIMIT ${unreadMax}) AS unseen) AS "unread"
    FROM "conversation" AS thread
    LEFT JOIN "read_mark" AS mark ON mark."conversationId" = thread."conversationId"
    JOIN "activity" AS last ON last."conversationId" = thread."conversationId" AND last."seq" =
      (SELECT "seq" FROM "activity" WHERE "conversationId" = thread."conversationId" AND "type" = 'message'
        ORDER BY "seq" DESC LIMIT 1)
    WHERE thread."learnerId" = ${learnerId}
    ORDER BY thread."updatedAtMs" DESC, thread."conversationId" DESC
    LIMIT ${limit}`,
);
