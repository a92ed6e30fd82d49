import { limits } from '../../kernel/limits.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { attemptGivenUp } from '../events.ts';
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
 * One question of the sweeper, and when the next one is due. What stays in doubt for `limits.doubtAgeMaxMs` is asked
 * about no more by itself: it keeps its place, so that nothing else can charge, and a person has to look.
 */
export async function checkAttempt(deps: CheckoutDeps, attempt: Attempt): Promise<void> {
  const outlook = await settleDoubt(deps, attempt);
  if (outlook === 'over') return;
  await withLockedAttempt(deps, attempt, async (tx, { attempt: now, payment }) => {
    if (!liveStates.includes(now.status)) return;
    const nowMs = deps.clock.nowMs();
    const checks = now.checks + 1;
    const givenUp = isGivenUp(now, nowMs);
    await updateAttempt(tx, now, {
      checks,
      checkAtMs: givenUp ? null : nextCheckAtMs(now, checks, nowMs),
      updatedAtMs: nowMs,
    });
    if (!givenUp) return;
    const { attemptId, gateway, gatewayReference } = now;
    deps.log.error(
      { attemptId, gateway, gatewayReference },
      'an attempt stays in doubt: a person has to look',
    );
    await attemptGivenUp(deps, tx, { attempt: now, payment });
  });
}

function isGivenUp(attempt: Attempt, nowMs: number): boolean {
  return attempt.status !== 'requires_action' && nowMs - attempt.createdAtMs > limits.doubtAgeMaxMs;
}

function nextCheckAtMs(attempt: Attempt, checks: number, nowMs: number): number {
  const dueMs = nowMs + nextCheckMs(attempt.status, checks, attempt.attemptId);
  return attempt.expiresAtMs > nowMs ? Math.min(dueMs, attempt.expiresAtMs) : dueMs;
}

/**
 * Asks what became of an attempt: one in doubt or waiting is queried, one that is closing or expired is closed, one
 * that the gateway surely never heard of has failed. What stays in doubt is asked again later, never retried.
 */
export async function settleDoubt(deps: CheckoutDeps, attempt: Attempt): Promise<AttemptOutlook> {
  if (!liveStates.includes(attempt.status)) return 'over';
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
    const checkAtMs = nowMs + limits.gatewayTimeoutMs;
    await updateAttempt(tx, now, { status, checks: 0, checkAtMs, updatedAtMs: nowMs });
    return { ...now, status };
  });
  return closing === undefined ? 'over' : closeAttempt(deps, closing);
}
