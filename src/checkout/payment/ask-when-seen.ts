import type { CheckoutDeps } from '../deps.ts';
import { type AttemptState, liveStates } from './attempt.ts';
import { settleDoubt } from './query-attempt.ts';
import { findAttempt } from './store.ts';

/** A gateway's answer about an attempt is fresh enough for somebody who is looking for this long, in wall ms. */
const FRESH_MS = 3_000;
/** While the learner has to act the notification is the news, so each look in between asks nothing. */
const FRESH_WHILE_WAITING_MS = 10_000;
/** Questions because somebody looks, per gateway, at a time: the sweeper asks about the rest. */
const AT_ONCE_MAX = 8;
const REMEMBERED_MAX = 10_000;

/** When each attempt was last asked about in this process, oldest first. */
const asked = new Map<string, number>();
const running = new Map<string, number>();

export interface SeenAttempt {
  readonly attemptId: string;
  readonly status: AttemptState;
}

/**
 * Somebody looks at an attempt that is not over: its gateway is asked now rather than on schedule, without keeping the
 * looker waiting. An attempt that merely waits for its learner is asked about from the second look on, since the first
 * comes right after it began; `cameBack` says that the learner has been to the gateway meanwhile.
 */
export function askWhenSeen(deps: CheckoutDeps, attempt: SeenAttempt, cameBack = false): void {
  const nowMs = deps.clock.wallMs();
  // Its call is still on the way, or its process is gone and the sweeper comes; reserved money waits for the seller.
  if (attempt.status === 'created' || attempt.status === 'authorized' || !liveStates.includes(attempt.status))
    return;
  const waits = attempt.status === 'requires_action';
  const last = asked.get(attempt.attemptId) ?? (waits && !cameBack ? remember(attempt.attemptId, nowMs) : 0);
  const freshMs = waits && !cameBack ? FRESH_WHILE_WAITING_MS : FRESH_MS;
  if (nowMs - last < freshMs) return;
  remember(attempt.attemptId, nowMs);
  void ask(deps, attempt.attemptId).catch((error: unknown) =>
    deps.log.warn(
      { error, attemptId: attempt.attemptId },
      'an attempt that was looked at could not be asked about',
    ),
  );
}

async function ask(deps: CheckoutDeps, attemptId: string): Promise<void> {
  const attempt = await findAttempt(deps.db.query, attemptId);
  if (attempt === undefined) return;
  const { gateway } = attempt;
  const atOnce = running.get(gateway) ?? 0;
  if (atOnce >= AT_ONCE_MAX) return;
  running.set(gateway, atOnce + 1);
  try {
    await settleDoubt(deps, attempt);
  } finally {
    running.set(gateway, (running.get(gateway) ?? 1) - 1);
  }
}

function remember(attemptId: string, nowMs: number): number {
  asked.delete(attemptId);
  asked.set(attemptId, nowMs);
  if (asked.size > REMEMBERED_MAX) {
    for (const oldest of asked.keys()) {
      asked.delete(oldest);
      break;
    }
  }
  return nowMs;
}
