import { hostUserKeyOf, maskId, maskName } from '../../../identity/index.ts';
import { sql } from '../../../kernel/db/database.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { isSupervisor } from '../thread.ts';
import type { SearchPart } from './search-messages.ts';
import { isHanded } from './store.ts';
import type { SearchAnswer } from './wire.ts';

interface PersonRow {
  readonly learnerId: string;
  readonly displayName: string | null;
  readonly hostUserId: string | null;
  readonly isGuest: number;
  readonly conversationId: string | null;
}

/** Newest first in the order of their ids. More of one beginning than this are not sorted for one page. */
const NAMED_MAX = 500;

/**
 * Learners by the beginning of their name, or by an id in full. An agent finds those with a thread they may read, so
 * that names cannot be tried out.
 */
export async function searchPeople(
  deps: Pick<ConsoleOpsDeps, 'db' | 'livemode'>,
  { caller, text, cursor, limit }: SearchPart,
): Promise<NonNullable<SearchAnswer['people']>> {
  const livemode = deps.livemode ? 1 : 0;
  const readable = isSupervisor(caller)
    ? sql<boolean>`1 = 1`
    : isHanded(sql`c."conversationId"`, caller.staffId);
  const thread = sql`(SELECT c."conversationId" FROM "conversation" c WHERE c."learnerId" = l."learnerId"
    AND c."livemode" = ${livemode} AND ${readable} ORDER BY c."updatedAtMs" DESC LIMIT 1)`;
  const { rows } = await sql<PersonRow>`
    SELECT * FROM (SELECT l."learnerId", l."displayName", l."hostUserId", l."isGuest", ${thread} AS "conversationId"
      FROM "learner" l WHERE l."livemode" = ${livemode} AND l."learnerId" IN (${candidates(deps, text)})) AS people
    WHERE ${isSupervisor(caller) ? sql`1 = 1` : sql`"conversationId" IS NOT NULL`}
      ${cursor === undefined ? sql`` : sql`AND "learnerId" < ${cursor}`}
    ORDER BY "learnerId" DESC LIMIT ${limit + 1}`.execute(deps.db.query);
  const page = rows.slice(0, limit);
  return {
    items: page.map(({ displayName, hostUserId, isGuest, ...person }) => ({
      ...person,
      learnerName: maskName(displayName),
      hostUserId: maskId(hostUserId),
      isGuest: isGuest === 1,
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.learnerId ?? null) : null,
  };
}

/** Each part by its own index. */
function candidates({ db, livemode }: Pick<ConsoleOpsDeps, 'db' | 'livemode'>, text: string) {
  const pattern = `${text.replace(/[\\%_]/g, '\\$&')}%`;
  const beginsSo =
    db.engine === 'sqlite'
      ? sql`"displayName" >= ${text} AND "displayName" < ${`${text}\u{10ffff}`}`
      : sql`"displayName" LIKE ${pattern} ESCAPE '\\'`;
  return sql`SELECT "learnerId" FROM (SELECT "learnerId" FROM "learner" WHERE ${beginsSo} LIMIT ${NAMED_MAX}) AS named
    UNION SELECT "learnerId" FROM "learner" WHERE "hostUserKey" = ${hostUserKeyOf(livemode, text)}
    UNION SELECT "learnerId" FROM "learner" WHERE "learnerId" = ${text}`;
}
