import type { Tx } from '../../kernel/db/database.ts';
import type { CheckoutDeps } from '../deps.ts';
import { lockSessionOfPayment, type Session } from '../session/store.ts';
import { type Attempt, findAttempt, findPayment, type Payment } from './store.ts';

export interface LockedAttempt {
  readonly session: Session;
  readonly payment: Payment;
  /** As it is now, under the lock. */
  readonly attempt: Attempt;
}

/** Runs a transaction under the checkout's lock with the present state of an attempt. Throws when it is gone. */
export function withLockedAttempt<T>(
  deps: Pick<CheckoutDeps, 'db'>,
  attempt: Pick<Attempt, 'attemptId' | 'paymentId'>,
  work: (tx: Tx, locked: LockedAttempt) => Promise<T>,
): Promise<T> {
  return deps.db.transact(async (tx) => {
    const session = await lockSessionOfPayment(tx, attempt.paymentId);
    const payment = await findPayment(tx, attempt.paymentId);
    const present = await findAttempt(tx, attempt.attemptId);
    if (session === undefined || payment === undefined || present === undefined) {
      throw new Error(`attempt ${attempt.attemptId} has no payment`);
    }
    return work(tx, { session, payment, attempt: present });
  });
}
