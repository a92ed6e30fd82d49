import type { Tx } from '../../kernel/db/database.ts';
import { failpoint } from '../../kernel/failpoint.ts';
import { limits } from '../../kernel/limits.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { isDisputed } from '../dispute/store.ts';
import { settleAccess } from '../entitlement/settle-access.ts';
import { refundHandedOver } from '../events.ts';
import { requireGateway } from '../gateway/registry.ts';
import type { GatewayRefund, PaymentGateway, RefundResult } from '../gateway/types.ts';
import { nextCheckMs } from '../payment/check-schedule.ts';
import { type Attempt, findAttempt, findPayment } from '../payment/store.ts';
import { finishRefund } from './finish-refund.ts';
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
  const isContested = await isDisputed(deps.db.query, attempt.attemptId);
  // Its dispute opened since it was found due: it waits for the decision.
  if (isContested && refund.status === 'created') return;
  failpoint('refund.before_call');
  const said = await askGateway(deps, { gateway, refund, attempt, isContested });
  // An earlier call under this number may have arrived, whatever became of its answer.
  const result =
    said.outcome === 'refused' ? await inLightOfEarlier(gateway, { refund, attempt, said }) : said;
  failpoint('refund.gateway_answered');
  await deps.db.transact(async (tx) => {
    const present = await lockRefundByReference(tx, refund.refundReference);
    if (present !== undefined)
      await recordResult(deps, tx, { refund: present, gateway: attempt.gateway, result });
  });
}

interface Asking {
  readonly gateway: PaymentGateway;
  readonly refund: Refund;
  readonly attempt: Attempt;
  /** Then nothing is asked for anew; what was asked for before may have gone through. */
  readonly isContested: boolean;
}

function askGateway(
  deps: CheckoutDeps,
  { gateway, refund, attempt, isContested }: Asking,
): Promise<RefundResult> {
  const { refundReference, amountMinor, currency, reason } = refund;
  const { gatewayReference } = attempt;
  if (refund.status === 'pending' || isContested)
    return gateway.queryRefund(refundReference, gatewayReference);
  return gateway.refundPayment({
    refundReference,
    gatewayReference,
    amountMinor,
    capturedMinor: attempt.amountMinor,
    currency,
    reason,
    notifyUrl: `${deps.publicUrl}/v1/gateways/${attempt.gateway}/notifications`,
  });
}

/** A refusal is the end only when the gateway surely has no such refund. */
async function inLightOfEarlier(
  gateway: PaymentGateway,
  { refund, attempt, said }: Pick<Asking, 'refund' | 'attempt'> & { said: RefundResult },
): Promise<RefundResult> {
  const known = await gateway.queryRefund(refund.refundReference, attempt.gatewayReference);
  return known.outcome === 'found' || known.outcome === 'unknown' ? known : said;
}

async function executeWalletRefund(deps: CheckoutDeps, { refundReference }: Refund): Promise<void> {
  await deps.db.transact(async (tx) => {
    const present = await lockRefundByReference(tx, refundReference);
    if (present?.status === 'created')
      await finishRefund(deps, tx, { refund: present, by: { way: 'wallet' } });
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
  if (refund.status === 'succeeded' || refund.status === 'failed') return;
  // What was left to a person and has gone through all the same needs nobody any more.
  if (refund.status === 'manual' && !isDone(refund, result)) return;
  if (result.outcome === 'refused')
    return leaveToAPerson(deps, tx, { refund, failureCode: result.failureCode });
  if (result.outcome === 'found' && matches(refund, result.refund)) {
    if (result.refund.status === 'succeeded')
      return finishRefund(deps, tx, { refund, by: { way: 'gateway', gateway: recording.gateway } });
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
  { refund, status }: { refund: Refund; status: 'pending' | 'unknown' },
): Promise<void> {
  const checks = refund.checks + 1;
  if (checks > limits.gatewayChecksMax) return leaveToAPerson(deps, tx, { refund, failureCode: 'no_answer' });
  const nowMs = deps.clock.nowMs();
  await updateRefund(tx, refund.refundId, {
    status: transition(refundTransitions, refund.status, status),
    checks,
    checkAtMs: nowMs + nextCheckMs('unknown', checks - 1, refund.refundId),
    updatedAtMs: nowMs,
  });
}
