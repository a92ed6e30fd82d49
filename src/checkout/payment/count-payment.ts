import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import type { CheckoutDeps } from '../deps.ts';

interface EndedAttempt {
  readonly outcome: 'succeeded' | 'failed' | 'surplus';
  readonly method: string;
  /** `none` where no gateway had anything to take. */
  readonly gateway: string;
  /** Of the retry table or of the gateway's decline, in our own words; `none` unless it failed. */
  readonly code?: string;
}

/** Counts how attempts to pay end, once that is committed. All labels have few values. */
export function countPayment(
  deps: Pick<CheckoutDeps, 'meter'>,
  tx: Tx,
  { outcome, method, gateway, code = 'none' }: EndedAttempt,
): void {
  const payments = deps.meter.counter('tilltalk_payments_total', 'Attempts to pay that ended', [
    'outcome',
    'method',
    'gateway',
    'code',
  ]);
  afterCommit(tx, () => payments.inc({ outcome, method, gateway, code }));
}
