import type { Tx } from '../../kernel/db/database.ts';
import { forgetIndexed } from '../console/search/forget-indexed.ts';

/**
 * Deletes what was written about a learner's conversations beside the transcript: notes, the search index, wishes that
 * went with a handoff, words of a rating. Scores, waits and who served stay: they name nobody.
 */
export async function forgetService(tx: Tx, learnerId: string): Promise<void> {
  const threads = tx.selectFrom('conversation').select('conversationId').where('learnerId', '=', learnerId);
  await tx.deleteFrom('conversation_note').where('conversationId', 'in', threads).execute();
  for (const { conversationId } of await threads.execute()) await forgetIndexed(tx, conversationId);
  await tx.updateTable('handoff').set({ note: null }).where('learnerId', '=', learnerId).execute();
  await tx.updateTable('handoff_step').set({ note: null }).where('conversationId', 'in', threads).execute();
  await tx.updateTable('csat').set({ comment: null }).where('learnerId', '=', learnerId).execute();
}
