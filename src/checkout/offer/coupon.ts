import type { Coupon as CouponRow } from '../../kernel/db/tables.ts';
import type { ErrorDefinition } from '../../kernel/errors.ts';
import { splitAmount, sumAmounts } from '../../kernel/money.ts';
import type { Transitions } from '../../kernel/state-machine.ts';
import type { OfferLine } from '../session/checkout.ts';
import type { ProductKind } from '../wire.ts';
import { offerErrors } from './errors.ts';

export type CouponUseState = 'reserved' | 'redeemed' | 'returned';

/** Try, confirm, cancel. A returned use can be taken again when money that was thought lost arrives after all. */
export const couponUseTransitions: Transitions<CouponUseState> = {
  reserved: ['redeemed', 'returned'],
  redeemed: ['returned'],
  returned: ['reserved'],
};

type Amounts = Readonly<Record<string, number>>;

/** A coupon with its terms parsed. */
export interface Coupon
  extends Omit<CouponRow, 'kind' | 'status' | 'amountsOff' | 'minimums' | 'productIds' | 'productKinds'> {
  readonly kind: 'percent' | 'amount';
  readonly status: 'active' | 'disabled';
  /** Minor units by currency. */
  readonly amountsOff: Amounts | null;
  readonly minimums: Amounts | null;
  readonly productIds: readonly string[] | null;
  readonly productKinds: readonly ProductKind[] | null;
}

/** What a coupon is held against. */
export interface CouponCase {
  readonly coupon: Coupon;
  readonly learnerId: string;
  readonly lines: readonly Pick<OfferLine, 'productId' | 'kind' | 'amountMinor'>[];
  readonly currency: string;
  readonly nowMs: number;
  /** The learner has a paid order. */
  readonly hasBought: boolean;
}

/** Each line's discount in minor units, or why there is none. `minimumMinor` says how much would do. */
export type CouponJudgement =
  | { readonly refusal: null; readonly discountsMinor: readonly number[] }
  | { readonly refusal: ErrorDefinition; readonly minimumMinor?: number };

/** Judges a coupon by its terms. Stock and uses per learner are no terms: those are taken, not read. */
export function judgeCoupon(thing: CouponCase): CouponJudgement {
  const refusal = termsRefusal(thing);
  if (refusal !== null) return { refusal };
  const { coupon, lines, currency } = thing;
  const weights = lines.map((line) => (isFor(coupon, line) ? line.amountMinor : 0));
  const eligibleMinor = sumAmounts(weights);
  if (eligibleMinor === 0) return { refusal: offerErrors.coupon_not_for_item };
  const minimumMinor = coupon.minimums === null ? 0 : coupon.minimums[currency];
  if (minimumMinor === undefined) return { refusal: offerErrors.coupon_other_currency };
  if (eligibleMinor < minimumMinor) return { refusal: offerErrors.coupon_minimum_not_met, minimumMinor };
  const discountMinor = discountOf(coupon, eligibleMinor, currency);
  if (discountMinor === undefined) return { refusal: offerErrors.coupon_other_currency };
  if (discountMinor === 0) return { refusal: offerErrors.coupon_not_for_item };
  return { refusal: null, discountsMinor: splitAmount(discountMinor, weights) };
}

/** A disabled coupon, and one of somebody else, is as good as none. */
function termsRefusal({ coupon, learnerId, nowMs, hasBought }: CouponCase): ErrorDefinition | null {
  if (coupon.status === 'disabled') return offerErrors.coupon_unknown;
  if (coupon.learnerId !== null && coupon.learnerId !== learnerId) return offerErrors.coupon_unknown;
  if (coupon.startsAtMs !== null && nowMs < coupon.startsAtMs) return offerErrors.coupon_not_started;
  if (isCouponOver(coupon, nowMs)) return offerErrors.coupon_expired;
  return coupon.firstPurchaseOnly === 1 && hasBought ? offerErrors.coupon_first_purchase_only : null;
}

/** The end itself is past it. */
export function isCouponOver(coupon: Pick<Coupon, 'endsAtMs'>, nowMs: number): boolean {
  return coupon.endsAtMs !== null && nowMs >= coupon.endsAtMs;
}

function isFor(coupon: Coupon, line: CouponCase['lines'][number]): boolean {
  const { productIds, productKinds } = coupon;
  if (productIds !== null && !productIds.includes(line.productId)) return false;
  return productKinds === null || productKinds.includes(line.kind);
}

/** In minor units, never more than what it is taken off; a percentage is rounded down. Undefined in a foreign currency. */
function discountOf(coupon: Coupon, eligibleMinor: number, currency: string): number | undefined {
  if (coupon.percentOff !== null) return Number((BigInt(eligibleMinor) * BigInt(coupon.percentOff)) / 100n);
  const amountMinor = coupon.amountsOff?.[currency];
  return amountMinor === undefined ? undefined : Math.min(amountMinor, eligibleMinor);
}
