import type { Queries } from '../../kernel/db/database.ts';
import { limits } from '../../kernel/limits.ts';
import { conversationsOfLearner } from '../conversation/erase-store.ts';

interface ExportedConversation {
  readonly conversationId: string;
  readonly messages: readonly { seq: number; from: string; text: string | null; atMs: number }[];
}

/**
 * A learner's transcripts for their own file, oldest message first; a long one comes in several pieces of the same
 * id, so that it never stands in memory as a whole. Notes that staff write to each other are not the learner's.
 */
export async function* exportConversations(
  db: Queries,
  learnerId: string,
): AsyncGenerator<ExportedConversation> {
  for (const conversationId of await conversationsOfLearner(db, learnerId)) {
    for (let afterSeq = 0; ; ) {
      const rows = await activitiesAfter(db, { conversationId, afterSeq });
      if (rows.length === 0) break;
      afterSeq = rows.at(-1)?.seq ?? afterSeq;
      const messages = rows
        .filter(({ type }) => type === 'message')
        .map(({ seq, sender, content, createdAtMs }) => ({
          ...{ seq, from: sender, atMs: createdAtMs },
          text: (JSON.parse(content) as { text?: string }).text ?? null,
        }));
      if (messages.length > 0) yield { conversationId, messages };
    }
  }
}

function activitiesAfter(db: Queries, of: { conversationId: string; afterSeq: number }) {
  return db
    .selectFrom('activity')
    .select(['seq', 'type', 'sender', 'content', 'createdAtMs'])
    .where('conversationId', '=', of.conversationId)
    .where('seq', '>', of.afterSeq)
    .orderBy('seq')
    .limit(limits.activitiesPerPage)
    .execute();
}
