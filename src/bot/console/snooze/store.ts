import type { Queries, Tx } from '../../../kernel/db/database.ts';
import type { ConversationSnooze } from '../../../kernel/db/tables.ts';

/** Sleeps until then; another snooze takes the place of the first. */
export async function saveSnooze(tx: Tx, row: ConversationSnooze): Promise<void> {
  const { conversationId: _key, ...change } = row;
  await tx
    .insertInto('conversation_snooze')
    .values(row)
    .onConflict((conflict) => conflict.column('conversationId').doUpdateSet(change))
    .execute();
}

/** False when it was awake. */
export async function deleteSnooze(tx: Tx, conversationId: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('conversation_snooze')
    .where('conversationId', '=', conversationId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** The threads of these that sleep at `nowMs`: what is due, or was written to, is awake whether the job saw it or not. */
export async function findSnoozed(
  queries: Queries,
  { conversationIds, nowMs }: { conversationIds: readonly string[]; nowMs: number },
): Promise<ReadonlyMap<string, ConversationSnooze>> {
  if (conversationIds.length === 0) return new Map();
  const rows = await queries
    .selectFrom('conversation_snooze')
    .selectAll()
    .where('conversationId', 'in', conversationIds)
    .where('untilMs', '>', nowMs)
    .execute();
  const written = new Set(await findWrittenTo(queries, rows));
  return new Map(
    rows.filter((row) => !written.has(row.conversationId)).map((row) => [row.conversationId, row]),
  );
}

/** Threads whose sleep is over: in time, or because the learner wrote. */
export async function findAwake(queries: Queries, nowMs: number): Promise<string[]> {
  const rows = await queries
    .selectFrom('conversation_snooze')
    .innerJoin('conversation', 'conversation.conversationId', 'conversation_snooze.conversationId')
    .select(['conversation_snooze.conversationId', 'conversation_snooze.afterSeq'])
    .select(['conversation_snooze.untilMs', 'conversation.lastSeq'])
    .execute();
  const due = rows.filter(({ untilMs }) => untilMs <= nowMs);
  const moved = rows.filter(({ untilMs, lastSeq, afterSeq }) => untilMs > nowMs && lastSeq > afterSeq);
  return [...due.map(({ conversationId }) => conversationId), ...(await findWrittenTo(queries, moved))];
}

/** Those of the snoozes whose learner has written since: a rating of the talk before is no wish of theirs. */
async function findWrittenTo(
  queries: Queries,
  snoozes: readonly Pick<ConversationSnooze, 'conversationId' | 'afterSeq'>[],
): Promise<string[]> {
  const found: string[] = [];
  for (const { conversationId, afterSeq } of snoozes) {
    const message = await queries
      .selectFrom('activity')
      .select('seq')
      .where('conversationId', '=', conversationId)
      .where('seq', '>', afterSeq)
      .where('sender', '=', 'learner')
      .where('type', '=', 'message')
      .limit(1)
      .executeTakeFirst();
    if (message !== undefined) found.push(conversationId);
  }
  return found;
}
