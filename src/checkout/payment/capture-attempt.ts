import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import { failpoint } from '../../kernel/failpoint.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { requireGateway } from '../gateway/registry.ts';
import type { GatewayPayment } from '../gateway/types.ts';
import { announce, applyGatewayPayment } from './apply-gateway-payment.ts';
import { attemptTransitions } from './attempt.ts';
import { firstCheckMs } from './check-schedule.ts';
import { paymentTransitions } from './payment.ts';
import { type Attempt, updateAttempt, updatePayment } from './store.ts';
import { type LockedAttempt, withLockedAttempt } from './with-locked-attempt.ts';

/**
 * Takes what an attempt has reserved, by its own number, which makes a repeated call harmless. Its capture must have
 * been requested. Returns the gateway's code when it refused for good, else null: taken, ended otherwise, or in doubt,
 * and then the sweeper asks.
 */
export async function captureAttempt(deps: CheckoutDeps, attempt: Attempt): Promise<string | null> {
  const { gatewayReference, currency } = attempt;
  const amountMinor = attempt.captureMinor ?? attempt.amountMinor;
  const gateway = requireGateway(deps.gateways, attempt.gateway);
  failpoint('capture.before_call');
  const result = await gateway.capturePayment({ gatewayReference, amountMinor, currency });
  failpoint('capture.gateway_answered');
  if (result.outcome === 'captured' || result.outcome === 'settled') {
    await apply(deps, attempt, result.payment);
    return null;
  }
  await withLockedAttempt(deps, attempt, async (tx, locked) => {
    const { status, captureRequestedAtMs } = locked.attempt;
    // A notification, or another who asked, was faster.
    if (status !== 'authorized' || captureRequestedAtMs === null) return;
    if (result.outcome === 'refused') await takeWishBack(deps, tx, locked);
    else await leaveInDoubt(deps, tx, locked);
    announce(deps, tx, locked.session);
  });
  const { attemptId } = attempt;
  if (result.outcome === 'unknown') {
    deps.log.warn({ attemptId, gateway: gateway.name, reason: result.cause }, 'a capture is in doubt');
    return null;
  }
  deps.log.error({ attemptId, gateway: gateway.name, code: result.failureCode }, 'a capture was refused');
  return result.failureCode;
}

async function apply(deps: CheckoutDeps, attempt: Attempt, payment: GatewayPayment): Promise<void> {
  await deps.db.transact((tx) =>
    applyGatewayPayment(deps, tx, { gateway: attempt.gateway, payment, source: 'query' }),
  );
}

/**
 * The money stays reserved; the gateway is asked soon how it stands. How much was asked for is kept: another who asked at
 * the same time may have been heard, and what was taken by our own wish is no mismatch.
 */
async function takeWishBack(deps: CheckoutDeps, tx: Tx, { attempt }: LockedAttempt): Promise<void> {
  const nowMs = deps.clock.nowMs();
  await updateAttempt(tx, attempt, {
    captureRequestedAtMs: null,
    checkAtMs: nowMs + firstCheckMs('unknown'),
    updatedAtMs: nowMs,
  });
}

async function leaveInDoubt(deps: CheckoutDeps, tx: Tx, { attempt, payment }: LockedAttempt): Promise<void> {
  const nowMs = deps.clock.nowMs();
  await updateAttempt(tx, attempt, {
    status: transition(attemptTransitions, attempt.status, 'unknown'),
    checks: 0,
    checkAtMs: nowMs + firstCheckMs('unknown'),
    updatedAtMs: nowMs,
  });
  await updatePayment(tx, payment.paymentId, {
    status: transition(paymentTransitions, payment.status, 'processing'),
    updatedAtMs: nowMs,
  });
  afterCommit(tx, () => deps.wakeJob('checkout.check_attempts'));
}
