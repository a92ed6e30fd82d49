import { limits } from '../../kernel/limits.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { requireGateway } from '../gateway/registry.ts';
import type { GatewayPayment } from '../gateway/types.ts';
import { announce, applyGatewayPayment } from './apply-gateway-payment.ts';
import { attemptTransitions, liveStates } from './attempt.ts';
import { nextCheckMs } from './check-schedule.ts';
import { closeAttempt } from './close-attempt.ts';
import { endAttempt } from './end-attempt.ts';
import { type Attempt, findAttempt, updateAttempt } from './store.ts';
import { withLockedAttempt } from './with-locked-attempt.ts';

/** `over`: it can no longer charge. `open`: it may. */
export type AttemptOutlook = 'over' | 'open';

/** Asks the gateway about one attempt and applies its answer, as proof like a notification (M2). */
export async function queryAndApply(deps: CheckoutDeps, attempt: Attempt): Promise<AttemptOutlook> {
  const gateway = requireGateway(deps.gateways, attempt.gateway);
  const result = await gateway.queryPayment(attempt.gatewayReference);
  if (result.outcome === 'found') return applyQueried(deps, attempt, result.payment);
  return 'open';
}

/** Applies the gateway's own answer about an attempt. */
export async function applyQueried(
  deps: CheckoutDeps,
  attempt: Attempt,
  payment: GatewayPayment,
): Promise<AttemptOutlook> {
  return deps.db.transact(async (tx) => {
    await applyGatewayPayment(deps, tx, { gateway: attempt.gateway, payment, source: 'query' });
    const now = await findAttempt(tx, attempt.attemptId);
    return now !== undefined && liveStates.includes(now.status) ? 'open' : 'over';
  });
}

/**
 * One question of the sweeper: an attempt in doubt or waiting is queried, one that is closing or expired is closed,
 * one that the gateway surely never heard of has failed. What stays in doubt is asked again later, never retried.
 */
export async function checkAttempt(deps: CheckoutDeps, attempt: Attempt): Promise<void> {
  const outlook = await outlookOf(deps, attempt);
  if (outlook === 'over') return;
  await withLockedAttempt(deps, attempt, async (tx, { attempt: now }) => {
    if (!liveStates.includes(now.status)) return;
    const nowMs = deps.clock.nowMs();
    const dueMs = nowMs + nextCheckMs(now.status, now.checks + 1);
    await updateAttempt(tx, now, {
      checks: now.checks + 1,
      checkAtMs: now.expiresAtMs > nowMs ? Math.min(dueMs, now.expiresAtMs) : dueMs,
      updatedAtMs: nowMs,
    });
  });
}

async function outlookOf(deps: CheckoutDeps, attempt: Attempt): Promise<AttemptOutlook> {
  if (attempt.status === 'closing') return closeAttempt(deps, attempt);
  const gateway = requireGateway(deps.gateways, attempt.gateway);
  const result = await gateway.queryPayment(attempt.gatewayReference);
  if (result.outcome === 'unknown') return 'open';
  if (result.outcome === 'not_found') return endUnheard(deps, attempt);
  if ((await applyQueried(deps, attempt, result.payment)) === 'over') return 'over';
  if (attempt.expiresAtMs <= deps.clock.nowMs()) return closeExpired(deps, attempt);
  if (attempt.status === 'requires_action') return 'open';
  // The gateway has it, but what the learner would have to do is lost with its answer: closed, to be tried anew.
  return closeExpired(deps, attempt);
}

/** The gateway has no such payment, and nobody holds a code for it: it cannot be paid. */
async function endUnheard(deps: CheckoutDeps, attempt: Attempt): Promise<AttemptOutlook> {
  // Its call may still be on the way.
  const inFlight =
    attempt.status === 'created' && deps.clock.nowMs() - attempt.updatedAtMs < limits.idempotencyLockMs;
  if (attempt.status === 'requires_action' || inFlight) return 'open';
  return withLockedAttempt(deps, attempt, async (tx, { session, payment, attempt: now }) => {
    if (now.status !== 'created' && now.status !== 'unknown')
      return liveStates.includes(now.status) ? 'open' : 'over';
    await endAttempt(deps, tx, { attempt: now, payment, to: 'failed', code: 'gateway_unavailable' });
    announce(deps, tx, session);
    return 'over';
  });
}

async function closeExpired(deps: CheckoutDeps, attempt: Attempt): Promise<AttemptOutlook> {
  const closing = await withLockedAttempt(deps, attempt, async (tx, { attempt: now }) => {
    if (!liveStates.includes(now.status)) return undefined;
    if (now.status === 'closing') return now;
    const status = transition(attemptTransitions, now.status, 'closing');
    const nowMs = deps.clock.nowMs();
    await updateAttempt(tx, now, { status, checkAtMs: nowMs + limits.gatewayTimeoutMs, updatedAtMs: nowMs });
    return { ...now, status };
  });
  return closing === undefined ? 'over' : closeAttempt(deps, closing);
}
