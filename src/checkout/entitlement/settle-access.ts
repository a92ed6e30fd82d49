import type { Tx } from '../../kernel/db/database.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { entitlementChanged } from '../events.ts';
import type { Payment } from '../payment/store.ts';
import { returnPlaces } from '../places/hold-places.ts';
import { type LineBalance, lineBalancesOf } from '../refund/line-balances.ts';
import { type EntitlementState, entitlementTransitions } from './entitlement.ts';
import { type Entitlement, findEntitlementsOfOrder, updateEntitlement } from './store.ts';

/**
 * Brings the access of an order to what its money says, line by line, under the checkout's lock: paused while all that
 * is left of a line is going back or a dispute is open, revoked when nothing is left, else active. What was revoked
 * stays so. Returns the balances it judged by.
 */
export async function settleAccess(deps: CheckoutDeps, tx: Tx, payment: Payment): Promise<LineBalance[]> {
  const balances = await lineBalancesOf(tx, payment.orderId);
  for (const entitlement of await findEntitlementsOfOrder(tx, payment.orderId)) {
    const to = accessOf(balances, entitlement.orderLineId);
    if (entitlement.status === 'revoked' || entitlement.status === to) continue;
    await change(deps, tx, { payment, entitlement, to, balances });
  }
  return balances;
}

/** The access that the money of an order gives to one of its lines. */
function accessOf(balances: readonly LineBalance[], orderLineId: string): EntitlementState {
  const own = balances.find(({ line }) => line.orderLineId === orderLineId);
  const priced = balances.filter(({ line }) => line.totalMinor > 0);
  // A line that cost nothing goes the way of those that were paid for.
  const deciding = own === undefined || own.line.totalMinor === 0 ? priced : [own];
  if (deciding.length === 0) return 'active';
  if (deciding.every(isGone)) return 'revoked';
  return deciding.every((each) => isGone(each) || each.isLeaving || each.isContested) ? 'paused' : 'active';
}

function isGone({ line, returnedMinor }: LineBalance): boolean {
  return returnedMinor >= line.totalMinor;
}

interface Change {
  readonly payment: Payment;
  readonly entitlement: Entitlement;
  readonly to: EntitlementState;
  readonly balances: readonly LineBalance[];
}

const words = { active: 'resumed', paused: 'paused', revoked: 'revoked' } as const;

async function change(
  deps: CheckoutDeps,
  tx: Tx,
  { payment, entitlement, to, balances }: Change,
): Promise<void> {
  const isRevoked = to === 'revoked';
  const isChargedBack = balances.some((each) => each.isChargedBack);
  await updateEntitlement(tx, entitlement, {
    status: transition(entitlementTransitions, entitlement.status, to),
    revokedAtMs: isRevoked ? deps.clock.nowMs() : null,
    revokeReason: isRevoked ? (isChargedBack ? 'charged_back' : 'refunded') : null,
  });
  const { entitlementId, productId } = entitlement;
  if (isRevoked) await returnPlaces(deps, tx, { orderId: payment.orderId, productId });
  await entitlementChanged(deps, tx, {
    payment,
    entitlement: { entitlementId, productId },
    how: words[to],
  });
}
