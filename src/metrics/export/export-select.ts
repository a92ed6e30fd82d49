import { moneyColumns } from './money-numbers.ts';
import type { ExportName } from './wire.ts';

/** An instant as local text with its offset, in SQL: `$timeZone` names the zone. */
export function localTime(instant: string): string {
  const wall = `timezone($timeZone, make_timestamptz(${instant} * 1000))`;
  const offset = `date_diff('minute', timezone('UTC', make_timestamptz(${instant} * 1000)), ${wall})`;
  return `strftime(${wall}, '%Y-%m-%dT%H:%M:%S') || printf('.%03d%s%02d:%02d', ${instant} % 1000,
    CASE WHEN ${offset} < 0 THEN '-' ELSE '+' END, abs(${offset}) // 60, abs(${offset}) % 60)`;
}

const learner = (key: string) => `printf('%015x', ${key})`;
const reached = (kind: number) => localTime(`"journey"."first${kind}"`);

interface ExportSelect {
  /** The instant by which rows belong to a day; null for rows that carry their accounting day. */
  readonly instant: string | null;
  readonly sql: string;
  readonly order: string;
  /** The same by the columns that the rows have. */
  readonly rowsOrder: string;
}

/** Rows of each export. Amounts are integers in minor units. */
export const exportSelects: Readonly<Record<ExportName, ExportSelect>> = {
  conversations: {
    instant: '"conversation"."atMs"',
    order: '"conversation"."atMs", "conversation"."conversationId"',
    rowsOrder: '"startedAt", "conversationId"',
    sql: `SELECT "conversation"."conversationId", ${learner('"conversation"."learnerKey"')} AS "learner",
      ${localTime('"conversation"."atMs"')} AS "startedAt", "conversation"."channel", "conversation"."language",
      coalesce("turns"."count", 0) AS "turns", coalesce("turns"."intents", '') AS "intents",
      ${reached(1)} AS "shownAt", ${reached(2)} AS "clickedAt", ${reached(3)} AS "openedAt", ${reached(4)} AS "pressedAt",
      ${reached(5)} AS "paidAt", ${reached(6)} AS "refundedAt", ${reached(7)} AS "handedOffAt",
      "paid"."currency", "paid"."amountMinor" AS "paidMinor", "back"."amountMinor" AS "refundedMinor", "csat"."score" AS "csat"
      FROM "conversation"
      LEFT JOIN "journey_conversation" AS "journey" ON "journey"."unitKey" = "conversation"."conversationKey"
      LEFT JOIN (SELECT "conversationKey", count(*) AS "count", string_agg(DISTINCT "intent", ' ' ORDER BY "intent") AS "intents"
        FROM "turn" GROUP BY ALL) AS "turns" USING ("conversationKey")
      LEFT JOIN (SELECT "conversationKey", any_value("currency") AS "currency", sum("amountMinor")::BIGINT AS "amountMinor"
        FROM "sale" GROUP BY "conversationKey" HAVING count(DISTINCT "currency") = 1) AS "paid" USING ("conversationKey")
      LEFT JOIN (SELECT "conversationKey", sum("amountMinor")::BIGINT AS "amountMinor" FROM "refund"
        GROUP BY "conversationKey" HAVING count(DISTINCT "currency") = 1) AS "back" USING ("conversationKey")
      LEFT JOIN (SELECT "conversationKey", arg_max("score", "position") AS "score" FROM "csat" GROUP BY ALL) AS "csat"
        USING ("conversationKey")`,
  },
  payments: {
    instant: '"sale"."atMs"',
    order: '"sale"."atMs", "sale"."paymentId"',
    rowsOrder: '"paidAt", "paymentId"',
    sql: `SELECT "paymentId", "orderId", "checkoutId", ${learner('"learnerKey"')} AS "learner", ${localTime('"sale"."atMs"')} AS "paidAt",
      "currency", "amountMinor", "walletMinor", "gateway", "method", "channel", "language" FROM "sale"`,
  },
  refunds: {
    instant: '"refund"."atMs"',
    order: '"refund"."atMs", "refund"."refundId"',
    rowsOrder: '"refundedAt", "refundId"',
    sql: `SELECT "refundId", "paymentId", "orderId", ${learner('"learnerKey"')} AS "learner", ${localTime('"refund"."atMs"')} AS "refundedAt",
      "currency", "amountMinor" FROM "refund"`,
  },
  failures: {
    instant: '"failure"."atMs"',
    order: '"failure"."atMs", "failure"."attemptId"',
    rowsOrder: '"failedAt", "attemptId"',
    sql: `SELECT "attemptId", "paymentId", ${learner('"learnerKey"')} AS "learner", ${localTime('"failure"."atMs"')} AS "failedAt",
      "gateway", "method", "code", "currency", "amountMinor" FROM "failure"`,
  },
  impressions: {
    instant: '"impression"."atMs"',
    order: '"impression"."atMs", "impression"."position", "impression"."rank"',
    rowsOrder: '"shownAt", "learner", "rank"',
    sql: `SELECT ${learner('"impression"."learnerKey"')} AS "learner", ${localTime('"impression"."atMs"')} AS "shownAt", "impression"."productId",
      "product"."title", "product"."kind", "rank", "amountMinor", "currency", "strategy", "variant", "channel", "impression"."language",
      "impressionKey" IN (SELECT "impressionKey" FROM "click") AS "isClicked",
      "impressionKey" IN (SELECT "impressionKey" FROM "line" WHERE "kind" = 5 AND "impressionKey" IS NOT NULL) AS "isPaid"
      FROM "impression" LEFT JOIN "product" USING ("productId")`,
  },
  questions: {
    instant: '"turn"."atMs"',
    order: '"turn"."atMs", "turn"."position"',
    rowsOrder: '"askedAt", "conversationId"',
    sql: `SELECT "conversationId", ${learner('"turn"."learnerKey"')} AS "learner", ${localTime('"turn"."atMs"')} AS "askedAt",
      "turn"."intent", "turn"."channel", "turn"."language", "repliesCount" AS "replies"
      FROM "turn" LEFT JOIN "conversation" USING ("conversationKey")`,
  },
  handoffs: {
    instant: '"handoff"."requestedMs"',
    order: '"handoff"."requestedMs", "handoff"."handoffId"',
    rowsOrder: '"requestedAt", "handoffId"',
    sql: `SELECT "handoffId", "conversationId", ${learner('"handoff"."learnerKey"')} AS "learner",
      ${localTime('"handoff"."requestedMs"')} AS "requestedAt", ${localTime('"handoff"."acceptedMs"')} AS "acceptedAt",
      ${localTime('"handoff"."endedMs"')} AS "endedAt", "handoff"."end", "handoff"."reason", "handoff"."language"
      FROM (SELECT "handoffId", any_value("conversationKey") AS "conversationKey", arg_max("learnerKey", "position") AS "learnerKey",
          min("atMs") FILTER ("how" = 'requested') AS "requestedMs", min("atMs") FILTER ("how" = 'accepted') AS "acceptedMs",
          max("atMs") FILTER ("how" IN ('returned', 'completed', 'canceled', 'closed')) AS "endedMs",
          arg_max("how", "position") FILTER ("how" IN ('returned', 'completed', 'canceled', 'closed')) AS "end",
          arg_min("reason", "position") AS "reason", arg_min("language", "position") AS "language"
        FROM "handoff" GROUP BY "handoffId") AS "handoff" LEFT JOIN "conversation" USING ("conversationKey")`,
  },
  csat: {
    instant: '"csat"."atMs"',
    order: '"csat"."atMs", "csat"."csatId"',
    rowsOrder: '"ratedAt", "conversationId"',
    sql: `SELECT "conversationId", ${learner('"csat"."learnerKey"')} AS "learner", ${localTime('"csat"."atMs"')} AS "ratedAt", "score"
      FROM "csat" LEFT JOIN "conversation" USING ("conversationKey")`,
  },
  accounting_days: {
    instant: null,
    order: '"accountingDay", "currency"',
    rowsOrder: '"accountingDay", "currency"',
    sql: `SELECT "accountingDay", "currency",
      ${moneyColumns}
      FROM "money"`,
  },
  ledger: {
    instant: null,
    order: '"ledgerTransactionId", "entryNumber"',
    rowsOrder: '"ledgerTransactionId", "entryNumber"',
    sql: `SELECT "ledgerTransactionId", "entryNumber", "kind", "reference", "accountingDay", ${localTime('"money"."atMs"')} AS "bookedAt",
      "account", "currency", "amountMinor" FROM "money"`,
  },
};
