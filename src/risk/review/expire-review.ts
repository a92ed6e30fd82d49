import type { Tx } from '../../kernel/db/database.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { RiskDeps } from '../deps.ts';
import { reviewDecided } from '../events.ts';
import { findOpenReview, type Review, updateReview } from '../store.ts';
import { reviewTransitions } from './review.ts';

/** Ends the open review of a checkout that expired or was canceled, in the caller's transaction. No open one: nothing. */
export async function expireReview(deps: RiskDeps, tx: Tx, checkoutId: string): Promise<void> {
  const review = await findOpenReview(tx, checkoutId);
  if (review === undefined) return;
  const expired: Review = {
    ...review,
    status: transition(reviewTransitions, review.status, 'expired'),
    openKey: null,
    decidedAtMs: deps.clock.nowMs(),
  };
  await updateReview(tx, expired);
  await reviewDecided(deps, tx, expired);
}
