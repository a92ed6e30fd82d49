import type { Tx } from '../../kernel/db/database.ts';

/**
 * Deletes what was written about a learner's conversations beside the transcript: notes, the search index, wishes that
 * went with a handoff, words of a rating. Scores, waits and who served stay: they name nobody.
 */
export async function forgetService(tx: Tx, learnerId: string): Promise<void> {
  const threads = tx.selectFrom('conversation').select('conversationId').where('learnerId', '=', learnerId);
  await tx.deleteFrom('conversation_note').where('conversationId', 'in', threads).execute();
  const numbers = tx
    .selectFrom('search_message')
    .select('messageNumber')
    .where('conversationId', 'in', threads);
  await tx.deleteFrom('search_term').where('messageNumber', 'in', numbers).execute();
  await tx.deleteFrom('search_message').where('conversationId', 'in', threads).execute();
  await tx.updateTable('handoff').set({ note: null }).where('learnerId', '=', learnerId).execute();
  await tx.updateTable('handoff_step').set({ note: null }).where('conversationId', 'in', threads).execute();
  await tx.updateTable('csat').set({ comment: null }).where('learnerId', '=', learnerId).execute();
}
