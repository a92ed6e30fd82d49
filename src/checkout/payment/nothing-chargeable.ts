import { type RawBuilder, sql } from '../../kernel/db/database.ts';

/** SQL: no attempt of the checkout that a column names may still charge. */
export function nothingChargeable(checkoutIdColumn: string): RawBuilder<boolean> {
  return sql<boolean>`NOT EXISTS (
    SELECT 1 FROM "payment" INNER JOIN "payment_attempt" ON "payment_attempt"."liveKey" = "payment"."paymentId"
    WHERE "payment"."checkoutId" = ${sql.ref(checkoutIdColumn)})`;
}
