import { conflict, type Tx } from '../../kernel/db/database.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import type { Session } from '../session/store.ts';
import { couponUseTransitions } from './coupon.ts';
import { couponUsed } from './events.ts';
import { freeSlot } from './reserve-coupon.ts';
import { findCoupon, findSlots, findUse, takeStock, updateUse } from './store.ts';

type RedeemDeps = Pick<CheckoutDeps, 'clock' | 'newId' | 'livemode'>;

/** Confirms the use that a checkout holds, in the transaction that settles its payment. */
export async function redeemCoupon(
  deps: RedeemDeps,
  tx: Tx,
  { session, orderId }: { session: Session; orderId: string },
): Promise<void> {
  if (session.couponUseId === null) return;
  const use = await findUse(tx, session.couponUseId);
  if (use?.status !== 'reserved') throw conflict(`checkout ${session.checkoutId} lost its coupon meanwhile`);
  const status = transition(couponUseTransitions, use.status, 'redeemed');
  const change = { status, orderId, redeemedAtMs: deps.clock.nowMs() };
  await updateUse(tx, use, change);
  const { conversationId } = session;
  await couponUsed(deps, tx, { use: { ...use, ...change }, how: 'redeemed', conversationId });
}

/**
 * Money arrived: does the discount still hold? Only a use that went back meanwhile may not, when others took the
 * rest; if one is left it is taken again. True without a coupon.
 */
export async function holdCoupon(tx: Tx, session: Session): Promise<boolean> {
  if (session.couponUseId === null) return true;
  const use = await findUse(tx, session.couponUseId);
  const coupon = use && (await findCoupon(tx, use.couponId));
  if (use === undefined || coupon === undefined) return false;
  if (use.status !== 'returned') return true;
  const slot = freeSlot(await findSlots(tx, use), coupon.perLearnerLimit);
  if (slot === undefined || !(await takeStock(tx, use.couponId))) return false;
  const status = transition(couponUseTransitions, use.status, 'reserved');
  await updateUse(tx, use, { status, slot, returnedAtMs: null, returnReason: null });
  return true;
}
