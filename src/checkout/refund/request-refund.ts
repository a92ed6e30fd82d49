import type { Caller } from '../../identity/index.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { sumAmounts } from '../../kernel/money.ts';
import type { CheckoutDeps } from '../deps.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { type GivenAnswer, runOnce } from '../idempotency.ts';
import { lockPayment } from '../payment/lock-payment.ts';
import type { RefundView } from '../wire.ts';
import { judgeRefund, requireRefundable } from './judge-refund.ts';
import { openRefund, type RefundWish } from './open-refund.ts';
import { openTopUpRefund } from './open-top-up-refund.ts';
import type { Refund } from './store.ts';

/**
 * A learner asks their whole payment back. Within the policy it is granted at once: access is paused in the same
 * transaction, the gateway is asked by a job, and access ends when the money is back. Of a top-up goes back what is
 * unspent. Throws `not_found` and the `refund_…` refusals.
 */
export async function requestRefund(
  deps: CheckoutDeps,
  command: { caller: Caller; key: string; paymentId: string },
): Promise<GivenAnswer> {
  const { caller, key, paymentId } = command;
  const request = {
    scope: `${caller.learnerId}:payment.refund`,
    key,
    fingerprint: fingerprintOf({ paymentId }),
  };
  return runOnce(deps, request, async (tx) => {
    const { payment, session } = await lockPayment(tx, paymentId);
    if (payment.learnerId !== caller.learnerId) throw new DomainError(kernelErrors.not_found);
    const wish: RefundWish = {
      payment,
      part: { kind: 'whole' },
      requestedBy: 'learner',
      requestedById: caller.learnerId,
      reason: 'requested_by_learner',
    };
    if (session.topUp !== null) return { status: 201, body: viewOf(await openTopUpRefund(deps, tx, wish)) };
    requireRefundable(await judgeRefund(deps, tx, payment), null);
    return { status: 201, body: viewOf(await openRefund(deps, tx, wish)) };
  });
}

/** One wish is one answer, however many ways its money takes. */
function viewOf(refunds: readonly Refund[]): RefundView {
  const [refund] = refunds;
  if (refund === undefined) throw new Error('a refund without a source');
  const { refundId, paymentId, orderId, currency, createdAtMs } = refund;
  const amountMinor = sumAmounts(refunds.map((one) => one.amountMinor));
  return { refundId, paymentId, orderId, amountMinor, currency, status: 'pending', createdAtMs };
}
