import type { Tx } from '../../kernel/db/database.ts';
import { failpoint } from '../../kernel/failpoint.ts';
import { limits } from '../../kernel/limits.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { refundSucceeded } from '../events.ts';
import { requireGateway } from '../gateway/registry.ts';
import type { GatewayRefund, RefundResult } from '../gateway/types.ts';
import { accounts } from '../ledger/accounts.ts';
import { postToLedger } from '../ledger/post.ts';
import { nextCheckMs } from '../payment/check-schedule.ts';
import { findAttempt } from '../payment/store.ts';
import { completeOrderRefund } from './complete-order-refund.ts';
import { refundTransitions } from './refund.ts';
import { lockRefundByReference, type Refund, updateRefund } from './store.ts';

/**
 * Carries out one refund: asks the gateway under the refund's own number, which makes a repeated call harmless, or
 * asks how a pending one stands. In doubt it asks again later. What goes back to the wallet asks nobody.
 */
export async function executeRefund(deps: CheckoutDeps, refund: Refund): Promise<void> {
  if (refund.attemptId === null) return executeWalletRefund(deps, refund);
  const attempt = await findAttempt(deps.db.query, refund.attemptId);
  if (attempt === undefined) throw new Error(`refund ${refund.refundId} has no attempt`);
  const gateway = requireGateway(deps.gateways, attempt.gateway);
  failpoint('refund.before_call');
  const result =
    refund.status === 'pending'
      ? await gateway.queryRefund(refund.refundReference, attempt.gatewayReference)
      : await gateway.refundPayment({
          refundReference: refund.refundReference,
          gatewayReference: attempt.gatewayReference,
          amountMinor: refund.amountMinor,
          capturedMinor: attempt.amountMinor,
          currency: refund.currency,
          reason: refund.reason,
          notifyUrl: `${deps.publicUrl}/v1/gateways/${attempt.gateway}/notifications`,
        });
  failpoint('refund.gateway_answered');
  await deps.db.transact(async (tx) => {
    const present = await lockRefundByReference(tx, refund.refundReference);
    if (present !== undefined)
      await recordResult(deps, tx, { refund: present, gateway: attempt.gateway, result });
  });
}

async function executeWalletRefund(deps: CheckoutDeps, { refundReference }: Refund): Promise<void> {
  await deps.db.transact(async (tx) => {
    const present = await lockRefundByReference(tx, refundReference);
    if (present?.status === 'created') await finish(deps, tx, { refund: present, gateway: null });
  });
}

/** Applies what a gateway says of a refund in a notification. False when the number is not ours. */
export async function applyGatewayRefund(
  deps: CheckoutDeps,
  tx: Tx,
  word: { gateway: string; refund: GatewayRefund },
): Promise<boolean> {
  const refund = await lockRefundByReference(tx, word.refund.refundReference);
  if (refund === undefined) return false;
  await recordResult(deps, tx, {
    refund,
    gateway: word.gateway,
    result: { outcome: 'found', refund: word.refund },
  });
  return true;
}

interface Recording {
  readonly refund: Refund;
  readonly gateway: string;
  readonly result: RefundResult;
}

async function recordResult(deps: CheckoutDeps, tx: Tx, recording: Recording): Promise<void> {
  const { refund, result } = recording;
  if (refund.status === 'succeeded') return;
  // What was left to a person and has gone through all the same needs nobody any more.
  if (refund.status === 'manual' && !isDone(refund, result)) return;
  if (result.outcome === 'refused')
    return leaveToAPerson(deps, tx, { refund, failureCode: result.failureCode });
  if (result.outcome === 'found' && matches(refund, result.refund)) {
    if (result.refund.status === 'succeeded') return finish(deps, tx, recording);
    if (result.refund.status === 'failed')
      return leaveToAPerson(deps, tx, { refund, failureCode: result.refund.failureCode ?? 'failed' });
    return askAgain(deps, tx, { refund, status: 'pending' });
  }
  return askAgain(deps, tx, { refund, status: 'unknown' });
}

function isDone(refund: Refund, result: RefundResult): boolean {
  return result.outcome === 'found' && result.refund.status === 'succeeded' && matches(refund, result.refund);
}

function matches(refund: Refund, word: GatewayRefund): boolean {
  return word.amountMinor === refund.amountMinor && word.currency === refund.currency;
}

async function finish(
  deps: CheckoutDeps,
  tx: Tx,
  { refund, gateway }: { refund: Refund; gateway: string | null },
): Promise<void> {
  const nowMs = deps.clock.nowMs();
  await updateRefund(tx, refund.refundId, {
    status: transition(refundTransitions, refund.status, 'succeeded'),
    checkAtMs: null,
    succeededAtMs: nowMs,
    updatedAtMs: nowMs,
  });
  if (refund.kind === 'order') await completeOrderRefund(deps, tx, { refund, gateway });
  else if (gateway !== null) await bookSurplusRefund(deps, tx, { refund, gateway });
  await refundSucceeded(deps, tx, refund);
}

async function bookSurplusRefund(
  deps: CheckoutDeps,
  tx: Tx,
  { refund, gateway }: { refund: Refund; gateway: string },
): Promise<void> {
  await postToLedger(deps, tx, {
    reference: `refund:${refund.refundId}`,
    kind: 'surplus_refund',
    currency: refund.currency,
    entries: [
      { account: accounts.surplusPayable, amountMinor: refund.amountMinor },
      { account: accounts.gatewayClearing(gateway), amountMinor: -refund.amountMinor },
    ],
  });
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
}

async function askAgain(
  deps: CheckoutDeps,
  tx: Tx,
  { refund, status }: { refund: Refund; status: 'pending' | 'unknown' },
): Promise<void> {
  const checks = refund.checks + 1;
  if (checks > limits.gatewayChecksMax) return leaveToAPerson(deps, tx, { refund, failureCode: 'no_answer' });
  const nowMs = deps.clock.nowMs();
  await updateRefund(tx, refund.refundId, {
    status: transition(refundTransitions, refund.status, status),
    checks,
    checkAtMs: nowMs + nextCheckMs('unknown', checks),
    updatedAtMs: nowMs,
  });
}
