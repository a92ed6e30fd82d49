import { type RawBuilder, sql } from '../../kernel/db/database.ts';

/**
 * What a learner can spend in a currency at an instant, as an expression to stand in a statement that runs anyway:
 * showing it must cost a purchase no query of its own.
 */
export function spendableMinor(
  owner: { learnerId: unknown; livemode: unknown; currency: unknown },
  nowMs: number,
): RawBuilder<number> {
  return sql<number>`(
    SELECT CAST(COALESCE(SUM("wallet_lot"."remainingMinor"), 0) AS BIGINT) FROM "wallet_lot"
    WHERE "wallet_lot"."learnerId" = ${owner.learnerId} AND "wallet_lot"."livemode" = ${owner.livemode}
      AND "wallet_lot"."currency" = ${owner.currency}
      AND ("wallet_lot"."expiresAtMs" IS NULL OR "wallet_lot"."expiresAtMs" > ${nowMs}))`;
}
