import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';
import type { OrderPageView } from '../wire.ts';
import { listOrders } from './list-orders.ts';
import { findOrdersBefore } from './store.ts';
import { viewsOf } from './view-orders.ts';

/**
 * A page of a learner's orders, newest first: the first one, or the one after an order of theirs. Of somebody else's
 * order nothing can be learned: the page is made of the learner's own alone.
 */
export async function pageOrders(
  deps: CheckoutDeps,
  { learnerId, before }: { learnerId: string; before?: string | undefined },
): Promise<OrderPageView> {
  const limit = limits.ordersPerPage;
  if (before === undefined) {
    const orders = await listOrders(deps, learnerId);
    return { orders, hasMore: orders.length === limit };
  }
  const rows = await findOrdersBefore(deps.db.query, { learnerId, before, limit: limit + 1 });
  const orders = await viewsOf(deps.db.query, rows.slice(0, limit));
  return { orders, hasMore: rows.length > limit };
}
