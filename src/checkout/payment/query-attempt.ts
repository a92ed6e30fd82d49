import { afterCommit } from '../../kernel/db/database.ts';
import { limits } from '../../kernel/limits.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { attemptGivenUp } from '../events.ts';
import { requireGateway } from '../gateway/registry.ts';
import type { GatewayPayment } from '../gateway/types.ts';
import { announce, applyGatewayPayment } from './apply-gateway-payment.ts';
import { attemptTransitions, liveStates } from './attempt.ts';
import { captureAttempt } from './capture-attempt.ts';
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
    afterCommit(tx, () => deps.wakeJob('checkout.count_doubts'));
  });
}

function isGivenUp(attempt: Attempt, nowMs: number): boolean {
  // What waits for somebody to act is in no doubt.
  const waits = attempt.status === 'requires_action' || attempt.status === 'authorized';
  return !waits && nowMs - attempt.createdAtMs > limits.doubtAgeMaxMs;
}

function nextCheckAtMs(attempt: Attempt, checks: number, nowMs: number): number {
  const dueMs = nowMs + nextCheckMs(attempt.status, checks, attempt.attemptId);
  // The notification is the news of a reservation; asking at its end is the backstop.
  const rests = attempt.status === 'authorized' && attempt.captureRequestedAtMs === null;
  if (rests) return Math.max(dueMs, attempt.captureUntilMs ?? 0);
  return attempt.expiresAtMs > nowMs ? Math.min(dueMs, attempt.expiresAtMs) : dueMs;
}

/**
 * Asks what became of an attempt: one in doubt or waiting is queried, one that is closing or expired is closed, one
 * that the gateway surely never heard of has failed. What stays in doubt is asked again later, never retried.
 */
export async function settleDoubt(deps: CheckoutDeps, attempt: Attempt): Promise<AttemptOutlook> {
  if (!liveStates.includes(attempt.status)) return releaseEnded(deps, attempt);
  if (attempt.status === 'closing') return closeAttempt(deps, attempt);
  const isWanted = attempt.status === 'authorized' && attempt.captureRequestedAtMs !== null;
  return isWanted ? captureWanted(deps, attempt) : ask(deps, attempt);
}

async function ask(deps: CheckoutDeps, attempt: Attempt): Promise<AttemptOutlook> {
  const gateway = requireGateway(deps.gateways, attempt.gateway);
  const result = await gateway.queryPayment(attempt.gatewayReference);
  if (result.outcome === 'unknown') return 'open';
  const isReserved = attempt.captureUntilMs !== null;
  if (result.outcome === 'not_found') return isReserved ? 'open' : endUnheard(deps, attempt);
  if ((await applyQueried(deps, attempt, result.payment)) === 'over') return 'over';
  // Reserved money waits for a capture or the end of its checkout, whatever became of the time to pay.
  if (isReserved || result.payment.status === 'authorized') return goOnCapturing(deps, attempt);
  if (attempt.expiresAtMs <= deps.clock.nowMs()) return closeExpired(deps, attempt);
  if (attempt.status === 'requires_action') return 'open';
  // The gateway has it, but what the learner would have to do is lost with its answer: closed, to be tried anew.
  return closeExpired(deps, attempt);
}

/** A capture that was in doubt did not happen: it is still wanted. */
async function goOnCapturing(deps: CheckoutDeps, { attemptId }: Attempt): Promise<AttemptOutlook> {
  const now = await findAttempt(deps.db.query, attemptId);
  const isWanted = now?.status === 'authorized' && now.captureRequestedAtMs !== null;
  return isWanted ? captureWanted(deps, now) : 'open';
}

async function captureWanted(deps: CheckoutDeps, attempt: Attempt): Promise<AttemptOutlook> {
  await captureAttempt(deps, attempt);
  const now = await findAttempt(deps.db.query, attempt.attemptId);
  return now !== undefined && liveStates.includes(now.status) ? 'open' : 'over';
}

/** Money was reserved on an attempt that is over: it is given back, and then there is nothing left to ask. */
async function releaseEnded(deps: CheckoutDeps, attempt: Attempt): Promise<AttemptOutlook> {
  if (attempt.checkAtMs === null) return 'over';
  const outlook = await closeAttempt(deps, attempt);
  const nowMs = deps.clock.nowMs();
  const checks = attempt.checks + 1;
  const checkAtMs = outlook === 'over' ? null : nowMs + nextCheckMs('closing', checks, attempt.attemptId);
  await updateAttempt(deps.db.query, attempt, { checks, checkAtMs, updatedAtMs: nowMs });
  return 'over';
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
