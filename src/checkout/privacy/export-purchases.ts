import type { Queries } from '../../kernel/db/database.ts';

const PAGE = 200;

const pages = {
  orders: ordersAfter,
  payments: paymentsAfter,
  refunds: refundsAfter,
  entitlements: entitlementsAfter,
  consents: consentsAfter,
} as const;

/** What the file of somebody's own data tells of their purchases. */
export const PURCHASES = Object.keys(pages) as (keyof typeof pages)[];

/** One part of what a learner bought, for their own file, in pages, oldest first. */
export async function* exportPurchases(
  db: Queries,
  { learnerId, part }: { learnerId: string; part: keyof typeof pages },
): AsyncGenerator<object> {
  for (let after = ''; ; ) {
    const rows: readonly WithId[] = await pages[part](db, { learnerId, after });
    for (const { id: _place, ...row } of rows) yield row;
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? '';
  }
}

interface WithId {
  readonly id: string;
}

interface Place {
  readonly learnerId: string;
  readonly after: string;
}

async function ordersAfter(db: Queries, { learnerId, after }: Place) {
  const orders = await db
    .selectFrom('orders')
    .select(['orderId as id', 'orderId', 'orderNumber', 'status', 'currency', 'subtotalMinor'])
    .select(['discountMinor', 'taxMinor', 'totalMinor', 'buyerCountry', 'createdAtMs', 'paidAtMs'])
    .where('learnerId', '=', learnerId)
    .where('orderId', '>', after)
    .orderBy('orderId')
    .limit(PAGE)
    .execute();
  const orderIds = orders.map(({ orderId }) => orderId);
  if (orderIds.length === 0) return [];
  const lines = await db
    .selectFrom('order_line')
    .select(['orderId', 'productId', 'title', 'kind', 'currency', 'amountMinor', 'discountMinor'])
    .select(['taxMinor', 'totalMinor'])
    .where('orderId', 'in', orderIds)
    .orderBy('orderLineId')
    .execute();
  return orders.map((order) => ({
    ...order,
    lines: lines.filter(({ orderId }) => orderId === order.orderId).map(({ orderId: _of, ...line }) => line),
  }));
}

function paymentsAfter(db: Queries, { learnerId, after }: Place) {
  return db
    .selectFrom('payment')
    .leftJoin('payment_attempt as counted', 'counted.attemptId', 'payment.countedAttemptId')
    .select(['payment.paymentId as id', 'payment.paymentId', 'payment.orderId', 'payment.status'])
    .select(['payment.currency', 'payment.amountMinor', 'payment.refundedMinor', 'payment.createdAtMs'])
    .select(['payment.succeededAtMs', 'counted.method', 'counted.gateway', 'counted.gatewayReference'])
    .where('payment.learnerId', '=', learnerId)
    .where('payment.paymentId', '>', after)
    .orderBy('payment.paymentId')
    .limit(PAGE)
    .execute();
}

function refundsAfter(db: Queries, { learnerId, after }: Place) {
  return db
    .selectFrom('refund')
    .innerJoin('payment', 'payment.paymentId', 'refund.paymentId')
    .select([
      'refund.refundId as id',
      'refund.refundId',
      'refund.orderId',
      'refund.status',
      'refund.currency',
    ])
    .select(['refund.amountMinor', 'refund.reason', 'refund.createdAtMs', 'refund.succeededAtMs'])
    .where('payment.learnerId', '=', learnerId)
    .where('refund.refundId', '>', after)
    .orderBy('refund.refundId')
    .limit(PAGE)
    .execute();
}

function entitlementsAfter(db: Queries, { learnerId, after }: Place) {
  return db
    .selectFrom('entitlement')
    .leftJoin('product', 'product.productId', 'entitlement.productId')
    .select(['entitlement.entitlementId as id', 'entitlement.entitlementId', 'entitlement.orderId'])
    .select(['entitlement.productId', 'product.title', 'entitlement.status', 'entitlement.grantedAtMs'])
    .where('entitlement.learnerId', '=', learnerId)
    .where('entitlement.entitlementId', '>', after)
    .orderBy('entitlement.entitlementId')
    .limit(PAGE)
    .execute();
}

function consentsAfter(db: Queries, { learnerId, after }: Place) {
  return db
    .selectFrom('orders')
    .select(['orderId as id', 'orderId', 'consentVersion as version', 'consentLanguage as language'])
    .select(['consentSurface as surface', 'consentAtMs as atMs'])
    .where('learnerId', '=', learnerId)
    .where('orderId', '>', after)
    .orderBy('orderId')
    .limit(PAGE)
    .execute();
}
