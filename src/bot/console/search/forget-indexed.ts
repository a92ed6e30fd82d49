import type { Tx } from '../../../kernel/db/database.ts';
import { contentOfRow } from '../../conversation/activity.ts';
import { termsOfMessage } from './terms.ts';

/**
 * Takes a thread out of the index of the search, while its messages are still there: they say by which words each was
 * found, and so where in the index it stands.
 */
export async function forgetIndexed(tx: Tx, conversationId: string): Promise<void> {
  const rows = await tx
    .selectFrom('search_message')
    .innerJoin('activity', 'activity.activityId', 'search_message.activityId')
    .select(['search_message.messageNumber', 'activity.content'])
    .where('search_message.conversationId', '=', conversationId)
    .execute();
  for (const { messageNumber, content } of rows) {
    const terms = termsOfMessage(contentOfRow({ content }).text ?? '');
    if (terms.length === 0) continue;
    await tx
      .deleteFrom('search_term')
      .where('term', 'in', terms)
      .where('messageNumber', '=', messageNumber)
      .execute();
  }
  await tx.deleteFrom('search_message').where('conversationId', '=', conversationId).execute();
}
