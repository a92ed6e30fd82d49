import type { Queries, Tx } from '../kernel/db/database.ts';
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

/** One product shown once, with to whom and where. */
export interface ShownImpression {
  readonly impressionId: string;
  readonly recommendationId: string;
  readonly productId: string;
  readonly learnerId: string;
  /** Null outside conversations. */
  readonly conversationId: string | null;
}

/** Null when no such impression exists. */
export async function findImpression(db: Queries, impressionId: string): Promise<ShownImpression | null> {
  const row = await db
    .selectFrom('impression')
    .innerJoin('recommendation', 'recommendation.recommendationId', 'impression.recommendationId')
    .select(['impression.impressionId', 'impression.recommendationId', 'impression.productId'])
    .select(['recommendation.learnerId', 'recommendation.conversationId'])
    .where('impression.impressionId', '=', impressionId)
    .executeTakeFirst();
  return row ?? null;
}
