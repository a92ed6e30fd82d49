import { PACKED, PACKED_FIELDS } from '../store.ts';
import { LOADS } from './fact-loads.ts';
import { FACT_KEYS, FACTS, type FactTable } from './schema.ts';
import type { Session } from './session.ts';

/** The types that become facts; others are passed over. */
export const FACT_EVENTS: readonly string[] = [
  'conversation.started',
  'conversation.moved',
  'turn.answered',
  'recommendation.shown',
  'impression.clicked',
  'checkout.opened',
  'payment.created',
  'payment.succeeded',
  'payment.attempt_failed',
  'payment.refunded',
  'entitlement.granted',
  'entitlement.paused',
  'entitlement.resumed',
  'entitlement.revoked',
  'handoff.requested',
  'handoff.accepted',
  'handoff.returned',
  'handoff.transferred',
  'handoff.completed',
  'handoff.canceled',
  'handoff.closed',
  'risk.assessed',
  'csat.answered',
  'experiment.exposed',
  'learner.erased',
];

/**
 * Turns packed pages of the log into facts; DuckDB takes them apart and reads the payloads in its own threads. Within the
 * caller's transaction.
 * `secret` makes the keys of learners.
 */
export async function loadEvents(session: Session, pages: readonly string[], secret: string): Promise<void> {
  const types = await stageEvents(session, pages, secret);
  await keepWithOwner(session);
  await leaveErasedOut(session);
  for (const { table, types: needed, select } of LOADS) {
    if (needed.some((type) => types.has(type))) await insertFacts(session, table, select);
  }
  await session.run('DROP TABLE IF EXISTS "told"');
  if (types.has('conversation.moved')) await moveConversations(session, secret);
  if (types.has('learner.erased')) await forgetErased(session);
  await session.run(
    `INSERT INTO "dirty_learner" SELECT DISTINCT "learnerKey" FROM "staged" WHERE "learnerKey" IS NOT NULL`,
  );
}

/** 60 bits of a keyed hash: enough to tell learners apart, and whoever has no secret cannot try ids out. */
export function learnerKeySql(learnerId: string): string {
  return `('0x' || substr(sha256($secret || ${learnerId}), 1, 15))::BIGINT`;
}

/** Tells the types of what it staged. */
async function stageEvents(
  session: Session,
  pages: readonly string[],
  secret: string,
): Promise<ReadonlySet<string>> {
  await session.run('CREATE OR REPLACE TEMP TABLE "page" ("text" VARCHAR)');
  await session.append({ table: 'page', columns: [{ type: 'text', values: pages }] });
  const field = (name: (typeof PACKED_FIELDS)[number]) => `"line"[${PACKED_FIELDS.indexOf(name) + 1}]`;
  const lines = `SELECT string_split("text", $field) AS "line" FROM (SELECT unnest(string_split("text", $line)) AS "text" FROM "page")`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE "staged" AS
      WITH "stage" AS MATERIALIZED (SELECT TRY_CAST(${field('position')} AS BIGINT) AS "position", ${field('type')} AS "type",
          ${field('subjectId')} AS "subjectId", nullif(${field('learnerId')}, '') AS "learnerId",
          nullif(${field('conversationId')}, '') AS "conversationId", TRY_CAST(${field('occurredAtMs')} AS BIGINT) AS "atMs",
          ${field('payload')} AS "payload" FROM (${lines})),
      "keys" AS (SELECT "learnerId", ${learnerKeySql('"learnerId"')} AS "learnerKey"
        FROM (SELECT DISTINCT "learnerId" FROM "stage" WHERE "learnerId" IS NOT NULL))
      SELECT "stage"."position", "type", "subjectId", "learnerKey", "conversationId", "atMs", "payload",
        md5_number_lower("conversationId") AS "conversationKey"
      FROM "stage" LEFT JOIN "keys" ON "keys"."learnerId" = "stage"."learnerId" WHERE "position" IS NOT NULL`,
    { secret, ...PACKED },
  );
  await session.run('DROP TABLE "page"');
  const types = await session.rows('SELECT DISTINCT "type" FROM "staged"');
  return new Set(types.map((row) => String(row['type'])));
}

/** What is still told of a guest in a conversation that became a learner's is the learner's. */
async function keepWithOwner(session: Session): Promise<void> {
  await session.run(`UPDATE "staged" SET "learnerKey" = "conversation"."learnerKey" FROM "conversation"
    WHERE "conversation"."movedAt" IS NOT NULL AND "conversation"."conversationKey" = "staged"."conversationKey"
      AND "staged"."type" <> 'conversation.moved'`);
}

/** What was told of learners before they asked to be forgotten. */
async function leaveErasedOut(session: Session): Promise<void> {
  await session.run(`DELETE FROM "staged" USING "erased" WHERE "erased"."learnerKey" = "staged"."learnerKey"
    AND "staged"."position" < "erased"."position"
    AND "staged"."type" NOT IN ('learner.erased', 'conversation.moved')`);
}

/** Whoever asked to be forgotten leaves the facts; what they do afterwards is another story. The ledger names nobody. */
async function forgetErased(session: Session): Promise<void> {
  await session.run(`INSERT INTO "erased" SELECT "learnerKey", "position" FROM "staged"
    WHERE "type" = 'learner.erased' AND "learnerKey" IS NOT NULL`);
  await session.run(`DELETE FROM "message" WHERE "conversationKey" IN (SELECT "conversationKey" FROM "conversation"
    JOIN "erased" USING ("learnerKey") WHERE "conversation"."position" <= "erased"."position")`);
  for (const table of Object.keys(FACTS)) {
    await session.run(`DELETE FROM "${table}" USING "erased"
      WHERE "erased"."learnerKey" = "${table}"."learnerKey" AND "${table}"."position" <= "erased"."position"`);
  }
}

/** The first telling of a fact stays. */
async function insertFacts(session: Session, table: FactTable, select: string): Promise<void> {
  const key = `"${FACT_KEYS[table]}"`;
  await session.run(`CREATE OR REPLACE TEMP TABLE "told" AS ${select}`);
  const twice = await session.rows(`SELECT ${key} FROM "told" GROUP BY ${key} HAVING count(*) > 1 LIMIT 1`);
  // Hardly ever needed, and it takes a third of the reading: looking whether it is takes a fiftieth.
  const first = `QUALIFY row_number() OVER (PARTITION BY "told".${key} ORDER BY "told"."position") = 1`;
  await session.run(`INSERT INTO "${table}" BY NAME SELECT * FROM "told" WHERE ${key} IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM "${table}" AS "kept" WHERE "kept".${key} = "told".${key}) ${twice.length > 0 ? first : ''}`);
}

/** A guest signed in: the conversation, with all that happened in it, is the learner's. The latest move counts. */
async function moveConversations(session: Session, secret: string): Promise<void> {
  await session.run(
    `INSERT INTO "dirty_learner" SELECT DISTINCT ${learnerKeySql(`("payload" ->> '$.fromLearnerId')`)}
      FROM "staged" WHERE "type" = 'conversation.moved'`,
    { secret },
  );
  await session.run(`CREATE OR REPLACE TEMP TABLE "moved" AS
    SELECT "conversationKey", arg_max("learnerKey", "position") AS "learnerKey", max("position") AS "position"
    FROM "staged" WHERE "type" = 'conversation.moved' GROUP BY "conversationKey"`);
  await session.run(`UPDATE "conversation" SET "movedAt" = "moved"."position" FROM "moved"
    WHERE "moved"."conversationKey" = "conversation"."conversationKey"`);
  for (const table of Object.keys(FACTS)) {
    await session.run(`UPDATE "${table}" SET "learnerKey" = "moved"."learnerKey" FROM "moved"
      WHERE "moved"."conversationKey" = "${table}"."conversationKey"`);
  }
}
