import type { CheckoutDeps } from '../deps.ts';
import { askWhenSeen } from '../payment/ask-when-seen.ts';
import { findLiveAttempt } from '../payment/store.ts';
import type { OrderView } from '../wire.ts';
import { ordersOf } from './view-orders.ts';

/** Pending orders whose attempts are asked about at one look; older ones are the sweeper's. */
const ASKED_MAX = 5;

/** A learner's orders, newest first. Those not paid yet are asked about at their gateways, since somebody looks. */
export async function listOrders(deps: CheckoutDeps, learnerId: string): Promise<OrderView[]> {
  const orders = await ordersOf(deps, learnerId);
  const pending = orders.filter(({ status, paymentId }) => status === 'pending' && paymentId !== null);
  for (const { paymentId } of pending.slice(0, ASKED_MAX)) {
    const attempt = await findLiveAttempt(deps.db.query, paymentId ?? '');
    if (attempt !== undefined) askWhenSeen(deps, attempt);
  }
  return orders;
}
