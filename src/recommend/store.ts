import type { Tx } from '../kernel/db/database.ts';
import type { Impression, Recommendation } from '../kernel/db/tables.ts';

/** Writes a list and the cards of it, in the transaction that tells of it. */
export async function saveRecommendation(
  tx: Tx,
  recommendation: Recommendation,
  impressions: readonly Impression[],
): Promise<void> {
  await tx.insertInto('recommendation').values(recommendation).execute();
  if (impressions.length > 0)
    await tx
      .insertInto('impression')
      .values([...impressions])
      .execute();
}
