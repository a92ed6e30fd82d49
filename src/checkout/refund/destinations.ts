import type { CheckoutDeps } from '../deps.ts';
import type { Attempt, Payment } from '../payment/store.ts';
import { type Arrival, arrivalOf } from './rules/arrival.ts';

/** One way that a refund goes back, in the order of M15: the gateway's part first. */
export interface RefundDestination {
  /** A payment method, or `wallet`. */
  readonly method: string;
  readonly amountMinor: number;
  readonly arrival: Arrival;
}

type Collected = Pick<Attempt, 'gateway' | 'method' | 'amountMinor'>;

/** Where a whole payment goes back to: what its attempt collected, and the rest to the wallet. */
export function destinationsOf(
  deps: Pick<CheckoutDeps, 'clock' | 'merchant'>,
  { payment, attempt }: { payment: Pick<Payment, 'amountMinor'>; attempt: Collected | undefined },
): RefundDestination[] {
  const when = { nowMs: deps.clock.nowMs(), timeZone: deps.merchant.timeZone };
  const collected = attempt === undefined ? [] : [attempt];
  const walletMinor = payment.amountMinor - (attempt?.amountMinor ?? 0);
  const fromWallet = { gateway: null, method: 'wallet', amountMinor: walletMinor };
  return [...collected, ...(walletMinor > 0 ? [fromWallet] : [])].map(({ gateway, method, amountMinor }) => ({
    method,
    amountMinor,
    arrival: arrivalOf({ gateway, method, ...when }),
  }));
}
