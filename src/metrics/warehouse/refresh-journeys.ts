import { EVENT_KINDS, JOURNEY_TABLES } from './schema.ts';
import type { Session } from './session.ts';

/** How many learners' journeys are made at once: what that takes stays in memory. */
const LEARNERS_AT_ONCE = 50_000;

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
  await session.run(`CREATE OR REPLACE TEMP TABLE "mine" AS ${MINE}`);
  await session.run(`CREATE OR REPLACE TEMP TABLE "step" AS ${STEP}`);
  await addFacets(session);
  for (const [unit, table] of Object.entries(JOURNEY_TABLES)) {
    await session.run(`DELETE FROM "${table}" WHERE "learnerKey" IN (SELECT "learnerKey" FROM "wanted")`);
    await session.run(journeysOf(table, unit === 'learner' ? '"learnerKey"::UBIGINT' : '"conversationKey"'));
  }
  await session.run(`DELETE FROM "dirty_learner" WHERE ${isOfPart}`);
  for (const table of ['step', 'mine', 'wanted']) await session.run(`DROP TABLE "${table}"`);
}

/** The facts of the wanted learners in one form; `place` orders what one event tells. */
const told = (table: string, kind: string, columns: Partial<Record<Column | 'place', string>>) =>
  `SELECT "fact"."learnerKey", "fact"."conversationKey", "fact"."atMs", ${kind}::UTINYINT AS "kind",
    "fact"."position" * 64 + ${columns.place ?? '0'} AS "ord", ${COLUMNS.map((name) => `${columns[name] ?? 'NULL'} AS "${name}"`).join(', ')}
  FROM "${table}" AS "fact" SEMI JOIN "wanted" ON "wanted"."learnerKey" = "fact"."learnerKey"`;

const COLUMNS = [
  'content',
  'channel',
  'language',
  'intent',
  'impressionKey',
  'gateway',
  'isSent',
  'refundId',
] as const;
type Column = (typeof COLUMNS)[number];

const own = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, `"fact"."${name}"`]));
const product = { content: '"fact"."productId"' };

/** Everything that happened to the wanted learners. */
const MINE = [
  told('turn', '0', own('channel', 'language', 'intent')),
  told('impression', '1', {
    ...product,
    ...own('channel', 'language', 'impressionKey'),
    place: 'coalesce("fact"."rank", 0)',
  }),
  told('click', '2', { ...product, ...own('impressionKey') }),
  `${told('line', '"fact"."kind"', {
    ...product,
    ...own('channel', 'language', 'impressionKey', 'gateway', 'isSent'),
    refundId: `CASE WHEN "fact"."kind" = 6 THEN "fact"."subjectId" END`,
    place: '"fact"."place"',
  })} WHERE "fact"."kind" <> 6 OR "fact"."isWhole" IS DISTINCT FROM false`,
  `${told('handoff', '7', {})} WHERE "fact"."how" = 'requested'`,
].join('\nUNION ALL ');

const CIRCUMSTANCES = ['channel', 'language', 'intent', 'variant', 'gateway', 'owner', 'returning'] as const;

const named = CIRCUMSTANCES.map((name) => `"${name}"`).join(', ');

/**
 * The same with what each is known by: intent and variant come from the impression, a refund's gateway from its sale, the
 * owner from who had the conversation at that moment.
 */
const STEP = `
WITH "held" AS (
  SELECT "conversationKey", "atMs", arg_max("how" = 'accepted', "position") AS "isHeld"
  FROM "handoff" SEMI JOIN "wanted" USING ("learnerKey")
  WHERE "how" IN ('accepted', 'returned', 'transferred', 'completed', 'canceled', 'closed') GROUP BY ALL
), "bought" AS (
  SELECT "learnerKey", min("atMs") AS "firstMs" FROM "sale" SEMI JOIN "wanted" USING ("learnerKey") GROUP BY ALL
), "known" AS (
  SELECT "mine"."learnerKey", "mine"."conversationKey", "mine"."atMs", "mine"."kind", "ord", "content",
    coalesce("mine"."channel", "seen"."channel", "conversation"."channel") AS "channel",
    coalesce("mine"."language", "seen"."language", "conversation"."language") AS "language",
    coalesce("mine"."intent", "turn"."intent") AS "intent", "seen"."variant",
    coalesce("mine"."gateway", "sale"."gateway") AS "gateway",
    CASE WHEN coalesce("mine"."isSent", false) OR coalesce("held"."isHeld", false) THEN 'agent' ELSE 'bot' END AS "owner",
    CASE WHEN "mine"."atMs" > "bought"."firstMs" THEN 'returning' ELSE 'new' END AS "returning"
  FROM "mine"
  LEFT JOIN "impression" AS "seen" ON "seen"."impressionKey" = "mine"."impressionKey"
  LEFT JOIN "turn" ON "turn"."turnKey" = "seen"."turnKey"
  LEFT JOIN "conversation" ON "conversation"."conversationKey" = "mine"."conversationKey"
  LEFT JOIN "refund" ON "refund"."refundId" = "mine"."refundId"
  LEFT JOIN "sale" ON "sale"."paymentId" = "refund"."paymentId"
  LEFT JOIN "bought" ON "bought"."learnerKey" = "mine"."learnerKey"
  ASOF LEFT JOIN "held" ON "held"."conversationKey" = "mine"."conversationKey" AND "mine"."atMs" >= "held"."atMs"
)
SELECT *, hash(${CIRCUMSTANCES.map((name) => `coalesce("${name}", '')`).join(', ')}) AS "hash" FROM "known"`;

/** Gives numbers to circumstances and products that were not met before. */
async function addFacets(session: Session): Promise<void> {
  await session.run(`INSERT INTO "facet" BY NAME
    SELECT (row_number() OVER () + (SELECT coalesce(max("facetId"), 0) FROM "facet"))::UINTEGER AS "facetId", *
    FROM (SELECT DISTINCT "hash", ${named} FROM "step") AS "new"
    WHERE NOT EXISTS (SELECT 1 FROM "facet" AS "kept" WHERE "kept"."hash" = "new"."hash")`);
  await session.run(`INSERT INTO "content" BY NAME
    SELECT (row_number() OVER () + (SELECT coalesce(max("contentId"), 0) FROM "content"))::UINTEGER AS "contentId", *
    FROM (SELECT DISTINCT "content" AS "productId" FROM "step" WHERE "content" IS NOT NULL) ANTI JOIN "content" USING ("productId")`);
}

/**
 * One number per event that sorts as time and then the log do: instant (43 bits), place in the log (44), kind (4),
 * circumstances (16), product (20). More kinds of circumstances or products than that count as unknown.
 */
const PACKED = `("atMs"::HUGEINT << 84) | ("ord"::HUGEINT << 40) | ("kind"::HUGEINT << 36)
  | (if("facetId" < 65536, "facetId", 0)::HUGEINT << 20) | if(coalesce("contentId", 0) < 1048576, coalesce("contentId", 0), 0)::HUGEINT`;

const instantIn = (packed: string) => `(${packed} >> 84)`;
const kindIn = (packed: string) => `((${packed} >> 36) & 15)`;
const facetIn = (packed: string) => `((${packed} >> 20) & 65535)::UINTEGER`;
const contentIn = (packed: string) => `(${packed} & 1048575)::UINTEGER`;

function journeysOf(table: string, unitKey: string): string {
  const kinds = EVENT_KINDS.map((_name, kind) => kind);
  const ends = kinds.map(
    (kind) =>
      `min("packed") FILTER ("kind" = ${kind}) AS "p${kind}", max("atMs") FILTER ("kind" = ${kind}) AS "last${kind}"`,
  );
  const opened = kinds.map(
    (
      kind,
    ) => `${instantIn(`"p${kind}"`)}::BIGINT AS "first${kind}", ${facetIn(`"p${kind}"`)} AS "facet${kind}",
      ${contentIn(`"p${kind}"`)} AS "content${kind}", "last${kind}"`,
  );
  const repeated = kinds.map((kind) => `if(${instantIn(`"p${kind}"`)} < "last${kind}", ${2 ** kind}, 0)`);
  return `INSERT INTO "${table}" BY NAME
    SELECT "unitKey", "learnerKey", (${repeated.join(' + ')})::USMALLINT AS "repeated", ${opened.join(', ')},
      list_transform("sorted", lambda "x": (${instantIn('"x"')} * 16 + ${kindIn('"x"')})::DOUBLE) AS "trail",
      list_transform("sorted", lambda "x": ${facetIn('"x"')}) AS "facets",
      list_transform("sorted", lambda "x": ${contentIn('"x"')}) AS "contents"
    FROM (SELECT "unitKey", any_value("learnerKey") AS "learnerKey", min("atMs") AS "firstMs", ${ends.join(', ')},
        list_sort(list("packed")) AS "sorted"
      FROM (SELECT ${unitKey} AS "unitKey", "learnerKey", "atMs", "kind", ${PACKED} AS "packed"
        FROM "step" JOIN "facet" ON "facet"."hash" = "step"."hash"
        LEFT JOIN "content" ON "content"."productId" = "step"."content")
      WHERE "unitKey" IS NOT NULL GROUP BY "unitKey")
    ORDER BY "repeated" > 0, "firstMs"`;
}
