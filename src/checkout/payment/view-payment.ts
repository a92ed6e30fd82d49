import type { Queries } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { type Dispute, findDisputes } from '../dispute/store.ts';
import { lineBalancesOf } from '../refund/line-balances.ts';
import { findRefunds } from '../refund/store.ts';
import { viewRefund } from '../refund/view-refund.ts';
import { type Attempt, findAttempts, findPayment } from './store.ts';
import type { PaymentView } from './wire.ts';

/** A payment with its attempts, refunds and disputes. Throws `not_found`, for another mode's as well. */
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
  const refunds: PaymentView['refunds'] = [];
  for (const refund of await findRefunds(db, paymentId)) refunds.push(await viewRefund(db, refund));
  const { orderId, checkoutId, learnerId, status, currency, amountMinor, refundedMinor } = payment;
  return {
    ...{ paymentId, orderId, checkoutId, learnerId, livemode: deps.livemode },
    ...{ status, currency, amountMinor, refundedMinor, captureMode: payment.captureMode },
    captureUntilMs: reserved?.captureUntilMs ?? null,
    createdAtMs: payment.createdAtMs,
    succeededAtMs: payment.succeededAtMs,
    attempts: attempts.map(viewAttempt),
    lines: await viewLines(db, orderId),
    refunds,
    disputes: (await findDisputes(db, paymentId)).map(viewDispute),
  };
}

function viewAttempt(attempt: Attempt): PaymentView['attempts'][number] {
  const { attemptId, number, gateway, method, status, gatewayReference } = attempt;
  const { amountMinor, reservedMinor, payerMinor, failureCode, createdAtMs } = attempt;
  return {
    ...{ attemptId, number, gateway, method, status, gatewayReference },
    ...{ amountMinor, reservedMinor, payerMinor, failureCode, createdAtMs },
  };
}

async function viewLines(db: Queries, orderId: string): Promise<PaymentView['lines']> {
  const balances = await lineBalancesOf(db, orderId);
  return balances.map(({ line, returnedMinor, remainingMinor }) => ({
    orderLineId: line.orderLineId,
    productId: line.productId,
    title: line.title,
    totalMinor: line.totalMinor,
    returnedMinor,
    refundableMinor: remainingMinor,
  }));
}

function viewDispute(dispute: Dispute): PaymentView['disputes'][number] {
  const { disputeId, gateway, gatewayDisputeId, status, currency, amountMinor } = dispute;
  const { reason, evidenceDueAtMs, openedAtMs, closedAtMs } = dispute;
  return {
    ...{ disputeId, gateway, gatewayDisputeId, status, currency, amountMinor },
    ...{ reason, evidenceDueAtMs, openedAtMs, closedAtMs },
  };
}
