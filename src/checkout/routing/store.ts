import { conflict, type Queries, type Tx } from '../../kernel/db/database.ts';
import type { RoutingVersion as RoutingVersionRow } from '../../kernel/db/tables.ts';

/** Throws when the version exists, since two changes came at once: the transaction then runs again on the newer one. */
export async function saveRoutingVersion(tx: Tx, row: RoutingVersionRow): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('routing_version')
    .values(row)
    .onConflict((existing) => existing.column('version').doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) throw conflict(`version ${row.version} of the routing exists`);
}

/** The highest version; undefined before the first. */
export async function findLatestRouting(db: Queries): Promise<RoutingVersionRow | undefined> {
  return db.selectFrom('routing_version').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst();
}

/** Versions, newest first. */
export async function findRoutingVersions(db: Queries, limit: number): Promise<RoutingVersionRow[]> {
  return db.selectFrom('routing_version').selectAll().orderBy('version', 'desc').limit(limit).execute();
}

/** How the attempts of a checkout, payment or attempt were routed, first to last. */
export async function findRoutedAttempts(db: Queries, id: string) {
  return db
    .selectFrom('payment_attempt')
    .innerJoin('payment', 'payment.paymentId', 'payment_attempt.paymentId')
    .select([
      'payment_attempt.attemptId',
      'payment_attempt.number',
      'payment_attempt.gateway',
      'payment_attempt.method',
      'payment_attempt.status',
      'payment_attempt.failureCode',
      'payment_attempt.routing',
    ])
    .where((eb) =>
      eb.or([
        eb('payment_attempt.attemptId', '=', id),
        eb('payment_attempt.paymentId', '=', id),
        eb('payment_attempt.gatewayReference', '=', id),
        eb('payment.checkoutId', '=', id),
      ]),
    )
    .orderBy('payment_attempt.number')
    .execute();
}

/** Chooses the gateway of one checkout, or gives it back to the ladder. False when there is no such checkout that is open. */
export async function updateForcedGateway(
  db: Queries,
  { checkoutId, gateway }: { checkoutId: string; gateway: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('checkout_session')
    .set({ forcedGateway: gateway })
    .where('checkoutId', '=', checkoutId)
    .where('status', 'in', ['open', 'confirmed'])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
