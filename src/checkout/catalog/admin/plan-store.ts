import type { Queries, Tx } from '../../../kernel/db/database.ts';
import type { PricePlan as PricePlanRow } from '../../../kernel/db/tables.ts';

export type PricePlan = PricePlanRow;

/** Writes a plan. False when one of the same product, currency and moment is planned. */
export async function insertPlan(
  tx: Tx,
  plan: Omit<PricePlanRow, 'status' | 'plannedKey' | 'settledAtMs'>,
): Promise<boolean> {
  const { productId, currency, startsAtMs } = plan;
  const rows = await tx
    .insertInto('price_plan')
    .values({
      ...plan,
      status: 'planned',
      plannedKey: `${productId}:${currency}:${startsAtMs}`,
      settledAtMs: null,
    })
    .onConflict((conflict) => conflict.column('plannedKey').doNothing())
    .returning('pricePlanId')
    .execute();
  return rows.length > 0;
}

export function findPlan(db: Queries, pricePlanId: string): Promise<PricePlan | undefined> {
  return db.selectFrom('price_plan').selectAll().where('pricePlanId', '=', pricePlanId).executeTakeFirst();
}

/** What is planned for a product, the next first. */
export function findPlansOf(db: Queries, productId: string): Promise<PricePlan[]> {
  return db
    .selectFrom('price_plan')
    .selectAll()
    .where('productId', '=', productId)
    .where('status', '=', 'planned')
    .orderBy('startsAtMs')
    .execute();
}

/** Plans whose moment has come, the earliest first. */
export function findDuePlans(
  db: Queries,
  { nowMs, limit }: { readonly nowMs: number; readonly limit: number },
): Promise<PricePlan[]> {
  return db
    .selectFrom('price_plan')
    .selectAll()
    .where('status', '=', 'planned')
    .where('startsAtMs', '<=', nowMs)
    .orderBy('startsAtMs')
    .limit(limit)
    .execute();
}

/** Ends a plan one way or the other. False when it ended before. */
export async function settlePlan(
  tx: Tx,
  end: { readonly pricePlanId: string; readonly status: 'started' | 'canceled'; readonly atMs: number },
): Promise<boolean> {
  const result = await tx
    .updateTable('price_plan')
    .set({ status: end.status, plannedKey: null, settledAtMs: end.atMs })
    .where('pricePlanId', '=', end.pricePlanId)
    .where('status', '=', 'planned')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
