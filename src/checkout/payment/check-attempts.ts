import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkAttempt } from './query-attempt.ts';
import { findAttemptsToCheck } from './store.ts';

/** What fails stays due, so a run is bounded; the next one comes within a second. */
const ROUNDS_MAX = 8;
/** A gateway that answers slower than this gets one round a run, so that it holds up no other. */
const SLOW_ROUND_MS = 2_000;

/**
 * Asks the gateways about the attempts that are due: all gateways side by side, each with at most
 * `limits.gatewayCallsAtOnceMax` questions at a time.
 */
export async function checkAttempts(deps: CheckoutDeps): Promise<void> {
  await Promise.all(deps.gateways.map(({ name }) => checkAttemptsOf(deps, name)));
}

async function checkAttemptsOf(deps: CheckoutDeps, gateway: string): Promise<void> {
  const limit = limits.gatewayCallsAtOnceMax;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const startedMs = deps.clock.wallMs();
    const nowMs = deps.clock.nowMs();
    const attempts = await findAttemptsToCheck(deps.db.query, { gateway, nowMs, limit });
    await Promise.all(
      attempts.map((attempt) =>
        checkAttempt(deps, attempt).catch((error: unknown) =>
          deps.log.error({ error, attemptId: attempt.attemptId, gateway }, 'an attempt could not be checked'),
        ),
      ),
    );
    if (attempts.length < limit || deps.clock.wallMs() - startedMs > SLOW_ROUND_MS) return;
  }
}
