import { EVENT_KINDS, JOURNEY_TABLES } from './schema.ts';
import type { Session } from './session.ts';

/** How many learners' journeys are made at once: what that takes stays in memory. */
const LEARNERS_AT_ONCE = 200_000;

/**
 * Makes the journeys of every learner about whom something was told since the last time, from the facts alone: what
 * comes late or twice leads to the rows that it would have led to in time. Each part is a transaction of its own.
 */
export async function refreshJourneys(session: Session): Promise<void> {
  const [row] = await session.rows('SELECT count(DISTINCT "learnerKey") AS "count" FROM "dirty_learner"');
  const count = Number(row?.['count'] ?? 0);
  if (count === 0) return;
  const parts = Math.ceil(count / LEARNERS_AT_ONCE);
  for (let part = 0; part < parts; part += 1) {
    await session.transact(() => refreshPart(session, { part, parts }));
  }
}

async function refreshPart(
  session: Session,
  { part, parts }: { part: number; parts: number },
): Promise<void> {
  const isOfPart = `"learnerKey" % ${parts} = ${part}`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE "wanted" AS SELECT DISTINCT "learnerKey" FROM "dirty_learner" WHERE ${isOfPart}`,
  );
  await session.run(`CREATE OR REPLACE TEMP TABLE "step" AS ${STEPS}`);
  await addFacets(session);
  for (const [unit, table] of Object.entries(JOURNEY_TABLES)) {
    await session.run(`DELETE FROM "${table}" WHERE "learnerKey" IN (SELECT "learnerKey" FROM "wanted")`);
    await session.run(journeysOf(table, unit === 'learner' ? '"learnerKey"::UBIGINT' : '"conversationKey"'));
  }
  await session.run(`DELETE FROM "dirty_learner" WHERE ${isOfPart}`);
  for (const table of ['step', 'wanted']) await session.run(`DROP TABLE "${table}"`);
}

/** A conversation belongs to whoever has it now, with all that happened in it. */
const owned = (
  table: string,
  columns: string,
) => `SELECT coalesce("conversation"."learnerKey", "fact"."learnerKey") AS "learnerKey",
  "fact"."conversationKey", "fact"."atMs", ${columns}
  FROM "${table}" AS "fact" LEFT JOIN "conversation" USING ("conversationKey")`;

const ord = (place: string) => `"fact"."position" * 64 + ${place}`;

/** Everything that happened to the wanted learners, with what it is known by. */
const STEPS = `
WITH "conversation" AS (SELECT * FROM main."conversation"), "told" AS (
  ${owned(
    'turn',
    `0 AS "kind", ${ord('0')} AS "ord", NULL AS "content", "fact"."channel", "fact"."language", "fact"."intent",
    NULL::UBIGINT AS "impressionKey", NULL AS "gateway", false AS "isSent"`,
  )}
  UNION ALL ${owned(
    'impression',
    `1, ${ord('coalesce("fact"."rank", 0)')}, "fact"."productId", "fact"."channel", "fact"."language", NULL,
    "fact"."impressionKey", NULL, false`,
  )}
  UNION ALL ${owned(
    'click',
    `2, ${ord('0')}, "fact"."productId", NULL, NULL, NULL, "fact"."impressionKey", NULL, false`,
  )}
  UNION ALL ${owned(
    'line',
    `"fact"."kind", ${ord('"fact"."place"')}, "fact"."productId", "fact"."channel", "fact"."language", NULL,
    "fact"."impressionKey", coalesce("fact"."gateway", "sale"."gateway"), "fact"."isSent"`,
  )} LEFT JOIN "refund" ON "fact"."kind" = 6 AND "refund"."refundId" = "fact"."subjectId"
     LEFT JOIN "sale" ON "sale"."paymentId" = "refund"."paymentId"
     WHERE "fact"."kind" <> 6 OR "fact"."isWhole" IS DISTINCT FROM false
  UNION ALL ${owned('handoff', `7, ${ord('0')}, NULL, NULL, NULL, NULL, NULL, NULL, false`)} WHERE "fact"."how" = 'requested'
), "mine" AS (
  SELECT "told".* FROM "told" WHERE "learnerKey" IN (SELECT "learnerKey" FROM "wanted")
), "held" AS (
  SELECT "conversationKey", "atMs", arg_max("how" = 'accepted', "position") AS "isHeld" FROM "handoff"
  WHERE "how" IN ('accepted', 'returned', 'transferred', 'completed', 'canceled', 'closed') GROUP BY ALL
), "bought" AS (
  SELECT coalesce("conversation"."learnerKey", "sale"."learnerKey") AS "learnerKey", min("sale"."atMs") AS "firstMs"
  FROM "sale" LEFT JOIN "conversation" USING ("conversationKey") GROUP BY ALL
)
SELECT "mine"."learnerKey", "mine"."conversationKey", "mine"."atMs", "mine"."kind"::UTINYINT AS "kind", "ord", "content",
  coalesce("mine"."channel", "seen"."channel", "conversation"."channel") AS "channel",
  coalesce("mine"."language", "seen"."language", "conversation"."language") AS "language",
  coalesce("mine"."intent", "turn"."intent") AS "intent", "seen"."variant", "gateway",
  CASE WHEN "isSent" OR coalesce("held"."isHeld", false) THEN 'agent' ELSE 'bot' END AS "owner",
  CASE WHEN "mine"."atMs" > "bought"."firstMs" THEN 'returning' ELSE 'new' END AS "returning"
FROM "mine"
LEFT JOIN "impression" AS "seen" ON "seen"."impressionKey" = "mine"."impressionKey"
LEFT JOIN "turn" ON "turn"."turnKey" = "seen"."turnKey"
LEFT JOIN "conversation" ON "conversation"."conversationKey" = "mine"."conversationKey"
LEFT JOIN "bought" ON "bought"."learnerKey" = "mine"."learnerKey"
ASOF LEFT JOIN "held" ON "held"."conversationKey" = "mine"."conversationKey" AND "mine"."atMs" >= "held"."atMs"`;

const DIMENSIONS = [
  'content',
  'channel',
  'language',
  'intent',
  'variant',
  'gateway',
  'owner',
  'returning',
] as const;

const named = DIMENSIONS.map((name) => `"${name}"`).join(', ');

const hashOf = `hash("kind", ${DIMENSIONS.map((name) => `coalesce("${name}", '')`).join(', ')})`;

async function addFacets(session: Session): Promise<void> {
  await session.run(`INSERT INTO "facet" BY NAME
    SELECT (row_number() OVER () + (SELECT coalesce(max("facetId"), 0) FROM "facet"))::UINTEGER AS "facetId", *
    FROM (SELECT DISTINCT ${hashOf} AS "hash", "kind" AS "step", ${named} FROM "step") AS "new"
    WHERE NOT EXISTS (SELECT 1 FROM "facet" AS "kept" WHERE "kept"."hash" = "new"."hash")`);
}

/** Instants first, then the order in which the log told it. */
const SORT = '("atMs"::HUGEINT << 64) + "ord"';

function journeysOf(table: string, unitKey: string): string {
  const perKind = EVENT_KINDS.map(
    (
      _name,
      kind,
    ) => `min("atMs") FILTER ("kind" = ${kind}) AS "first${kind}", max("atMs") FILTER ("kind" = ${kind}) AS "last${kind}",
      arg_min("facetId", "sort") FILTER ("kind" = ${kind}) AS "facet${kind}"`,
  );
  return `INSERT INTO "${table}" BY NAME
    SELECT "unitKey", any_value("learnerKey") AS "learnerKey", ${perKind.join(', ')},
      list("atMs"::DOUBLE * 16 + "kind" ORDER BY "sort") AS "trail", list("facetId" ORDER BY "sort") AS "facets"
    FROM (SELECT ${unitKey} AS "unitKey", "learnerKey", "atMs", "kind", "facetId", ${SORT} AS "sort"
      FROM "step" JOIN "facet" ON "facet"."hash" = hash("kind", ${DIMENSIONS.map(
        (name) => `coalesce("step"."${name}", '')`,
      ).join(', ')}))
    WHERE "unitKey" IS NOT NULL GROUP BY "unitKey" ORDER BY min("atMs")`;
}
