import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import type { CheckoutDeps } from '../deps.ts';

/** Counts how attempts to pay end, once that is committed. Methods and outcomes are few. */
export function countPayment(
  deps: Pick<CheckoutDeps, 'meter'>,
  tx: Tx,
  { outcome, method }: { outcome: 'succeeded' | 'failed' | 'surplus'; method: string },
): void {
  const payments = deps.meter.counter('tilltalk_payments_total', 'Attempts to pay that ended', [
    'outcome',
    'method',
  ]);
  afterCommit(tx, () => payments.inc({ outcome, method }));
}
