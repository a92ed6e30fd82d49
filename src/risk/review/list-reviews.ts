import type { RiskDeps } from '../deps.ts';
import { findReviewOfCheckout, findReviews, type ReviewItem } from '../store.ts';
import type { ReviewStanding, ReviewState } from '../types.ts';

const REVIEWS_PER_LIST = 200;

/** Reviews of one state, open ones oldest first, settled ones newest first; at most 200. */
export function listReviews(
  deps: Pick<RiskDeps, 'db' | 'livemode'>,
  { status = 'open' }: { status?: ReviewState } = {},
): Promise<ReviewItem[]> {
  return findReviews(deps.db.query, { status, limit: REVIEWS_PER_LIST, livemode: deps.livemode });
}

/** What a person said, or is to say, about paying this checkout; null when nobody was asked. */
export async function reviewOf(
  deps: Pick<RiskDeps, 'db'>,
  checkoutId: string,
): Promise<ReviewStanding | null> {
  return (await findReviewOfCheckout(deps.db.query, checkoutId)) ?? null;
}
