import type { Tx } from '../../kernel/db/database.ts';
import { appendEvent, type OutboxDeps } from '../../kernel/outbox.ts';
import type { Coupon } from './coupon.ts';
import type { CouponUse } from './store.ts';

interface CouponFact {
  readonly use: CouponUse;
  readonly how: 'reserved' | 'redeemed' | 'returned';
  readonly conversationId: string | null;
}

/** A member of staff made a coupon for one learner. */
export function couponGiven(
  deps: OutboxDeps & { livemode: boolean },
  tx: Tx,
  { coupon, conversationId }: { coupon: Coupon; conversationId: string | null },
): Promise<string> {
  const { couponId, learnerId, createdBy } = coupon;
  return appendEvent(deps, tx, {
    type: 'coupon.given',
    subjectId: couponId,
    learnerId,
    conversationId,
    livemode: deps.livemode,
    payload: { couponId, staffId: createdBy },
  });
}

/** A use of a coupon was reserved, redeemed or returned. */
export function couponUsed(
  deps: OutboxDeps & { livemode: boolean },
  tx: Tx,
  { use, how, conversationId }: CouponFact,
): Promise<string> {
  const { couponUseId, couponId, checkoutId, orderId, currency, discountMinor, returnReason } = use;
  return appendEvent(deps, tx, {
    type: `coupon.${how}`,
    subjectId: couponId,
    learnerId: use.learnerId,
    conversationId,
    livemode: deps.livemode,
    payload: { couponUseId, couponId, checkoutId, orderId, currency, discountMinor, returnReason },
  });
}
