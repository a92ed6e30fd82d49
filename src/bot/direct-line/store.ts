import type { Language } from '../../identity/wire.ts';
import type { Queries } from '../../kernel/db/database.ts';

/** A thread as Direct Line sees it, open or closed: a message opens a closed one again. */
export interface DirectLineThread {
  readonly conversationId: string;
  readonly learnerId: string;
  readonly channel: string;
  readonly language: Language;
  readonly lastSeq: number;
}

export async function findThread(
  queries: Queries,
  conversationId: string,
): Promise<DirectLineThread | undefined> {
  const row = await queries
    .selectFrom('conversation')
    .select(['conversationId', 'learnerId', 'channel', 'language', 'lastSeq'])
    .where('conversationId', '=', conversationId)
    .executeTakeFirst();
  return row && { ...row, language: row.language as Language };
}
