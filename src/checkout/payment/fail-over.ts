import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import { newReference } from '../../kernel/id.ts';
import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';
import { attemptFailed } from '../events.ts';
import { parseRecord, type Tried } from '../routing/record.ts';
import { retryAdvice } from '../routing/retry-table.ts';
import { countPayment } from './count-payment.ts';
import { changeAttempt } from './end-attempt.ts';
import { captureModeOf, type Route, routeAgain } from './route-payment.ts';
import { isHeldForReview } from './settle-held.ts';
import { type Attempt, saveAttempt } from './store.ts';
import type { LockedAttempt } from './with-locked-attempt.ts';

export interface Failure extends LockedAttempt {
  /** As the retry table knows it. */
  readonly code: string;
  /** As the attempt keeps it and the learner is told it. */
  readonly failureCode: string;
}

/**
 * Ends an attempt that surely did not charge and writes the next one of the same press, in one transaction, when the
 * retry table allows one and a gateway is left. Undefined when this is the end of the press: nothing was written then.
 */
export async function failOver(deps: CheckoutDeps, tx: Tx, failure: Failure): Promise<Attempt | undefined> {
  const { attempt, payment, failureCode, code } = failure;
  const next = nextAttempt(deps, failure);
  if (next === undefined) return undefined;
  await changeAttempt(deps, tx, { attempt, to: 'failed', code: failureCode });
  countPayment(deps, tx, {
    outcome: 'failed',
    method: attempt.method,
    gateway: attempt.gateway,
    code: failureCode,
  });
  await attemptFailed(deps, tx, { payment, attempt, code: failureCode });
  await saveAttempt(tx, next);
  afterCommit(tx, () => deps.journal?.recordAttempt(next));
  deps.meter
    .counter('tilltalk_routing_failovers_total', 'Presses that went on at another gateway', [
      'gateway',
      'code',
    ])
    .inc({ gateway: attempt.gateway, code });
  return next;
}

function nextAttempt(deps: CheckoutDeps, { session, payment, attempt, code }: Failure): Attempt | undefined {
  const nowMs = deps.clock.nowMs();
  const { retries } = deps.router.version().config;
  const advice = retryAdvice(retries, { gateway: attempt.gateway, code });
  const tried: Tried[] = [...(parseRecord(attempt.routing)?.tried ?? []), { gateway: attempt.gateway, code }];
  if (advice === 'never' || tried.length >= limits.attemptsPerPressMax) return undefined;
  if (session.status !== 'confirmed' || session.expiresAtMs <= nowMs) return undefined;
  const route = advice === 'same' ? sameRoute(attempt, tried) : routeAgain(deps, { session, attempt, tried });
  if (route === undefined) return undefined;
  // What waits for a person stays reserved: elsewhere it may be taken at once.
  if (isHeldForReview(payment, attempt)) return undefined;
  return {
    ...attempt,
    ...route,
    captureMode: captureModeOf(deps, payment, route),
    attemptId: deps.newId('att'),
    number: attempt.number + 1,
    gatewayReference: newReference('T'),
    gatewayPaymentId: null,
    status: 'created',
    action: null,
    failureCode: null,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    checkAtMs: nowMs + limits.idempotencyLockMs,
    checks: 0,
    capturedAtMs: null,
  };
}

/** The same gateway once more, under a new number. */
function sameRoute(attempt: Attempt, tried: readonly Tried[]): Route | undefined {
  const record = parseRecord(attempt.routing);
  if (record === null) return undefined;
  const { gateway, gatewayMerchantId, method, flow } = attempt;
  return { gateway, gatewayMerchantId, method, flow, routing: JSON.stringify({ ...record, tried }) };
}
