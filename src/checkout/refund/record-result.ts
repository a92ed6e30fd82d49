import type { Tx } from '../../kernel/db/database.ts';
import { limits } from '../../kernel/limits.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { settleAccess } from '../entitlement/settle-access.ts';
import { refundHandedOver } from '../events.ts';
import type { GatewayRefund, RefundResult } from '../gateway/types.ts';
import { nextCheckMs } from '../payment/check-schedule.ts';
import { findPayment } from '../payment/store.ts';
import { finishRefund } from './finish-refund.ts';
import { refundTransitions } from './refund.ts';
import { type Refund, updateRefund } from './store.ts';

export interface Recording {
  /** As it is now, under the lock of its checkout. */
  readonly refund: Refund;
  readonly gateway: string;
  readonly result: RefundResult;
  /** True while the gateway holds the money for a bank that decides. */
  readonly isContested: boolean;
}

/** Keeps what a gateway said of a refund, in answer or by itself; what is over stays as it is. */
export async function recordResult(deps: CheckoutDeps, tx: Tx, recording: Recording): Promise<void> {
  const { refund, gateway } = recording;
  const meaning = meaningOf(recording);
  if (meaning.is === 'done') return finishRefund(deps, tx, { refund, by: { way: 'gateway', gateway } });
  // What was left to a person and has gone through all the same needs nobody any more; only that is news of it.
  if (refund.status === 'manual' || meaning.is === 'nothing_new') return;
  if (meaning.is === 'refused') return leaveToAPerson(deps, tx, { refund, failureCode: meaning.failureCode });
  await askAgain(deps, tx, { refund, meaning });
}

type InDoubt =
  | { readonly is: 'pending' }
  /** Patient: the question is not given up after so many times. */
  | { readonly is: 'unknown'; readonly isPatient: boolean };

type Meaning =
  | { readonly is: 'nothing_new' }
  | { readonly is: 'done' }
  | { readonly is: 'refused'; readonly failureCode: string }
  | InDoubt;

function meaningOf({ refund, result, isContested }: Recording): Meaning {
  if (refund.status === 'succeeded' || refund.status === 'failed') return { is: 'nothing_new' };
  const word = result.outcome === 'found' && matches(refund, result.refund) ? result.refund : undefined;
  if (word?.status === 'succeeded') return { is: 'done' };
  // A gateway that speaks of what nobody here asked it was asked by a life that a restored backup forgot.
  if (refund.status === 'created') return { is: 'unknown', isPatient: false };
  if (result.outcome === 'refused') return { is: 'refused', failureCode: result.failureCode };
  if (word?.status === 'failed') return { is: 'refused', failureCode: word.failureCode ?? 'failed' };
  if (word !== undefined) return { is: 'pending' };
  // A bank takes weeks to decide.
  return { is: 'unknown', isPatient: isContested && result.outcome === 'not_found' };
}

function matches(refund: Refund, word: GatewayRefund): boolean {
  return word.amountMinor === refund.amountMinor && word.currency === refund.currency;
}

async function leaveToAPerson(
  deps: CheckoutDeps,
  tx: Tx,
  { refund, failureCode }: { refund: Refund; failureCode: string },
): Promise<void> {
  deps.log.error({ refundId: refund.refundId, failureCode }, 'a refund needs a person');
  deps.meter.counter('tilltalk_refunds_manual_total', 'Refunds that need a person').inc();
  await updateRefund(tx, refund.refundId, {
    status: transition(refundTransitions, refund.status, 'manual'),
    failureCode,
    checkAtMs: null,
    updatedAtMs: deps.clock.nowMs(),
  });
  await refundHandedOver(deps, tx, { ...refund, failureCode });
  if (refund.kind !== 'order') return;
  // Nobody loses both the money and the access while a person looks.
  const payment = await findPayment(tx, refund.paymentId);
  if (payment !== undefined) await settleAccess(deps, tx, payment);
}

async function askAgain(
  deps: CheckoutDeps,
  tx: Tx,
  { refund, meaning }: { refund: Refund; meaning: InDoubt },
): Promise<void> {
  const isPatient = meaning.is === 'unknown' && meaning.isPatient;
  const checks = isPatient ? Math.min(refund.checks + 1, limits.gatewayChecksMax) : refund.checks + 1;
  if (checks > limits.gatewayChecksMax) return leaveToAPerson(deps, tx, { refund, failureCode: 'no_answer' });
  const nowMs = deps.clock.nowMs();
  await updateRefund(tx, refund.refundId, {
    status: transition(refundTransitions, refund.status, meaning.is),
    checks,
    checkAtMs: nowMs + nextCheckMs('unknown', checks - 1, refund.refundId),
    updatedAtMs: nowMs,
  });
}
