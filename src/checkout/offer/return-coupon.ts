import type { Tx } from '../../kernel/db/database.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { askersOfRefunds } from '../refund/store.ts';
import { lockSession, type Session } from '../session/store.ts';
import { couponUseTransitions, isCouponOver } from './coupon.ts';
import { couponUsed } from './events.ts';
import { findCoupon, findUse, giveStockBack, updateUse } from './store.ts';

type ReturnDeps = Pick<CheckoutDeps, 'clock' | 'newId' | 'livemode'>;

export interface Returning {
  readonly session: Pick<Session, 'couponUseId' | 'conversationId'>;
  readonly reason: 'taken_off' | 'expired' | 'canceled' | 'refunded';
}

/** Gives a use back to coupon and learner (the last of Try–Confirm–Cancel). One that is back already stays so. */
export async function returnUse(deps: ReturnDeps, tx: Tx, { session, reason }: Returning): Promise<void> {
  if (session.couponUseId === null) return;
  const use = await findUse(tx, session.couponUseId);
  if (use === undefined || use.status === 'returned') return;
  const status = transition(couponUseTransitions, use.status, 'returned');
  const change = { status, returnedAtMs: deps.clock.nowMs(), returnReason: reason };
  await updateUse(tx, use, change);
  await giveStockBack(tx, use.couponId);
  const { conversationId } = session;
  await couponUsed(deps, tx, { use: { ...use, ...change }, how: 'returned', conversationId });
}

/** The sweep for checkouts that ended while a gateway might still charge: once it no longer can, the use goes back. */
export async function returnCouponOf(deps: ReturnDeps & Pick<CheckoutDeps, 'db'>, checkoutId: string) {
  await deps.db.transact(async (tx) => {
    const session = await lockSession(tx, checkoutId);
    if (session?.status === 'expired' || session?.status === 'canceled')
      await returnUse(deps, tx, { session, reason: session.status });
  });
}

/**
 * The rule of refunds, asked when a payment is wholly returned: a learner who within the policy has the whole payment back has the use back as well, unless
 * the coupon is over by now. A refund in part, or one that a person granted beyond the policy, gives none back.
 */
export async function returnAfterRefund(
  deps: ReturnDeps,
  tx: Tx,
  { session, paymentId }: { session: Session; paymentId: string },
): Promise<void> {
  if (session.couponUseId === null) return;
  const askers = await askersOfRefunds(tx, paymentId);
  if (askers.some((asker) => asker !== 'learner')) return;
  const use = await findUse(tx, session.couponUseId);
  const coupon = use && (await findCoupon(tx, use.couponId));
  if (coupon === undefined || isCouponOver(coupon, deps.clock.nowMs())) return;
  await returnUse(deps, tx, { session, reason: 'refunded' });
}
