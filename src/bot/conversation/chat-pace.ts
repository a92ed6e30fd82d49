import type { Queries } from '../../kernel/db/database.ts';
import { prepared } from '../../kernel/db/prepared.ts';

/** How fast a learner writes in a conversation. Times are of the messages' commits, in ms. */
export interface ChatPace {
  readonly messagesCount: number;
  readonly firstMessageAtMs: number | null;
  readonly medianGapMs: number | null;
}

/** Enough for a median; a longer thread is no sign of haste. */
const MESSAGES_MAX = 200;

/** The pace of a learner's own messages in one of their conversations; of another's nothing is counted. */
export async function chatPaceOf(
  db: Queries,
  thread: { conversationId: string; learnerId: string },
): Promise<ChatPace> {
  const rows = await messagesOf(db, thread);
  const times = rows.map((row) => row.createdAtMs);
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  return { messagesCount: times.length, firstMessageAtMs: times[0] ?? null, medianGapMs: medianOf(gaps) };
}

const messagesOf = prepared((db, thread: { conversationId: string; learnerId: string }) =>
  db
    .selectFrom('activity')
    .innerJoin('conversation', 'conversation.conversationId', 'activity.conversationId')
    .select('activity.createdAtMs')
    .where('activity.conversationId', '=', thread.conversationId)
    .where('conversation.learnerId', '=', thread.learnerId)
    .where('activity.sender', '=', 'learner')
    .orderBy('activity.seq')
    .limit(MESSAGES_MAX),
);

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
