import { type Queries, sql, type Tx } from '../../kernel/db/database.ts';
import { prepared } from '../../kernel/db/prepared.ts';
import type { ReadMarks } from './wire.ts';

const markByConversation = prepared((db, { conversationId }: { conversationId: string }) =>
  db
    .selectFrom('read_mark')
    .select(['deliveredSeq', 'readSeq', 'agentReadSeq'])
    .where('conversationId', '=', conversationId),
);

export async function findMarks(queries: Queries, conversationId: string): Promise<ReadMarks | undefined> {
  const [row] = await markByConversation(queries, { conversationId });
  return row;
}

export interface MarkWrite extends ReadMarks {
  readonly conversationId: string;
  readonly nowMs: number;
}

/** The marks as they are now; nothing when they were as far already, or there is no such conversation. */
export async function raiseMarks(tx: Tx, write: MarkWrite): Promise<ReadMarks | undefined> {
  const [row] = await raised(tx, write);
  return row;
}

/** Nobody has read what is not written yet: a mark ends at the conversation's last place. */
const raised = prepared((_db, mark: MarkWrite) => {
  const upTo = (seq: number) => sql`CASE WHEN "lastSeq" < ${seq} THEN "lastSeq" ELSE ${seq} END`;
  const further = (name: keyof ReadMarks) => {
    const [came, known] = [sql.ref(`excluded.${name}`), sql.ref(`read_mark.${name}`)];
    return sql`CASE WHEN ${came} > ${known} THEN ${came} ELSE ${known} END`;
  };
  return sql<ReadMarks>`
    INSERT INTO "read_mark" ("conversationId", "deliveredSeq", "readSeq", "agentReadSeq", "updatedAtMs")
    SELECT "conversationId", ${upTo(mark.deliveredSeq)}, ${upTo(mark.readSeq)}, ${upTo(mark.agentReadSeq)}, ${mark.nowMs}
    FROM "conversation" WHERE "conversationId" = ${mark.conversationId}
    ON CONFLICT ("conversationId") DO UPDATE SET
      "deliveredSeq" = ${further('deliveredSeq')},
      "readSeq" = ${further('readSeq')},
      "agentReadSeq" = ${further('agentReadSeq')},
      "updatedAtMs" = excluded."updatedAtMs"
    WHERE excluded."deliveredSeq" > "read_mark"."deliveredSeq"
      OR excluded."readSeq" > "read_mark"."readSeq"
      OR excluded."agentReadSeq" > "read_mark"."agentReadSeq"
    RETURNING "deliveredSeq", "readSeq", "agentReadSeq"`;
});
