import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { lockSessionOfPayment, type Session } from '../session/store.ts';
import { findPayment, type Payment } from './store.ts';

/** A payment as it is now, under the lock of its checkout. Throws `not_found`. */
export async function lockPayment(
  tx: Tx,
  paymentId: string,
): Promise<{ readonly session: Session; readonly payment: Payment }> {
  const session = await lockSessionOfPayment(tx, paymentId);
  const payment = session && (await findPayment(tx, paymentId));
  if (session === undefined || payment === undefined) throw new DomainError(kernelErrors.not_found);
  return { session, payment };
}
