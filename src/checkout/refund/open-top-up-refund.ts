import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkoutErrors } from '../errors.ts';
import { refundCreated, refundHandedOver } from '../events.ts';
import { announce } from '../payment/apply-gateway-payment.ts';
import { findAttempt } from '../payment/store.ts';
import { holdTopUpRefund, lockReturnable } from '../wallet/refund-top-up.ts';
import { type RefundWish, refundOf } from './open-refund.ts';
import { countRefunds } from './refund-sources.ts';
import { type Refund, saveRefund } from './store.ts';
import { whyByHand } from './why-by-hand.ts';

/**
 * Takes what is unspent of a top-up, or a part of it, out of the wallet's reach and has the gateway return it. The
 * caller holds the checkout's lock. Throws `refund_top_up_spent`, `refund_exceeds`.
 */
export async function openTopUpRefund(deps: CheckoutDeps, tx: Tx, wish: RefundWish): Promise<Refund[]> {
  const { payment, part } = wish;
  if (part.kind === 'lines')
    throw new DomainError(kernelErrors.invalid_request, { detail: 'a top-up has no lines' });
  const refundableMinor = await lockReturnable(tx, payment);
  const amountMinor = part.kind === 'amount' ? part.amountMinor : refundableMinor;
  if (amountMinor > refundableMinor)
    throw new DomainError(checkoutErrors.refund_exceeds, { extensions: { refundableMinor } });
  const { countedAttemptId: attemptId } = payment;
  const attempt = attemptId === null ? undefined : await findAttempt(tx, attemptId);
  const byHand = attempt === undefined ? null : whyByHand(deps, attempt, amountMinor);
  const number = (await countRefunds(tx, payment.paymentId)) + 1;
  const refund = refundOf(deps, { ...wish, source: { attemptId, amountMinor }, number, byHand });
  await saveRefund(tx, refund);
  await holdTopUpRefund(deps, tx, refund);
  await refundCreated(deps, tx, refund);
  if (byHand !== null) await refundHandedOver(deps, tx, refund);
  announce(deps, tx, payment);
  afterCommit(tx, () => deps.wakeJob('checkout.execute_refunds'));
  return [refund];
}
