import { type Database, hasOneWriter, type Queries, sql, type Tx } from '../../../kernel/db/database.ts';

/** Ids that end where notices about money begin: those are found by their orders. */
const LAST_ID = 'act_a';

/** A message that waits to be indexed. */
export interface Unindexed {
  readonly activityId: string;
  readonly conversationId: string;
  readonly content: string;
}

/** Messages after an id that are not in the index, in order, looked for among the next `limit` activities. */
export async function findUnindexed(
  queries: Queries,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<{ rows: Unindexed[]; lastId: string | undefined }> {
  const page = await queries
    .selectFrom('activity')
    .leftJoin('search_message', 'search_message.activityId', 'activity.activityId')
    .select(['activity.activityId', 'activity.conversationId', 'activity.content', 'activity.type'])
    .select(['activity.createdAtMs', 'activity.seq', 'search_message.messageNumber'])
    .where('activity.activityId', '>', afterId)
    .where('activity.activityId', '<', LAST_ID)
    .orderBy('activity.activityId')
    .limit(limit)
    .execute();
  const rows = page
    .filter(({ type, messageNumber }) => type === 'message' && messageNumber === null)
    .sort((a, b) => a.createdAtMs - b.createdAtMs || a.seq - b.seq);
  return { rows, lastId: page.at(-1)?.activityId };
}

export async function newestIndexedId(queries: Queries): Promise<string | undefined> {
  const row = await queries
    .selectFrom('search_message')
    .select('activityId')
    .orderBy('activityId', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.activityId;
}

export async function newestMessageId(queries: Queries): Promise<string | undefined> {
  const row = await queries
    .selectFrom('activity')
    .select('activityId')
    .where('activityId', '<', LAST_ID)
    .orderBy('activityId', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.activityId;
}

/** A message with what it is found by. */
export interface Indexed {
  readonly activityId: string;
  readonly conversationId: string;
  readonly terms: readonly string[];
}

/** Which of these messages there are; they stay until the transaction ends. */
export async function holdMessages(tx: Tx, activityIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('activity')
    .select('activityId')
    .where('activityId', 'in', activityIds)
    .forShare()
    .execute();
  return new Set(rows.map(({ activityId }) => activityId));
}

/** Writes messages into the index; one that is there already stays as it is. */
export async function saveIndexed(tx: Tx, messages: readonly Indexed[]): Promise<void> {
  if (messages.length === 0) return;
  const { last } = await tx
    .selectFrom('search_message')
    .select((eb) => eb.fn.max('messageNumber').as('last'))
    .executeTakeFirstOrThrow();
  const numbered = messages.map((message, place) => ({
    ...message,
    messageNumber: Number(last ?? 0) + 1 + place,
  }));
  const inserted = await tx
    .insertInto('search_message')
    .values(
      numbered.map(({ messageNumber, activityId, conversationId }) => ({
        messageNumber,
        activityId,
        conversationId,
      })),
    )
    .onConflict((conflict) => conflict.column('activityId').doNothing())
    .returning('messageNumber')
    .execute();
  const written = new Set(inserted.map(({ messageNumber }) => messageNumber));
  const pairs = numbered
    .filter(({ messageNumber }) => written.has(messageNumber))
    .flatMap(({ messageNumber, terms }) => terms.map((term) => [term, messageNumber] as const));
  await saveTerms(tx, pairs);
}

/** One statement with one parameter or two, however many terms there are. */
async function saveTerms(tx: Tx, pairs: readonly (readonly [string, number])[]): Promise<void> {
  if (pairs.length === 0) return;
  const statement = hasOneWriter(tx)
    ? sql`INSERT INTO "search_term" ("term", "messageNumber")
        SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(${JSON.stringify(pairs)})`
    : sql`INSERT INTO "search_term" ("term", "messageNumber")
        SELECT * FROM unnest(${pairs.map(([term]) => term)}::text[], ${pairs.map(([, number]) => number)}::bigint[])`;
  await statement.execute(tx);
}

/** How many messages have a term, counted up to `max`. */
export async function countTerm(queries: Queries, term: string, max: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT COUNT(*) AS "count" FROM (
    SELECT 1 FROM "search_term" WHERE "term" = ${term} LIMIT ${max}) AS counted`.execute(queries);
  return Number(rows[0]?.count ?? 0);
}

/** Where a window over one term's messages ends; undefined when fewer are left. */
export async function windowEnd(
  queries: Queries,
  { term, before, size }: { term: string; before: number; size: number },
): Promise<number | undefined> {
  const { rows } = await sql<{ messageNumber: number }>`SELECT "messageNumber" FROM "search_term"
    WHERE "term" = ${term} AND "messageNumber" < ${before}
    ORDER BY "messageNumber" DESC LIMIT 1 OFFSET ${size - 1}`.execute(queries);
  return rows[0]?.messageNumber;
}

export interface Wanted {
  /** The rarest first: its messages are gone through. */
  readonly terms: readonly [string, ...string[]];
  readonly before: number;
  readonly from: number;
  readonly livemode: number;
  /** An agent finds what they may read; null for those who read all. */
  readonly staffId: string | null;
  readonly limit: number;
}

/** Messages that have every term, newest first. */
export async function findMessages(
  db: Database,
  { terms: [first, ...others], before, from, livemode, staffId, limit }: Wanted,
): Promise<{ messageNumber: number; activityId: string }[]> {
  const alsoHas = others.map(
    (term) => sql`AND EXISTS (SELECT 1 FROM "search_term" o
      WHERE o."term" = ${term} AND o."messageNumber" = d."messageNumber")`,
  );
  const { rows } = await sql<{ messageNumber: number; activityId: string }>`
    SELECT m."messageNumber", m."activityId" FROM "search_term" d
    JOIN "search_message" m ON m."messageNumber" = d."messageNumber"
    JOIN "conversation" c ON c."conversationId" = m."conversationId"
    WHERE d."term" = ${first} AND d."messageNumber" < ${before} AND d."messageNumber" >= ${from}
      ${sql.join(alsoHas, sql` `)} AND c."livemode" = ${livemode}
      ${staffId === null ? sql`` : sql`AND ${isHanded(sql`m."conversationId"`, staffId)}`}
    ORDER BY d."messageNumber" DESC LIMIT ${limit}`.execute(db.query);
  return rows;
}

/** As `mayReadThread` has it: with people now, or with this agent before. */
export function isHanded(conversationId: ReturnType<typeof sql>, staffId: string) {
  return sql<boolean>`EXISTS (SELECT 1 FROM "handoff" h WHERE h."conversationId" = ${conversationId}
    AND (h."openKey" IS NOT NULL OR h."acceptedBy" = ${staffId}))`;
}

/** What a page of results shows of its messages. */
export function findShown(queries: Queries, activityIds: readonly string[]) {
  return queries
    .selectFrom('activity')
    .innerJoin('conversation', 'conversation.conversationId', 'activity.conversationId')
    .innerJoin('learner', 'learner.learnerId', 'conversation.learnerId')
    .select(['activity.activityId', 'activity.conversationId', 'activity.seq', 'activity.sender'])
    .select(['activity.content', 'activity.createdAtMs', 'learner.displayName'])
    .where('activity.activityId', 'in', activityIds)
    .execute();
}
