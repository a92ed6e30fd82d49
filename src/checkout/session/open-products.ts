import { prepared } from '../../kernel/db/prepared.ts';
import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';

const linesOfLatest = prepared((db, { learnerId, sinceMs }: { learnerId: string; sinceMs: number }) =>
  db
    .selectFrom('checkout_session')
    .select(['lines', 'status', 'livemode'])
    .where('learnerId', '=', learnerId)
    .where('createdAtMs', '>=', sinceMs),
);

/** The products of a learner's checkouts that can still be paid: what is there need not be recommended. */
export async function openCheckoutProductIds(
  deps: Pick<CheckoutDeps, 'db' | 'clock' | 'livemode'>,
  learnerId: string,
): Promise<Set<string>> {
  const sinceMs = deps.clock.wallMs() - limits.checkoutTtlMs;
  const rows = await linesOfLatest(deps.db.query, { learnerId, sinceMs });
  const open = rows.filter(
    ({ status, livemode }) =>
      (status === 'open' || status === 'confirmed') && (livemode === 1) === deps.livemode,
  );
  return new Set(
    open.flatMap(({ lines }) => (JSON.parse(lines) as { productId: string }[]).map((line) => line.productId)),
  );
}
