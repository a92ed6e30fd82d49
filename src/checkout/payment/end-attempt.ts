import type { Tx } from '../../kernel/db/database.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { attemptFailed } from '../events.ts';
import { releaseForPayment } from '../wallet/pay-from-wallet.ts';
import { type AttemptState, attemptTransitions } from './attempt.ts';
import { countPayment } from './count-payment.ts';
import { paymentTransitions } from './payment.ts';
import { type Attempt, type Payment, updateAttempt, updatePayment } from './store.ts';

export interface AttemptEnd {
  readonly attempt: Attempt;
  readonly to: AttemptState;
  /** Why it failed, in our codes. */
  readonly code?: string | null;
  /** What the payer gave, when the gateway tells it apart from the amount. */
  readonly payerMinor?: number | null;
  /** Who tried to pay, as a keyed hash, when the gateway says it. */
  readonly payerKey?: number;
}

/** Ends an attempt: nothing is asked about it any more. */
export async function changeAttempt(deps: CheckoutDeps, tx: Tx, end: AttemptEnd): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const captured = end.to === 'succeeded' || end.to === 'surplus';
  await updateAttempt(tx, end.attempt, {
    status: transition(attemptTransitions, end.attempt.status, end.to),
    failureCode: end.code ?? null,
    checkAtMs: null,
    updatedAtMs: nowMs,
    ...(captured ? { capturedAtMs: nowMs } : {}),
    ...(end.payerMinor == null ? {} : { payerMinor: end.payerMinor }),
  });
}

/** Ends an attempt that was not paid; the learner may try another way until the checkout expires. */
export async function endAttempt(
  deps: CheckoutDeps,
  tx: Tx,
  end: AttemptEnd & { readonly payment: Payment; readonly to: 'failed' | 'canceled' },
): Promise<void> {
  const { attempt, payment, to } = end;
  await changeAttempt(deps, tx, end);
  await releaseForPayment(deps, tx, { payment, attempt });
  if (payment.countedAttemptId === null) await failPayment(deps, tx, payment);
  if (to !== 'failed') return;
  countPayment(deps, tx, {
    outcome: 'failed',
    method: attempt.method,
    gateway: attempt.gateway,
    code: end.code ?? 'declined',
  });
  await attemptFailed(deps, tx, { payment, attempt, code: end.code ?? 'declined', payerKey: end.payerKey });
}

export async function failPayment(deps: CheckoutDeps, tx: Tx, payment: Payment): Promise<void> {
  if (payment.status === 'failed' || payment.status === 'canceled') return;
  const status = transition(paymentTransitions, payment.status, 'failed');
  await updatePayment(tx, payment.paymentId, { status, updatedAtMs: deps.clock.nowMs() });
}
