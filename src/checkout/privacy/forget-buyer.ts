import type { Queries, Tx } from '../../kernel/db/database.ts';
import { DomainError } from '../../kernel/errors.ts';
import { privacyErrors } from './errors.ts';
import { forgottenOfAttempt, forgottenOfSession } from './forgotten.ts';

/** While any of these stands, somebody still has to be told how it ends. */
const UNDER_WAY = {
  payment: ['created', 'requires_action', 'processing', 'authorized'],
  refund: ['created', 'pending', 'unknown', 'manual'],
};

/** Throws `erasure_waits` while money of a learner is on its way. */
export async function requireNothingUnderWay(db: Queries, learnerId: string): Promise<void> {
  const payment = await db
    .selectFrom('payment')
    .innerJoin('orders', 'orders.orderId', 'payment.orderId')
    .select('payment.paymentId')
    .where('payment.learnerId', '=', learnerId)
    .where('orders.status', '=', 'pending')
    .where('payment.status', 'in', UNDER_WAY.payment)
    .executeTakeFirst();
  const refund = await db
    .selectFrom('refund')
    .innerJoin('payment', 'payment.paymentId', 'refund.paymentId')
    .select('refund.refundId')
    .where('payment.learnerId', '=', learnerId)
    .where('refund.status', 'in', UNDER_WAY.refund)
    .executeTakeFirst();
  if (payment !== undefined || refund !== undefined) throw new DomainError(privacyErrors.erasure_waits);
}

/** Takes what identifies a buyer beside the learner's row out of what selling keeps; figures and ids stay (M8). */
export async function forgetBuyer(tx: Tx, learnerId: string): Promise<void> {
  await tx
    .updateTable('checkout_session')
    .set(forgottenOfSession)
    .where('learnerId', '=', learnerId)
    .where('wechatOpenid', 'is not', null)
    .execute();
  const theirs = tx.selectFrom('payment').select('paymentId').where('learnerId', '=', learnerId);
  await tx.updateTable('payment_attempt').set(forgottenOfAttempt).where('paymentId', 'in', theirs).execute();
}
