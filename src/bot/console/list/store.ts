import { type Queries, type RawBuilder, sql } from '../../../kernel/db/database.ts';
import { isHanded } from '../search/store.ts';
import type { ConversationStateName } from './wire.ts';

/** What a page of threads is asked for; `c` is the thread, `o` its open handoff. */
export interface ThreadsWanted {
  readonly livemode: number;
  /** An agent sees what they may read; null for those who read all. */
  readonly readerId: string | null;
  readonly state?: ConversationStateName | undefined;
  readonly ownerId?: string | undefined;
  readonly labelId?: string | undefined;
  readonly language?: string | undefined;
  readonly snoozed?: boolean | undefined;
  readonly breached?: boolean | undefined;
  readonly learnerId?: string | undefined;
  readonly nowMs: number;
}

export interface Place {
  readonly updatedAtMs: number;
  readonly conversationId: string;
}

const isBreached = sql<number>`CASE WHEN EXISTS (SELECT 1 FROM "sla_breach" b
  WHERE b."handoffId" = o."handoffId") THEN 1 ELSE 0 END`;
const stateOf = sql<string>`COALESCE(o."state", CASE WHEN c."status" = 'closed' THEN 'closed' ELSE 'bot' END)`;
const isAsleep = (nowMs: number) => sql<boolean>`EXISTS (SELECT 1 FROM "conversation_snooze" s
  WHERE s."conversationId" = c."conversationId" AND s."untilMs" > ${nowMs} AND NOT EXISTS (
    SELECT 1 FROM "activity" a WHERE a."conversationId" = s."conversationId"
      AND a."seq" > s."afterSeq" AND a."sender" = 'learner'))`;

function conditionsOf(wanted: ThreadsWanted): RawBuilder<unknown> {
  const { readerId, state, ownerId, labelId, language, snoozed, breached, learnerId, nowMs } = wanted;
  const given: readonly (RawBuilder<unknown> | false)[] = [
    sql`c."livemode" = ${wanted.livemode}`,
    readerId !== null && isHanded(sql`c."conversationId"`, readerId),
    state !== undefined && sql`${stateOf} = ${state}`,
    ownerId !== undefined && sql`c."ownerId" = ${ownerId}`,
    labelId !== undefined &&
      sql`EXISTS (SELECT 1 FROM "conversation_label" l JOIN "label" n ON n."labelId" = l."labelId"
        WHERE l."conversationId" = c."conversationId" AND l."labelId" = ${labelId} AND n."archivedAtMs" IS NULL)`,
    language !== undefined && sql`c."language" = ${language}`,
    snoozed !== undefined && (snoozed ? isAsleep(nowMs) : sql`NOT ${isAsleep(nowMs)}`),
    breached !== undefined && sql`${isBreached} = ${breached ? 1 : 0}`,
    learnerId !== undefined && sql`c."learnerId" = ${learnerId}`,
  ];
  return sql.join(
    given.filter((condition) => condition !== false),
    sql` AND `,
  );
}

function before(alias: RawBuilder<unknown>, { updatedAtMs, conversationId }: Place): RawBuilder<unknown> {
  return sql`(${alias}."updatedAtMs" < ${updatedAtMs}
    OR (${alias}."updatedAtMs" = ${updatedAtMs} AND ${alias}."conversationId" < ${conversationId}))`;
}

/** Where a window over all threads ends; undefined when fewer are left. */
export async function threadWindowEnd(
  queries: Queries,
  { livemode, after, size }: { livemode: number; after: Place; size: number },
): Promise<Place | undefined> {
  const { rows } = await sql<Place>`SELECT w."updatedAtMs", w."conversationId" FROM "conversation" w
    WHERE w."livemode" = ${livemode} AND w."updatedAtMs" <= ${after.updatedAtMs}
      AND ${before(sql`w`, after)}
    ORDER BY w."updatedAtMs" DESC, w."conversationId" DESC LIMIT 1 OFFSET ${size - 1}`.execute(queries);
  return rows[0];
}

export interface ThreadRow extends Place {
  readonly learnerId: string;
  readonly language: string;
  readonly ownerId: string | null;
  readonly displayName: string | null;
  readonly isGuest: number;
  readonly state: string;
  readonly isBreached: number;
}

interface Span {
  readonly after: Place;
  /** The last place that is looked at; left out: to the end. */
  readonly until: Place | undefined;
  readonly limit: number;
}

/** Threads between two places that fit, by their last change, newest first. */
export async function findThreads(
  queries: Queries,
  wanted: ThreadsWanted,
  { after, until, limit }: Span,
): Promise<ThreadRow[]> {
  const end =
    until === undefined
      ? sql``
      : sql`AND c."updatedAtMs" >= ${until.updatedAtMs} AND NOT ${before(sql`c`, until)}`;
  const { rows } = await sql<ThreadRow>`
    SELECT c."conversationId", c."updatedAtMs", c."learnerId", c."language", c."ownerId",
      p."displayName", p."isGuest", ${stateOf} AS "state", ${isBreached} AS "isBreached"
    FROM "conversation" c
    JOIN "learner" p ON p."learnerId" = c."learnerId"
    LEFT JOIN "handoff" o ON o."openKey" = c."conversationId"
    WHERE c."updatedAtMs" <= ${after.updatedAtMs} AND ${before(sql`c`, after)} ${end}
      AND ${conditionsOf(wanted)}
    ORDER BY c."updatedAtMs" DESC, c."conversationId" DESC LIMIT ${limit}`.execute(queries);
  return rows;
}
