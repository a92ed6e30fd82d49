import type { FactTable } from './schema.ts';

/** How the staged events of some types become rows of a table. */
export interface Load {
  readonly table: FactTable;
  readonly types: readonly string[];
  readonly select: string;
}

const common = '"position", "atMs", "learnerKey", "conversationKey"';

/** The staged events of some types with their payloads read once, as `p`. */
function told(types: readonly string[], payload: Readonly<Record<string, unknown>>): string {
  const names = types.map((type) => `'${type}'`).join(', ');
  return `(SELECT *, from_json("payload", '${JSON.stringify(payload)}') AS "p" FROM "staged" WHERE "type" IN (${names}))`;
}

const ids = {
  paymentId: 'VARCHAR',
  orderId: 'VARCHAR',
  checkoutId: 'VARCHAR',
  amountMinor: 'BIGINT',
  currency: 'VARCHAR',
};
const where = { surface: 'VARCHAR', language: 'VARCHAR' };
const linePayload = {
  ...where,
  ...ids,
  gateway: 'VARCHAR',
  refundId: 'VARCHAR',
  sentBy: 'VARCHAR',
  lines: [
    {
      productId: 'VARCHAR',
      impressionId: 'VARCHAR',
      totalMinor: 'BIGINT',
      refundedMinor: 'BIGINT',
      isWhole: 'BOOLEAN',
    },
  ],
};
const lineTypes = ['checkout.opened', 'payment.created', 'payment.succeeded', 'payment.refunded'];
const handoffTypes = [
  'requested',
  'accepted',
  'returned',
  'transferred',
  'completed',
  'canceled',
  'closed',
].map((how) => `handoff.${how}`);
const entitlementTypes = ['granted', 'paused', 'resumed', 'revoked'].map((how) => `entitlement.${how}`);

export const LOADS: readonly Load[] = [
  {
    table: 'conversation',
    types: ['conversation.started'],
    select: `SELECT "conversationKey", "conversationId", "learnerKey", "atMs", "position", "p"."surface" AS "channel",
      "p"."language" AS "language" FROM ${told(['conversation.started'], where)}`,
  },
  {
    table: 'turn',
    types: ['turn.answered'],
    select: `SELECT md5_number_lower("subjectId") AS "turnKey", ${common}, "p"."intent" AS "intent",
      "p"."language" AS "language", "p"."surface" AS "channel", "p"."repliesCount" AS "repliesCount"
      FROM ${told(['turn.answered'], { ...where, intent: 'VARCHAR', repliesCount: 'INTEGER' })}`,
  },
  {
    table: 'impression',
    types: ['recommendation.shown'],
    select: `SELECT md5_number_lower("item"."impressionId") AS "impressionKey", ${common}, "item"."productId" AS "productId",
      "item"."rank" AS "rank", "item"."amountMinor" AS "amountMinor", "item"."currency" AS "currency",
      "turnKey", "p"."strategy" AS "strategy", "p"."experimentId" AS "experimentId",
      coalesce("item"."variant", "p"."variant") AS "variant",
      "p"."surface" AS "channel", "p"."language" AS "language"
      FROM (SELECT *, unnest("p"."items") AS "item" FROM (SELECT *, md5_number_lower("p"."turnActivityId") AS "turnKey" FROM ${told(
        ['recommendation.shown'],
        {
          ...where,
          turnActivityId: 'VARCHAR',
          strategy: 'VARCHAR',
          experimentId: 'VARCHAR',
          variant: 'VARCHAR',
          items: [
            {
              impressionId: 'VARCHAR',
              productId: 'VARCHAR',
              rank: 'UTINYINT',
              amountMinor: 'BIGINT',
              currency: 'VARCHAR',
              variant: 'VARCHAR',
            },
          ],
        },
      )}))`,
  },
  {
    table: 'recommendation',
    types: ['recommendation.shown'],
    select: `SELECT "p"."recommendationId" AS "recommendationId", ${common}, md5_number_lower("p"."turnActivityId") AS "turnKey",
      "p"."strategy" AS "strategy", len("p"."items")::INTEGER AS "productsCount", "p"."topicIds" AS "topicIds",
      "p"."relaxed" AS "relaxed", "p"."unmet" AS "unmet", "p"."surface" AS "channel", "p"."language" AS "language"
      FROM ${told(['recommendation.shown'], {
        ...where,
        recommendationId: 'VARCHAR',
        turnActivityId: 'VARCHAR',
        strategy: 'VARCHAR',
        topicIds: ['VARCHAR'],
        relaxed: ['VARCHAR'],
        unmet: ['VARCHAR'],
        items: [{ rank: 'UTINYINT' }],
      })}`,
  },
  {
    table: 'click',
    types: ['impression.clicked'],
    select: `SELECT md5_number_lower(concat("p"."impressionId", ' ', "p"."button", ' ', "position")) AS "clickKey",
      md5_number_lower("p"."impressionId") AS "impressionKey", ${common}, "p"."productId" AS "productId", "p"."button" AS "button"
      FROM ${told(['impression.clicked'], { impressionId: 'VARCHAR', productId: 'VARCHAR', button: 'VARCHAR' })}`,
  },
  {
    table: 'checkout',
    types: ['checkout.opened'],
    select: `SELECT "p"."checkoutId" AS "checkoutId", ${common}, "p"."currency" AS "currency", "p"."totalMinor" AS "totalMinor",
      "p"."surface" AS "channel", "p"."language" AS "language", "p"."sentBy" IS NOT NULL AS "isSent"
      FROM ${told(['checkout.opened'], { ...where, ...ids, totalMinor: 'BIGINT', sentBy: 'VARCHAR' })}`,
  },
  {
    table: 'payment',
    types: ['payment.created'],
    select: `SELECT "p"."paymentId" AS "paymentId", ${common}, "p"."checkoutId" AS "checkoutId", "p"."orderId" AS "orderId",
      "p"."currency" AS "currency", "p"."amountMinor" AS "amountMinor", "p"."surface" AS "channel", "p"."language" AS "language"
      FROM ${told(['payment.created'], { ...where, ...ids })}`,
  },
  {
    table: 'sale',
    types: ['payment.succeeded'],
    select: `SELECT "p"."paymentId" AS "paymentId", ${common}, "p"."checkoutId" AS "checkoutId", "p"."orderId" AS "orderId",
      "p"."currency" AS "currency", "p"."amountMinor" AS "amountMinor", "p"."walletMinor" AS "walletMinor",
      coalesce("p"."gateway", 'wallet') AS "gateway", "p"."method" AS "method", "p"."surface" AS "channel",
      "p"."language" AS "language"
      FROM ${told(['payment.succeeded'], { ...where, ...ids, walletMinor: 'BIGINT', gateway: 'VARCHAR', method: 'VARCHAR' })}`,
  },
  {
    table: 'failure',
    types: ['payment.attempt_failed'],
    select: `SELECT "p"."attemptId" AS "attemptId", ${common}, "p"."paymentId" AS "paymentId", "p"."gateway" AS "gateway",
      "p"."method" AS "method", "p"."code" AS "code", "p"."currency" AS "currency", "p"."amountMinor" AS "amountMinor"
      FROM ${told(['payment.attempt_failed'], { ...ids, attemptId: 'VARCHAR', gateway: 'VARCHAR', method: 'VARCHAR', code: 'VARCHAR' })}`,
  },
  {
    table: 'refund',
    types: ['payment.refunded'],
    select: `SELECT "p"."refundId" AS "refundId", ${common}, "p"."paymentId" AS "paymentId", "p"."orderId" AS "orderId",
      "p"."currency" AS "currency", "p"."amountMinor" AS "amountMinor"
      FROM ${told(['payment.refunded'], { ...ids, refundId: 'VARCHAR' })}`,
  },
  {
    table: 'line',
    types: lineTypes,
    // Keyed by what was opened, pressed, paid or given back and the product, of which each has one line.
    select: `SELECT md5_number_lower(concat("kind", ' ', "subject", ' ', "line"."productId")) AS "lineKey", "kind", ${common},
      "subject" AS "subjectId", "place", "line"."productId" AS "productId", md5_number_lower("line"."impressionId") AS "impressionKey",
      CASE WHEN "kind" = 6 THEN "line"."refundedMinor" ELSE "line"."totalMinor" END AS "amountMinor", "line"."isWhole" AS "isWhole",
      "p"."currency" AS "currency", "p"."surface" AS "channel", "p"."language" AS "language",
      CASE WHEN "kind" = 5 THEN coalesce("p"."gateway", 'wallet') END AS "gateway", "p"."sentBy" IS NOT NULL AS "isSent"
      FROM (SELECT *, unnest("p"."lines") AS "line", generate_subscripts("p"."lines", 1) AS "place",
          CASE "type" WHEN 'checkout.opened' THEN 3 WHEN 'payment.created' THEN 4 WHEN 'payment.succeeded' THEN 5 ELSE 6 END AS "kind",
          CASE "type" WHEN 'checkout.opened' THEN "p"."checkoutId" WHEN 'payment.refunded' THEN "p"."refundId"
            ELSE "p"."paymentId" END AS "subject"
        FROM ${told(lineTypes, linePayload)})`,
  },
  {
    table: 'entitlement',
    types: entitlementTypes,
    select: `SELECT md5_number_lower(concat("p"."entitlementId", ' ', "position")) AS "entitlementKey",
      "p"."entitlementId" AS "entitlementId", split_part("type", '.', 2) AS "how", ${common}, "p"."productId" AS "productId",
      "p"."orderId" AS "orderId"
      FROM ${told(entitlementTypes, { entitlementId: 'VARCHAR', productId: 'VARCHAR', orderId: 'VARCHAR' })}`,
  },
  {
    table: 'handoff',
    types: handoffTypes,
    select: `SELECT md5_number_lower(concat("subjectId", ' ', "position")) AS "handoffKey", "subjectId" AS "handoffId",
      split_part("type", '.', 2) AS "how", ${common}, "p"."reason" AS "reason", "p"."language" AS "language"
      FROM ${told(handoffTypes, { reason: 'VARCHAR', language: 'VARCHAR' })}`,
  },
  {
    table: 'risk',
    types: ['risk.assessed'],
    select: `SELECT "p"."assessmentId" AS "assessmentId", ${common}, "p"."checkoutId" AS "checkoutId", "p"."decision" AS "decision",
      "p"."modelVersion" AS "modelVersion", "p"."score" AS "score", "p"."rules" AS "rules"
      FROM ${told(['risk.assessed'], {
        assessmentId: 'VARCHAR',
        checkoutId: 'VARCHAR',
        decision: 'VARCHAR',
        modelVersion: 'VARCHAR',
        score: 'DOUBLE',
        rules: ['VARCHAR'],
      })}`,
  },
  {
    table: 'csat',
    types: ['csat.answered'],
    select: `SELECT "subjectId" AS "csatId", ${common}, "p"."score" AS "score" FROM ${told(['csat.answered'], { score: 'INTEGER' })}`,
  },
  {
    table: 'exposure',
    types: ['experiment.exposed'],
    select: `SELECT md5_number_lower(concat("p"."experiment", ' ', "learnerKey", ' ', "conversationKey")) AS "exposureKey",
      ${common}, "p"."experiment" AS "experiment", "p"."variant" AS "variant"
      FROM ${told(['experiment.exposed'], { experiment: 'VARCHAR', variant: 'VARCHAR' })}`,
  },
];
