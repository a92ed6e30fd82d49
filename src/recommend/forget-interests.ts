import type { Tx } from '../kernel/db/database.ts';

/** Forgets what learners asked to be recommended; which card led to which payment stays countable. */
export async function forgetInterests(tx: Tx, learnerIds: readonly string[]): Promise<void> {
  const theirs = tx
    .selectFrom('recommendation')
    .select('recommendationId')
    .where('learnerId', 'in', learnerIds);
  await tx.updateTable('impression').set({ reason: '{}' }).where('recommendationId', 'in', theirs).execute();
  await tx
    .updateTable('recommendation')
    .set({ request: '{}' })
    .where('learnerId', 'in', learnerIds)
    .execute();
}
