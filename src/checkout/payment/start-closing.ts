import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { attemptTransitions } from './attempt.ts';
import { type Attempt, updateAttempt } from './store.ts';

/** Has an attempt that may still charge closed at its gateway, by the sweeper and at once; a reservation is given back. */
export async function startClosing(
  deps: Pick<CheckoutDeps, 'clock' | 'wakeJob'>,
  tx: Tx,
  attempt: Attempt,
): Promise<Attempt> {
  const nowMs = deps.clock.nowMs();
  const status =
    attempt.status === 'closing' ? attempt.status : transition(attemptTransitions, attempt.status, 'closing');
  await updateAttempt(tx, attempt, { status, checks: 0, checkAtMs: nowMs, updatedAtMs: nowMs });
  afterCommit(tx, () => deps.wakeJob('checkout.check_attempts'));
  return { ...attempt, status };
}
