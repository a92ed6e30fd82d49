/** Grows with every change of the tables: a file of another version is filled anew. */
export const SCHEMA_VERSION = 5;

/** What happens in a journey, by number: the funnel's steps. */
export const EVENT_KINDS = [
  'asked',
  'shown',
  'clicked',
  'opened',
  'pressed',
  'paid',
  'refunded',
  'handedOff',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** The two units a journey can be of; each has a table of its own, one row per unit. */
export const JOURNEY_TABLES = { conversation: 'journey_conversation', learner: 'journey_learner' } as const;
export type Unit = keyof typeof JOURNEY_TABLES;

const common =
  '"position" BIGINT NOT NULL, "atMs" BIGINT NOT NULL, "learnerKey" BIGINT, "conversationKey" UBIGINT';

/**
 * Facts, one table a kind. A fact is kept once, as it was told first; `position` is the place in the event log that
 * told it. Learners stand as keys that only our secret can make from their ids; other ids as 64 bits of their hash
 * where nobody needs to read them. No text.
 */
export const FACTS = {
  conversation: `"conversationKey" UBIGINT NOT NULL, "conversationId" VARCHAR NOT NULL, "learnerKey" BIGINT,
    "atMs" BIGINT NOT NULL, "channel" VARCHAR, "language" VARCHAR, "position" BIGINT NOT NULL, "movedAt" BIGINT`,
  turn: `"turnKey" UBIGINT NOT NULL, ${common}, "intent" VARCHAR, "language" VARCHAR, "channel" VARCHAR, "repliesCount" INTEGER`,
  impression: `"impressionKey" UBIGINT NOT NULL, ${common}, "productId" VARCHAR, "rank" UTINYINT, "amountMinor" BIGINT,
    "currency" VARCHAR, "turnKey" UBIGINT, "strategy" VARCHAR, "experimentId" VARCHAR, "variant" VARCHAR, "channel" VARCHAR, "language" VARCHAR`,
  /** A list that was asked for, an empty one too, with the subjects asked about and the wishes that nothing on them met. */
  recommendation: `"recommendationId" VARCHAR NOT NULL, ${common}, "turnKey" UBIGINT, "strategy" VARCHAR, "productsCount" INTEGER,
    "topicIds" VARCHAR[], "relaxed" VARCHAR[], "unmet" VARCHAR[], "channel" VARCHAR, "language" VARCHAR`,
  click: `"clickKey" UBIGINT NOT NULL, "impressionKey" UBIGINT NOT NULL, ${common}, "productId" VARCHAR, "button" VARCHAR`,
  checkout: `"checkoutId" VARCHAR NOT NULL, ${common}, "currency" VARCHAR, "totalMinor" BIGINT, "channel" VARCHAR,
    "language" VARCHAR, "isSent" BOOLEAN`,
  payment: `"paymentId" VARCHAR NOT NULL, ${common}, "checkoutId" VARCHAR, "orderId" VARCHAR, "currency" VARCHAR,
    "amountMinor" BIGINT, "channel" VARCHAR, "language" VARCHAR`,
  sale: `"paymentId" VARCHAR NOT NULL, ${common}, "checkoutId" VARCHAR, "orderId" VARCHAR, "currency" VARCHAR,
    "amountMinor" BIGINT, "walletMinor" BIGINT, "gateway" VARCHAR, "method" VARCHAR, "channel" VARCHAR, "language" VARCHAR`,
  failure: `"attemptId" VARCHAR NOT NULL, ${common}, "paymentId" VARCHAR, "gateway" VARCHAR, "method" VARCHAR, "code" VARCHAR,
    "currency" VARCHAR, "amountMinor" BIGINT`,
  refund: `"refundId" VARCHAR NOT NULL, ${common}, "paymentId" VARCHAR, "orderId" VARCHAR, "currency" VARCHAR, "amountMinor" BIGINT`,
  line: `"lineKey" UBIGINT NOT NULL, "kind" UTINYINT NOT NULL, ${common}, "subjectId" VARCHAR, "place" INTEGER, "productId" VARCHAR,
    "impressionKey" UBIGINT, "amountMinor" BIGINT, "isWhole" BOOLEAN, "currency" VARCHAR, "channel" VARCHAR, "language" VARCHAR,
    "gateway" VARCHAR, "isSent" BOOLEAN`,
  entitlement: `"entitlementKey" UBIGINT NOT NULL, "entitlementId" VARCHAR NOT NULL, "how" VARCHAR NOT NULL, ${common}, "productId" VARCHAR,
    "orderId" VARCHAR`,
  handoff: `"handoffKey" UBIGINT NOT NULL, "handoffId" VARCHAR NOT NULL, "how" VARCHAR NOT NULL, ${common}, "reason" VARCHAR, "language" VARCHAR`,
  risk: `"assessmentId" VARCHAR NOT NULL, ${common}, "checkoutId" VARCHAR, "decision" VARCHAR, "modelVersion" VARCHAR, "score" DOUBLE,
    "rules" VARCHAR[]`,
  csat: `"csatId" VARCHAR NOT NULL, ${common}, "score" INTEGER`,
  exposure: `"exposureKey" UBIGINT NOT NULL, ${common}, "experiment" VARCHAR, "variant" VARCHAR`,
} as const;
export type FactTable = keyof typeof FACTS;

/** The column by which a fact is known to have been told already. */
export const FACT_KEYS: Readonly<Record<FactTable, string>> = {
  conversation: 'conversationKey',
  turn: 'turnKey',
  impression: 'impressionKey',
  recommendation: 'recommendationId',
  click: 'clickKey',
  checkout: 'checkoutId',
  payment: 'paymentId',
  sale: 'paymentId',
  failure: 'attemptId',
  refund: 'refundId',
  line: 'lineKey',
  entitlement: 'entitlementKey',
  handoff: 'handoffKey',
  risk: 'assessmentId',
  csat: 'csatId',
  exposure: 'exposureKey',
};

const OTHERS = {
  schema_version: '"version" INTEGER NOT NULL',
  /** How far the event log and the ledger are read, in the transaction of what was read. */
  progress: '"name" VARCHAR NOT NULL, "position" BIGINT NOT NULL, "mark" VARCHAR, "atMs" BIGINT NOT NULL',
  /** Learners whose journeys have to be made anew. */
  dirty_learner: '"learnerKey" BIGINT NOT NULL',
  /** Learners who asked to be forgotten; facts up to that place are not kept. */
  erased: '"learnerKey" BIGINT NOT NULL, "position" BIGINT NOT NULL',
  product:
    '"productId" VARCHAR NOT NULL, "kind" VARCHAR, "title" VARCHAR, "language" VARCHAR, "author" VARCHAR',
  /** The ledger, entry by entry; the one source of money. */
  money: `"ledgerTransactionId" VARCHAR NOT NULL, "entryNumber" BIGINT NOT NULL, "kind" VARCHAR NOT NULL, "reference" VARCHAR NOT NULL,
    "accountingDay" VARCHAR NOT NULL, "atMs" BIGINT NOT NULL, "account" VARCHAR NOT NULL, "currency" VARCHAR NOT NULL,
    "amountMinor" BIGINT NOT NULL`,
  /**
   * Messages, without their words unless those are allowed. Whose they are says the conversation, so that they go with it.
   */
  message: `"messageKey" UBIGINT NOT NULL, "conversationKey" UBIGINT NOT NULL, "seq" BIGINT NOT NULL, "atMs" BIGINT NOT NULL,
    "sender" VARCHAR NOT NULL, "characters" INTEGER, "text" VARCHAR`,
  /** The circumstances an event of a journey is known by: every combination that occurs, once. */
  facet: `"facetId" UINTEGER NOT NULL, "hash" UBIGINT NOT NULL, "channel" VARCHAR, "language" VARCHAR, "intent" VARCHAR,
    "variant" VARCHAR, "gateway" VARCHAR, "owner" VARCHAR, "returning" VARCHAR`,
  /** Products by number; 0 stands for none. */
  content: '"contentId" UINTEGER NOT NULL, "productId" VARCHAR NOT NULL',
} as const;

/**
 * One row per journey: per kind of event the first and last instant and the facet of the first, the kinds that happened at
 * more than one instant (a bit each), and the whole trail.
 */
function journeyColumns(): string {
  const perKind = EVENT_KINDS.map(
    (_name, kind) =>
      `"first${kind}" BIGINT, "last${kind}" BIGINT, "facet${kind}" UINTEGER, "content${kind}" UINTEGER`,
  );
  // A trail's number is instant × 16 + kind: exact in 53 bits until the year 19800.
  return `"unitKey" UBIGINT NOT NULL, "learnerKey" BIGINT, "repeated" USMALLINT NOT NULL, ${perKind.join(', ')}, "trail" DOUBLE[] NOT NULL, "facets" UINTEGER[] NOT NULL,
    "contents" UINTEGER[] NOT NULL`;
}

/** Every table with its columns, in SQL. */
export function tablesOf(): Readonly<Record<string, string>> {
  const journeys = Object.values(JOURNEY_TABLES).map((table) => [table, journeyColumns()]);
  return { ...OTHERS, ...FACTS, ...Object.fromEntries(journeys) };
}

/** Makes an empty warehouse. */
export function schemaScript(): string {
  const tables = Object.entries(tablesOf()).map(([name, columns]) => `CREATE TABLE "${name}" (${columns});`);
  return [...tables, `INSERT INTO "schema_version" VALUES (${SCHEMA_VERSION});`].join('\n');
}
