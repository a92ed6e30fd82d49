import { type Queries, sql, type Tx } from '../../kernel/db/database.ts';
import { insertRow, prepared, preparedByShape, updateRow } from '../../kernel/db/prepared.ts';
import type { OrderLine, Order as OrderRow } from '../../kernel/db/tables.ts';
import { spendableMinor } from '../wallet/spendable.ts';
import type { OrderState } from './order.ts';

export interface Order extends Omit<OrderRow, 'status'> {
  readonly status: OrderState;
}

export async function saveOrder(tx: Tx, order: Order, lines: readonly OrderLine[]): Promise<void> {
  await insertRow(tx, 'orders', order);
  for (const line of lines) await insertRow(tx, 'order_line', line);
}

const byId = prepared((db, { orderId }: { orderId: string }) =>
  db.selectFrom('orders').selectAll().where('orderId', '=', orderId),
);

export async function findOrder(db: Queries, orderId: string): Promise<Order | undefined> {
  const [row] = await byId(db, { orderId });
  return row as Order | undefined;
}

/** What the view of a checkout shows of its order and of the learner's wallet. */
export interface OrderShown extends Pick<Order, 'orderId' | 'orderNumber'> {
  readonly spendableMinor: number;
}

export async function findOrderShown(
  db: Queries,
  wanted: { orderId: string; nowMs: number },
): Promise<OrderShown | undefined> {
  const [row] = await shownById(db, wanted);
  return row;
}

const shownById = prepared((db, { orderId, nowMs }: { orderId: string; nowMs: number }) =>
  db
    .selectFrom('orders')
    .select(['orderId', 'orderNumber', spendableMinor(orderOwner, nowMs).as('spendableMinor')])
    .where('orderId', '=', orderId),
);

const orderOwner = {
  learnerId: sql.ref('orders.learnerId'),
  livemode: sql.ref('orders.livemode'),
  currency: sql.ref('orders.currency'),
};

export async function findOrderLines(db: Queries, orderIds: readonly string[]): Promise<OrderLine[]> {
  return orderIds.length === 0 ? [] : linesOf(db, { orderIds });
}

const linesOf = preparedByShape(
  ({ orderIds }: { orderIds: readonly string[] }) => orderIds.length,
  (db, { orderIds }) =>
    db
      .selectFrom('order_line')
      .selectAll()
      .where('orderId', 'in', orderIds)
      .orderBy('orderId')
      .orderBy('lineNumber'),
);

/** A learner's orders, newest first. */
export async function findOrdersOfLearner(db: Queries, learnerId: string, limit: number): Promise<Order[]> {
  const rows = await db
    .selectFrom('orders')
    .selectAll()
    .where('learnerId', '=', learnerId)
    .orderBy('createdAtMs', 'desc')
    .limit(limit)
    .execute();
  return rows as Order[];
}

/** A learner's orders, newest first; those older than one of them when it is named. One more than `limit` tells of more. */
export async function findOrdersBefore(
  db: Queries,
  { learnerId, before, limit }: { learnerId: string; before: string | undefined; limit: number },
): Promise<Order[]> {
  const place = db
    .selectFrom('orders')
    .select('createdAtMs')
    .where('orderId', '=', before ?? '');
  const rows = await db
    .selectFrom('orders')
    .selectAll()
    .where('learnerId', '=', learnerId)
    .$if(before !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('createdAtMs', '<', place),
          eb.and([eb('createdAtMs', '=', place), eb('orderId', '<', before ?? '')]),
        ]),
      ),
    )
    .orderBy('createdAtMs', 'desc')
    .orderBy('orderId', 'desc')
    .limit(limit)
    .execute();
  return rows as Order[];
}

/** The orders of these ids, newest first. */
export async function findOrders(db: Queries, orderIds: readonly string[]): Promise<Order[]> {
  const rows = await db
    .selectFrom('orders')
    .selectAll()
    .where('orderId', 'in', orderIds)
    .orderBy('orderId', 'desc')
    .execute();
  return rows as Order[];
}

export async function updateOrder(
  tx: Tx,
  orderId: string,
  change: Partial<Pick<Order, 'status' | 'paidAtMs' | 'discountMinor' | 'taxMinor' | 'totalMinor'>>,
): Promise<void> {
  await updateRow(tx, 'orders', { key: 'orderId', value: orderId, change });
}

/** What a line comes to when less was taken than was reserved for it. */
export async function updateOrderLine(
  tx: Tx,
  orderLineId: string,
  change: Pick<OrderLine, 'discountMinor' | 'taxMinor' | 'totalMinor'>,
): Promise<void> {
  await updateRow(tx, 'order_line', { key: 'orderLineId', value: orderLineId, change });
}
