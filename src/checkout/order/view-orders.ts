import type { Queries } from '../../kernel/db/database.ts';
import { prepared, preparedByShape } from '../../kernel/db/prepared.ts';
import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';
import { findEntitlements } from '../entitlement/store.ts';
import { findRefundingOrders } from '../refund/store.ts';
import { topUpOf, topUpTitle } from '../wallet/top-up.ts';
import type { EntitlementView, HostEntitlementView, OrderView } from '../wire.ts';
import { findOrder, findOrderLines, findOrdersOfLearner, type Order } from './store.ts';

type ViewDeps = Pick<CheckoutDeps, 'db' | 'livemode'>;

/** A learner's orders, newest first, at most `limits.ordersPerPage`. */
export async function ordersOf(deps: ViewDeps, learnerId: string): Promise<OrderView[]> {
  const orders = await findOrdersOfLearner(deps.db.query, learnerId, limits.ordersPerPage);
  return viewsOf(deps.db.query, orders);
}

/** What a learner may open now, newest first. */
export async function entitlementsOf(deps: ViewDeps, learnerId: string): Promise<EntitlementView[]> {
  const rows = await findEntitlements(deps.db.query, learnerId, deps.livemode ? 1 : 0);
  return rows.map(viewOfEntitlement);
}

function viewOfEntitlement(row: Awaited<ReturnType<typeof findEntitlements>>[number]): EntitlementView {
  return {
    entitlementId: row.entitlementId,
    productId: row.productId,
    title: row.title,
    kind: row.kind as EntitlementView['kind'],
    status: 'active',
    grantedAtMs: row.grantedAtMs,
    startUrl: row.url,
  };
}

/** The same with the host platform's own ids of the contents. */
export async function hostEntitlementsOf(deps: ViewDeps, learnerId: string): Promise<HostEntitlementView[]> {
  const rows = await findEntitlements(deps.db.query, learnerId, deps.livemode ? 1 : 0);
  return rows.map((row) => ({ ...viewOfEntitlement(row), externalId: row.externalId }));
}

/** The products a learner owns now. */
export async function ownedProductIds(deps: ViewDeps, learnerId: string): Promise<Set<string>> {
  const rows = await deps.db.query
    .selectFrom('entitlement')
    .select('productId')
    .where('learnerId', '=', learnerId)
    .where('livemode', '=', deps.livemode ? 1 : 0)
    .where('activeKey', 'is not', null)
    .execute();
  return new Set(rows.map((row) => row.productId));
}

/** What a receipt tells, from the order as it was written (M12). */
export interface Receipt {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly learnerId: string;
  readonly conversationId: string | null;
  readonly paymentId: string;
  readonly gatewayReference: string | null;
  readonly method: string | null;
  readonly lines: readonly {
    productId: string;
    title: string;
    totalMinor: number;
    startUrl: string | null;
  }[];
  readonly totalMinor: number;
  readonly taxMinor: number;
  readonly currency: string;
  readonly sellerName: string;
  readonly language: 'zh' | 'en';
  readonly paidAtMs: number;
  readonly livemode: boolean;
}

/** The receipt of a paid order; undefined when there is none. */
export async function receiptOf(
  deps: Pick<CheckoutDeps, 'db' | 'merchant'>,
  orderId: string,
): Promise<Receipt | undefined> {
  const order = await findOrder(deps.db.query, orderId);
  if (order === undefined || order.paidAtMs === null) return undefined;
  const orderIds = [orderId];
  const [[paid], lines, urls] = await Promise.all([
    paidBy(deps.db.query, { orderId }),
    findOrderLines(deps.db.query, orderIds),
    urlsOf(deps.db.query, orderIds),
  ]);
  if (paid === undefined) return undefined;
  return {
    orderId,
    orderNumber: order.orderNumber,
    learnerId: order.learnerId,
    conversationId: order.conversationId,
    paymentId: paid.paymentId,
    gatewayReference: paid.gatewayReference,
    method: paid.method,
    lines: linesOf(order, lines, urls),
    totalMinor: order.totalMinor,
    taxMinor: order.taxMinor,
    currency: order.currency,
    sellerName: deps.merchant.legalName,
    language: order.language === 'zh' ? 'zh' : 'en',
    paidAtMs: order.paidAtMs,
    livemode: order.livemode === 1,
  };
}

const paidBy = prepared((db, { orderId }: { orderId: string }) =>
  db
    .selectFrom('payment')
    .leftJoin('payment_attempt', 'payment_attempt.attemptId', 'payment.countedAttemptId')
    .select(['payment.paymentId', 'payment_attempt.gatewayReference', 'payment_attempt.method'])
    .where('payment.orderId', '=', orderId),
);

/** The orders as their learner sees them, in the given order. */
export async function viewsOf(db: Queries, orders: readonly Order[]): Promise<OrderView[]> {
  const orderIds = orders.map((order) => order.orderId);
  if (orderIds.length === 0) return [];
  const [lines, payments, refunding, urls] = await Promise.all([
    findOrderLines(db, orderIds),
    paymentsOf(db, { orderIds }),
    findRefundingOrders(db, orderIds),
    urlsOf(db, orderIds),
  ]);
  return orders.map((order) => ({
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    status: order.status,
    ...(refunding.has(order.orderId) && { isRefunding: true }),
    checkoutId: order.checkoutId,
    paymentId: payments.find((payment) => payment.orderId === order.orderId)?.paymentId ?? null,
    currency: order.currency,
    totalMinor: order.totalMinor,
    lines: linesOf(order, lines, urls),
    createdAtMs: order.createdAtMs,
    paidAtMs: order.paidAtMs,
  }));
}

function linesOf(
  order: Order,
  lines: Awaited<ReturnType<typeof findOrderLines>>,
  urls: ReadonlyMap<string, string | null>,
): OrderView['lines'] {
  const own = lines.filter((line) => line.orderId === order.orderId);
  return [
    ...topUpLine(order),
    ...own.map(({ orderLineId, productId, title, totalMinor }) => ({
      productId,
      title,
      totalMinor,
      startUrl: urls.get(orderLineId) ?? null,
    })),
  ];
}

/** A top-up has no lines of its own: it is shown as one that opens nothing. */
function topUpLine({ topUp, language, totalMinor }: Order): OrderView['lines'] {
  const bought = topUpOf(topUp);
  if (bought === null) return [];
  const title = topUpTitle(language === 'zh' ? 'zh' : 'en');
  return [{ productId: bought.packageId, title, totalMinor, startUrl: null }];
}

/** Where the lines open to which there is access now, by the line. */
async function urlsOf(db: Queries, orderIds: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await openedBy(db, { orderIds });
  return new Map(rows.map((row) => [row.orderLineId, row.url]));
}

interface OfOrders {
  readonly orderIds: readonly string[];
}

const howMany = ({ orderIds }: OfOrders): number => orderIds.length;

const paymentsOf = preparedByShape(howMany, (db, { orderIds }) =>
  db.selectFrom('payment').select(['orderId', 'paymentId']).where('orderId', 'in', orderIds),
);

const openedBy = preparedByShape(howMany, (db, { orderIds }) =>
  db
    .selectFrom('entitlement')
    .innerJoin('product', 'product.productId', 'entitlement.productId')
    .select(['entitlement.orderLineId', 'product.url'])
    .where('entitlement.orderId', 'in', orderIds)
    .where('entitlement.status', '=', 'active'),
);
