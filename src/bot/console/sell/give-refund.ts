import {
  fingerprintOf,
  type GivenAnswer,
  type RefundPart,
  refundByStaff,
  runOnce,
} from '../../../checkout/index.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { requireHeld } from '../thread.ts';
import { giverOf } from './giver.ts';
import type { Keyed } from './send-checkout.ts';
import type { GiveRefundBody } from './wire.ts';

/**
 * Gives the thread's learner money back within the caller's caps; the thread tells them when it is on its way. Throws
 * `not_found`, `conversation_not_yours` and what `refundByStaff` and `runOnce` throw.
 */
export async function giveRefund(
  deps: ConsoleOpsDeps,
  { caller, conversationId, key, body }: Keyed<GiveRefundBody>,
): Promise<GivenAnswer> {
  const { learnerId } = await requireHeld(deps, { caller, conversationId });
  const request = {
    scope: `staff:${caller.staffId}:payment.refund`,
    key,
    fingerprint: fingerprintOf({ conversationId, ...body }),
  };
  return runOnce(deps.checkout, request, async (tx) => {
    const { paymentId, reason } = body;
    const wish = { paymentId, reason, part: partOf(body) };
    const giver = await giverOf(tx, caller, learnerId);
    return { status: 201, body: await refundByStaff(deps.checkout, tx, { ...giver, ...wish }) };
  });
}

/** What of a payment a body names. */
export function partOf({
  amountMinor,
  orderLineIds,
}: Pick<GiveRefundBody, 'amountMinor' | 'orderLineIds'>): RefundPart {
  if (amountMinor !== undefined) return { kind: 'amount', amountMinor };
  return orderLineIds === undefined ? { kind: 'whole' } : { kind: 'lines', orderLineIds };
}
