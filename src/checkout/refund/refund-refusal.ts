import type { CheckoutDeps } from '../deps.ts';
import { findPayment } from '../payment/store.ts';
import { judgeRefund } from './judge-refund.ts';
import type { RefundRefusal } from './policy.ts';

/** Why the rules refuse a learner the refund of a payment. */
export interface RefusedRefund {
  readonly subject: RefundRefusal;
  readonly learnerId: string;
  readonly conversationId: string | null;
}

/** The automatic refusal of a payment's refund; null when there is no such payment, or nothing stands against it. */
export async function refundRefusalOf(
  deps: Pick<CheckoutDeps, 'db' | 'clock' | 'refundRules'>,
  paymentId: string,
): Promise<RefusedRefund | null> {
  const payment = await findPayment(deps.db.query, paymentId);
  if (payment === undefined) return null;
  const { refusal } = await judgeRefund(deps, deps.db.query, payment);
  const { learnerId, conversationId } = payment;
  return refusal === null ? null : { subject: refusal, learnerId, conversationId };
}
