import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, type ErrorDefinition } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { moneyText } from '../receipt/money-text.ts';
import type { Session } from '../session/store.ts';
import { codeKeyOf } from './code.ts';
import { type Coupon, judgeCoupon } from './coupon.ts';
import { offerErrors } from './errors.ts';
import { couponUsed } from './events.ts';
import { type CouponUse, findCouponByKey, findSlots, hasPaidOrder, saveUse, takeStock } from './store.ts';

export interface Reserved {
  readonly coupon: Coupon;
  readonly use: CouponUse;
  /** Of each line of the session, in minor units. */
  readonly discountsMinor: readonly number[];
}

/** Tries (the first of Try–Confirm–Cancel): judges the coupon, takes one of its uses and writes it for the checkout. */
export async function reserveCoupon(
  deps: CheckoutDeps,
  tx: Tx,
  { session, code }: { session: Session; code: string },
): Promise<Reserved> {
  const coupon = await findCouponByKey(tx, codeKeyOf(code, deps.livemode));
  if (coupon === undefined) throw new DomainError(offerErrors.coupon_unknown);
  const discountsMinor = await requireDiscounts(deps, tx, { coupon, session });
  const use = await takeUse(deps, tx, { coupon, session, discountsMinor });
  await couponUsed(deps, tx, { use, how: 'reserved', conversationId: session.conversationId });
  return { coupon, use, discountsMinor };
}

async function requireDiscounts(
  deps: CheckoutDeps,
  tx: Tx,
  { coupon, session }: { coupon: Coupon; session: Session },
): Promise<readonly number[]> {
  const { learnerId, lines, currency } = session;
  const hasBought = coupon.firstPurchaseOnly === 1 && (await hasPaidOrder(tx, session));
  const nowMs = deps.clock.nowMs();
  const judged = judgeCoupon({ coupon, learnerId, lines, currency, nowMs, hasBought });
  if (judged.refusal === null) return judged.discountsMinor;
  throw refusalError(judged.refusal, { minimumMinor: judged.minimumMinor, currency });
}

/** Whoever falls short of a minimum is told how much it is. */
function refusalError(
  refusal: ErrorDefinition,
  { minimumMinor, currency }: { minimumMinor: number | undefined; currency: string },
): DomainError {
  if (minimumMinor === undefined) return new DomainError(refusal);
  const money = { amountMinor: minimumMinor, currency };
  const learnerMessage = {
    zh: `满 ${moneyText(money, 'zh')} 才能使用这个优惠码。`,
    en: `This code needs an order of at least ${moneyText(money, 'en')}.`,
  };
  return new DomainError(refusal, { extensions: { minimumMinor, currency, learnerMessage } });
}

/** Stock first: its row is what takers of one coupon queue at, so that a learner's slots are read one after the other. */
async function takeUse(
  deps: CheckoutDeps,
  tx: Tx,
  { coupon, session, discountsMinor }: Omit<Reserved, 'use'> & { session: Session },
): Promise<CouponUse> {
  const { couponId } = coupon;
  if (!(await takeStock(tx, couponId))) throw new DomainError(offerErrors.coupon_used_up);
  const taken = await findSlots(tx, { couponId, learnerId: session.learnerId });
  const slot = freeSlot(taken, coupon.perLearnerLimit);
  if (slot === undefined) throw new DomainError(offerErrors.coupon_already_used);
  const use: CouponUse = {
    couponUseId: deps.newId('cpu'),
    couponId,
    checkoutId: session.checkoutId,
    learnerId: session.learnerId,
    slot,
    orderId: null,
    livemode: session.livemode,
    status: 'reserved',
    currency: session.currency,
    discountMinor: discountsMinor.reduce((sum, discountMinor) => sum + discountMinor, 0),
    reservedAtMs: deps.clock.nowMs(),
    redeemedAtMs: null,
    returnedAtMs: null,
    returnReason: null,
  };
  await saveUse(tx, use);
  return use;
}

/** The lowest that is free, from 1 to the limit; undefined when there is none. */
export function freeSlot(taken: readonly number[], limit: number): number | undefined {
  for (let slot = 1; slot <= limit; slot += 1) if (!taken.includes(slot)) return slot;
  return undefined;
}
