import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { findPayment } from '../payment/store.ts';
import { requireWithinCaps, type StaffGift } from '../require-within-caps.ts';
import type { RefundPart } from './allocate-refund.ts';
import { auditRefund, writeRefundOf } from './refund-payment.ts';
import type { HostRefundAnswer } from './wire.ts';

export interface RefundByStaff
  extends Pick<StaffGift, 'staffId' | 'role' | 'learnerId' | 'ownLearnerIds' | 'confirmedBy'> {
  readonly paymentId: string;
  readonly part: RefundPart;
  readonly reason: string;
}

/**
 * A member of staff returns money to the learner whose payment it is, within their caps (M17), in the caller's
 * transaction and as the last thing of it. Throws `not_found` for another learner's payment, `staff_own_account`,
 * `staff_cap_exceeded` and the refusals of `openRefund` and `openTopUpRefund`.
 */
export async function refundByStaff(
  deps: CheckoutDeps,
  tx: Tx,
  { paymentId, part, reason, ...giver }: RefundByStaff,
): Promise<HostRefundAnswer> {
  const known = await findPayment(tx, paymentId);
  if (known?.learnerId !== giver.learnerId) throw new DomainError(kernelErrors.not_found);
  const by = { kind: 'agent', id: giver.staffId } as const;
  const { payment, body } = await writeRefundOf(deps, tx, { by, paymentId, part, reason });
  // Only written out is it known what the whole, or lines, come to; a refusal undoes it.
  await requireWithinCaps(deps, tx, {
    ...giver,
    kind: 'refund',
    currency: payment.currency,
    amountMinor: body.amountMinor,
    isWritten: true,
  });
  await auditRefund(deps, tx, { by, paymentId, body, confirmedBy: giver.confirmedBy });
  return body;
}
