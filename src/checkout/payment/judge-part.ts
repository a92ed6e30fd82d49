import { DomainError } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkoutErrors } from '../errors.ts';
import { requireGateway } from '../gateway/registry.ts';
import type { Session } from '../session/store.ts';
import { walletMinorOf } from '../wallet/pay-from-wallet.ts';
import type { Attempt, Payment } from './store.ts';

export interface PartWish {
  readonly session: Session;
  readonly payment: Payment;
  readonly attempt: Attempt;
  /** Of the payment's total, in minor units; left out: all of it. */
  readonly amountMinor: number | undefined;
}

/**
 * What the gateway has to take when only so much of a payment is wanted; null when it is all that is reserved there. The
 * wallet's part is always taken whole. Throws `capture_amount_out_of_range`, `capture_part_not_supported`.
 */
export function captureMinorOf(deps: Pick<CheckoutDeps, 'gateways'>, wish: PartWish): number | null {
  const { session, payment, attempt, amountMinor } = wish;
  if (amountMinor === undefined || amountMinor === payment.amountMinor) return null;
  const { capabilities } = requireGateway(deps.gateways, attempt.gateway);
  const walletMinor = walletMinorOf(payment, attempt);
  const leastMinor = walletMinor + (capabilities.amounts?.[payment.currency]?.minMinor ?? 1);
  const mostMinor = payment.amountMinor;
  if (amountMinor > mostMinor)
    throw new DomainError(checkoutErrors.capture_amount_out_of_range, {
      extensions: { leastMinor, mostMinor },
    });
  // What a top-up gives is promised for its whole amount.
  if (session.topUp !== null || capabilities.partialCapture !== true)
    throw new DomainError(checkoutErrors.capture_part_not_supported);
  if (amountMinor < leastMinor)
    throw new DomainError(checkoutErrors.capture_amount_out_of_range, {
      extensions: { leastMinor, mostMinor },
    });
  return amountMinor - walletMinor;
}
