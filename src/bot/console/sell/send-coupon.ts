import {
  fingerprintOf,
  type GiveCoupon,
  type GivenAnswer,
  giveCoupon,
  runOnce,
} from '../../../checkout/index.ts';
import type { Tx } from '../../../kernel/db/database.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { requireHeld } from '../thread.ts';
import { type Giver, giverOf } from './giver.ts';
import type { Keyed } from './send-checkout.ts';
import type { SendCouponBody, SentCoupon } from './wire.ts';

/**
 * Gives the thread's learner a coupon of one use within the caller's caps; the thread tells them. Throws `not_found`,
 * `conversation_not_yours`, `staff_own_account`, `staff_cap_exceeded` and what `runOnce` throws.
 */
export async function sendCoupon(
  deps: ConsoleOpsDeps,
  { caller, conversationId, key, body }: Keyed<SendCouponBody>,
): Promise<GivenAnswer> {
  const { learnerId } = await requireHeld(deps, { caller, conversationId });
  const request = {
    scope: `staff:${caller.staffId}:coupon.send`,
    key,
    fingerprint: fingerprintOf({ conversationId, ...body }),
  };
  return runOnce(deps.checkout, request, async (tx) => {
    const giver = await giverOf(tx, caller, learnerId);
    return { status: 201, body: await writeCoupon(deps, tx, { giver, conversationId, body }) };
  });
}

interface WriteCoupon {
  readonly giver: Giver & { readonly confirmedBy?: string };
  readonly conversationId: string;
  readonly body: SendCouponBody;
}

/** The same within the transaction of who decides. */
export async function writeCoupon(
  deps: ConsoleOpsDeps,
  tx: Tx,
  { giver, conversationId, body }: WriteCoupon,
): Promise<SentCoupon> {
  const { percentOff, amountMinor, currency, daysValid, reason } = body;
  const command: GiveCoupon = {
    ...giver,
    ...(percentOff !== undefined && { percentOff }),
    ...(amountMinor !== undefined && { amountMinor }),
    currency,
    daysValid,
    note: reason,
    conversationId,
  };
  const { couponId, code, endsAtMs } = await giveCoupon(deps.checkout, tx, command);
  return {
    couponId,
    code,
    percentOff: percentOff ?? null,
    amountMinor: amountMinor ?? null,
    currency,
    endsAtMs,
  };
}
