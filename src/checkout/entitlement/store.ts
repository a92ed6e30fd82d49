import type { Queries, Tx } from '../../kernel/db/database.ts';
import { prepared } from '../../kernel/db/prepared.ts';
import type { Entitlement as EntitlementRow } from '../../kernel/db/tables.ts';
import { activeKeyOf, type EntitlementState } from './entitlement.ts';

export interface Entitlement extends Omit<EntitlementRow, 'status' | 'activeKey'> {
  readonly status: EntitlementState;
}

/** Writes new entitlements. False when the learner owns one of the products already; then some may be written: undo. */
export async function saveEntitlements(tx: Tx, entitlements: readonly Entitlement[]): Promise<boolean> {
  for (const entitlement of entitlements) {
    const row = { ...entitlement, activeKey: activeKeyOf(entitlement) };
    if ((await insertUnlessOwned(tx, row)).length === 0) return false;
  }
  return true;
}

const insertUnlessOwned = prepared((db, row: Entitlement & { activeKey: string }) =>
  db
    .insertInto('entitlement')
    .values({
      entitlementId: row.entitlementId,
      learnerId: row.learnerId,
      productId: row.productId,
      orderId: row.orderId,
      orderLineId: row.orderLineId,
      livemode: row.livemode,
      status: row.status,
      activeKey: row.activeKey,
      grantedAtMs: row.grantedAtMs,
      revokedAtMs: row.revokedAtMs,
      revokeReason: row.revokeReason,
    })
    .onConflict((conflict) => conflict.column('activeKey').doNothing())
    .returning('entitlementId'),
);

/** Which of the products the learner owns now. */
export async function findOwned(
  db: Queries,
  learner: { learnerId: string; livemode: number },
  productIds: readonly string[],
): Promise<string[]> {
  const owned: string[] = [];
  for (const productId of productIds) {
    const rows = await activeBy(db, { activeKey: activeKeyOf({ ...learner, productId }) });
    if (rows.length > 0) owned.push(productId);
  }
  return owned;
}

const activeBy = prepared((db, { activeKey }: { activeKey: string }) =>
  db.selectFrom('entitlement').select('entitlementId').where('activeKey', '=', activeKey),
);

/** A learner's entitlements that hold, newest first, with what they open: of a bundle, its parts too. */
export async function findEntitlements(db: Queries, learnerId: string, livemode: number) {
  const rows = await entitledProducts(db, learnerId, livemode);
  const own = new Set(rows.map(({ productId }) => productId));
  const opened = rows.flatMap(({ links, ...row }) =>
    partIdsOf(links).flatMap((productId) => (own.has(productId) ? [] : [{ ...row, productId }])),
  );
  if (opened.length === 0) return rows;
  const parts = await db
    .selectFrom('product')
    .select(['productId', 'title', 'kind', 'url', 'externalId', 'links'])
    .where(
      'productId',
      'in',
      opened.map(({ productId }) => productId),
    )
    .execute();
  const byId = new Map(parts.map((part) => [part.productId, part]));
  // Two bundles may open the same part; it stands there once.
  const fresh = new Map(opened.map((row) => [row.productId, row]));
  return [
    ...rows,
    ...[...fresh.values()].flatMap((row) => {
      const part = byId.get(row.productId);
      return part === undefined ? [] : [{ ...row, ...part }];
    }),
  ];
}

function partIdsOf(links: string | null): readonly string[] {
  return links === null ? [] : (JSON.parse(links) as { readonly partIds: readonly string[] }).partIds;
}

function entitledProducts(db: Queries, learnerId: string, livemode: number) {
  return db
    .selectFrom('entitlement')
    .innerJoin('product', 'product.productId', 'entitlement.productId')
    .select([
      'entitlement.entitlementId',
      'entitlement.productId',
      'entitlement.status',
      'entitlement.grantedAtMs',
    ])
    .select(['product.title', 'product.kind', 'product.url', 'product.externalId', 'product.links'])
    .where('entitlement.learnerId', '=', learnerId)
    .where('entitlement.livemode', '=', livemode)
    .where('entitlement.status', '=', 'active')
    .orderBy('entitlement.grantedAtMs', 'desc')
    .execute();
}

/** The entitlements of an order, whatever their state. */
export async function findEntitlementsOfOrder(db: Queries, orderId: string): Promise<Entitlement[]> {
  const rows = await db.selectFrom('entitlement').selectAll().where('orderId', '=', orderId).execute();
  return rows.map(({ activeKey: _, ...row }) => row as Entitlement);
}

/** A paused entitlement keeps its place, so that nothing is bought twice meanwhile; a revoked one gives it up. */
export async function updateEntitlement(
  tx: Tx,
  entitlement: Entitlement,
  change: Pick<Entitlement, 'status' | 'revokedAtMs' | 'revokeReason'>,
): Promise<void> {
  await tx
    .updateTable('entitlement')
    .set({ ...change, activeKey: change.status === 'revoked' ? null : activeKeyOf(entitlement) })
    .where('entitlementId', '=', entitlement.entitlementId)
    .execute();
}

/** The host's reports of use of these entitlements. */
export async function findUsages(db: Queries, entitlementIds: readonly string[]) {
  if (entitlementIds.length === 0) return [];
  return db
    .selectFrom('entitlement_usage')
    .selectAll()
    .where('entitlementId', 'in', entitlementIds)
    .execute();
}
