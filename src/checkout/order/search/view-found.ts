import type { Queries } from '../../../kernel/db/database.ts';
import type { CheckoutDeps } from '../../deps.ts';
import { findOrders } from '../store.ts';
import { viewsOf } from '../view-orders.ts';
import type { FoundOrder } from '../wire.ts';

export type SearchDeps = Pick<CheckoutDeps, 'db' | 'livemode'>;

/** The orders of these ids as those see them who look after them, newest first. */
export async function viewFound(deps: SearchDeps, orderIds: readonly string[]): Promise<FoundOrder[]> {
  if (orderIds.length === 0) return [];
  const db = deps.db.query;
  const orders = await findOrders(db, orderIds);
  const [views, learners, attempts] = await Promise.all([
    viewsOf(db, orders),
    learnersOf(db, [...new Set(orders.map(({ learnerId }) => learnerId))]),
    newestAttempts(db, orderIds),
  ]);
  return views.map((view, index) => {
    const learnerId = orders[index]?.learnerId ?? '';
    const { hostUserId = null, displayName = null } = learners.get(learnerId) ?? {};
    return {
      ...view,
      learner: { learnerId, hostUserId, displayName },
      attempt: attempts.get(view.orderId) ?? null,
    };
  });
}

async function learnersOf(db: Queries, learnerIds: readonly string[]) {
  const rows = await db
    .selectFrom('learner')
    .select(['learnerId', 'hostUserId', 'displayName'])
    .where('learnerId', 'in', learnerIds)
    .execute();
  return new Map(rows.map((row) => [row.learnerId, row]));
}

async function newestAttempts(
  db: Queries,
  orderIds: readonly string[],
): Promise<Map<string, NonNullable<FoundOrder['attempt']>>> {
  const rows = await db
    .selectFrom('payment')
    .innerJoin('payment_attempt as a', 'a.paymentId', 'payment.paymentId')
    .select([
      'payment.orderId',
      'a.gateway',
      'a.method',
      'a.status',
      'a.gatewayReference',
      'a.gatewayPaymentId',
    ])
    .where('payment.orderId', 'in', orderIds)
    .orderBy('a.number')
    .execute();
  return new Map(rows.map(({ orderId, ...attempt }) => [orderId, attempt]));
}
