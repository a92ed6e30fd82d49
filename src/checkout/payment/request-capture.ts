import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';
import { type Attempt, updateAttempt } from './store.ts';

export interface CaptureWish {
  readonly attempt: Attempt;
  /** True when the sweeper carries it out; else the caller does, and the sweeper only should they not. */
  readonly bySweeper: boolean;
  /** What the gateway is to take when it is less than is reserved there, in minor units. */
  readonly captureMinor?: number | null;
}

/** Writes the wish to take what an attempt has reserved: from now on nothing else can become of it by our own doing. */
export async function requestCapture(
  deps: Pick<CheckoutDeps, 'clock' | 'wakeJob' | 'journal'>,
  tx: Tx,
  { attempt, bySweeper, captureMinor = null }: CaptureWish,
): Promise<Attempt> {
  const nowMs = deps.clock.nowMs();
  const wish = { captureRequestedAtMs: nowMs, captureMinor, updatedAtMs: nowMs };
  const checkAtMs = bySweeper ? nowMs : nowMs + limits.idempotencyLockMs;
  await updateAttempt(tx, attempt, { ...wish, checks: 0, checkAtMs });
  if (bySweeper) afterCommit(tx, () => deps.wakeJob('checkout.check_attempts'));
  const wanted = { ...attempt, ...wish };
  // After a restored backup a part that was taken is proof only to who knows that no more was wanted.
  if (captureMinor !== null) afterCommit(tx, () => deps.journal?.recordAttempt(wanted));
  return wanted;
}
