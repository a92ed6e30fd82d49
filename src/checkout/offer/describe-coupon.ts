import { DomainError } from '../../kernel/errors.ts';
import type { Money } from '../../kernel/money.ts';
import { takeTurn } from '../../kernel/rate-limit.ts';
import type { CheckoutDeps } from '../deps.ts';
import type { ProductKind } from '../wire.ts';
import { canonicalCode, codeKeyOf } from './code.ts';
import { type Coupon, isCouponOver } from './coupon.ts';
import { findCouponByKey, findSlots, hasPaidOrder } from './store.ts';

/** What a code gives, as far as it can be told before a checkout is open. */
export interface DescribedCoupon {
  /** As it is kept. */
  readonly code: string;
  readonly refusal:
    | 'unknown'
    | 'over'
    | 'not_started'
    | 'used'
    | 'first_purchase_only'
    | 'asked_too_often'
    | null;
  readonly percentOff: number | null;
  readonly amountsOff: readonly Money[];
  readonly minimums: readonly Money[];
  readonly endsAtMs: number | null;
  readonly productKinds: readonly ProductKind[] | null;
  /** It is for some products only. */
  readonly isForSome: boolean;
}

/**
 * Reads a code for a learner; nothing is reserved. Asking counts as trying one at a checkout, so that nobody guesses
 * codes in a conversation either. A code of somebody else is as good as none.
 */
export async function describeCoupon(
  deps: Pick<CheckoutDeps, 'db' | 'clock' | 'livemode' | 'couponTries'>,
  { learnerId, code }: { learnerId: string; code: string },
): Promise<DescribedCoupon> {
  const canonical = canonicalCode(code);
  const nothing = { code: canonical, percentOff: null, amountsOff: [], minimums: [], ...EVERYTHING };
  if (!(await mayTry(deps, learnerId))) return { ...nothing, refusal: 'asked_too_often' };
  const coupon = await findCouponByKey(deps.db.query, codeKeyOf(canonical, deps.livemode));
  const isTheirs = coupon?.learnerId === null || coupon?.learnerId === learnerId;
  if (coupon === undefined || coupon.status === 'disabled' || !isTheirs) {
    return { ...nothing, refusal: 'unknown' };
  }
  return {
    code: coupon.code,
    refusal: await refusalOf(deps, coupon, learnerId),
    percentOff: coupon.percentOff,
    amountsOff: moneysOf(coupon.amountsOff),
    minimums: moneysOf(coupon.minimums),
    endsAtMs: coupon.endsAtMs,
    productKinds: coupon.productKinds,
    isForSome: coupon.productIds !== null,
  };
}

const EVERYTHING = { endsAtMs: null, productKinds: null, isForSome: false };

async function refusalOf(
  deps: Pick<CheckoutDeps, 'db' | 'clock' | 'livemode'>,
  coupon: Coupon,
  learnerId: string,
): Promise<DescribedCoupon['refusal']> {
  const nowMs = deps.clock.nowMs();
  if (isCouponOver(coupon, nowMs)) return 'over';
  if (coupon.startsAtMs !== null && nowMs < coupon.startsAtMs) return 'not_started';
  const taken = await findSlots(deps.db.query, { couponId: coupon.couponId, learnerId });
  if (taken.length >= coupon.perLearnerLimit) return 'used';
  if (coupon.firstPurchaseOnly === 0) return null;
  const hasBought = await hasPaidOrder(deps.db.query, { learnerId, livemode: deps.livemode ? 1 : 0 });
  return hasBought ? 'first_purchase_only' : null;
}

async function mayTry(deps: Pick<CheckoutDeps, 'couponTries'>, learnerId: string): Promise<boolean> {
  try {
    await takeTurn(deps.couponTries, learnerId);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

function moneysOf(amounts: Readonly<Record<string, number>> | null): Money[] {
  return Object.entries(amounts ?? {}).map(([currency, amountMinor]) => ({ currency, amountMinor }));
}
