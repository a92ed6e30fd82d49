import type { Tx } from '../../kernel/db/database.ts';
import { transition } from '../../kernel/state-machine.ts';
import { orderTransitions } from './order.ts';
import { findOrder, updateOrder } from './store.ts';

/** An order of which nothing is left, by refunds or lost disputes, is refunded. */
export async function settleOrder(tx: Tx, orderId: string, leftMinor: number): Promise<void> {
  if (leftMinor > 0) return;
  const order = await findOrder(tx, orderId);
  if (order?.status !== 'paid') return;
  await updateOrder(tx, orderId, { status: transition(orderTransitions, order.status, 'refunded') });
}
