import type { Tx } from '../../kernel/db/database.ts';
import type { CheckoutDeps } from '../deps.ts';
import { requireWithinCaps, type StaffGift } from '../require-within-caps.ts';
import { newCouponCode } from './code.ts';
import type { Coupon } from './coupon.ts';
import { writeCoupon } from './create-coupon.ts';
import { couponGiven } from './events.ts';

const DAY_MS = 86_400_000;

export interface GiveCoupon
  extends Pick<StaffGift, 'staffId' | 'role' | 'learnerId' | 'ownLearnerIds' | 'confirmedBy'> {
  /** Either of both. */
  readonly percentOff?: number;
  readonly amountMinor?: number;
  readonly currency: string;
  readonly daysValid: number;
  /** Why; for the record. */
  readonly note: string;
  /** Where the learner is told; nobody tells them when it is left out. */
  readonly conversationId?: string;
}

/**
 * A member of staff gives one learner a coupon of one use, within their caps (M17), in the caller's transaction.
 * Throws `staff_own_account`, `staff_cap_exceeded`, `invalid_request`.
 */
export async function giveCoupon(deps: CheckoutDeps, tx: Tx, command: GiveCoupon): Promise<Coupon> {
  const { staffId, learnerId, percentOff, amountMinor, currency, daysValid, note } = command;
  await requireWithinCaps(deps, tx, {
    ...command,
    kind: 'coupon',
    amountMinor: amountMinor ?? 0,
  });
  const coupon = await writeCoupon(deps, tx, {
    code: newCouponCode(),
    terms: {
      ...(percentOff !== undefined && { percentOff }),
      ...(amountMinor !== undefined && { amountsOff: { [currency]: amountMinor } }),
      learnerId,
      stock: 1,
      endsAtMs: deps.clock.nowMs() + daysValid * DAY_MS,
      note,
    },
    merchantAccountId: deps.merchant.merchantAccountId,
    createdBy: staffId,
  });
  await couponGiven(deps, tx, { coupon, conversationId: command.conversationId ?? null });
  return coupon;
}
