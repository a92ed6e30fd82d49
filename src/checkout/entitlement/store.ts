import type { Queries, Tx } from '../../kernel/db/database.ts';
import type { Entitlement as EntitlementRow } from '../../kernel/db/tables.ts';
import { activeKeyOf, type EntitlementState } from './entitlement.ts';

export interface Entitlement extends Omit<EntitlementRow, 'status' | 'activeKey'> {
  readonly status: EntitlementState;
}

/** Writes new entitlements. False when the learner owns one of the products already; then some may be written: undo. */
export async function saveEntitlements(tx: Tx, entitlements: readonly Entitlement[]): Promise<boolean> {
  const result = await tx
    .insertInto('entitlement')
    .values(entitlements.map((entitlement) => ({ ...entitlement, activeKey: activeKeyOf(entitlement) })))
    .onConflict((conflict) => conflict.column('activeKey').doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows) === entitlements.length;
}

/** Which of the products the learner owns now. */
export async function findOwned(
  db: Queries,
  learner: { learnerId: string; livemode: number },
  productIds: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('entitlement')
    .select('productId')
    .where(
      'activeKey',
      'in',
      productIds.map((productId) => activeKeyOf({ ...learner, productId })),
    )
    .execute();
  return rows.map((row) => row.productId);
}

/** A learner's entitlements that hold, newest first, with what they open. */
export async function findEntitlements(db: Queries, learnerId: string, livemode: number) {
  return db
    .selectFrom('entitlement')
    .innerJoin('product', 'product.productId', 'entitlement.productId')
    .select([
      'entitlement.entitlementId',
      'entitlement.productId',
      'entitlement.status',
      'entitlement.grantedAtMs',
    ])
    .select(['product.title', 'product.kind', 'product.url'])
    .where('entitlement.learnerId', '=', learnerId)
    .where('entitlement.livemode', '=', livemode)
    .where('entitlement.status', '<>', 'revoked')
    .orderBy('entitlement.grantedAtMs', 'desc')
    .execute();
}
