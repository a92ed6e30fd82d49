import type { Queries } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { findAttempts, findPayment } from './store.ts';
import type { PaymentView } from './wire.ts';

/** A payment with its attempts. Throws `not_found`, for another mode's as well. */
export async function viewPayment(
  deps: Pick<CheckoutDeps, 'livemode'>,
  db: Queries,
  paymentId: string,
): Promise<PaymentView> {
  const payment = await findPayment(db, paymentId);
  if (payment === undefined || (payment.livemode === 1) !== deps.livemode)
    throw new DomainError(kernelErrors.not_found);
  const attempts = await findAttempts(db, paymentId);
  const reserved = attempts.find(({ status }) => status === 'authorized');
  const { orderId, checkoutId, learnerId, status, currency, amountMinor, refundedMinor } = payment;
  return {
    ...{ paymentId, orderId, checkoutId, learnerId, livemode: deps.livemode },
    ...{ status, currency, amountMinor, refundedMinor, captureMode: payment.captureMode },
    captureUntilMs: reserved?.captureUntilMs ?? null,
    createdAtMs: payment.createdAtMs,
    succeededAtMs: payment.succeededAtMs,
    attempts: attempts.map((attempt) => ({
      attemptId: attempt.attemptId,
      number: attempt.number,
      gateway: attempt.gateway,
      method: attempt.method,
      status: attempt.status,
      gatewayReference: attempt.gatewayReference,
      amountMinor: attempt.amountMinor,
      failureCode: attempt.failureCode,
      createdAtMs: attempt.createdAtMs,
    })),
  };
}
