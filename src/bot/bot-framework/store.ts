import type { Queries, Tx } from '../../kernel/db/database.ts';
import type { BotFrameworkThread as ThreadRow } from '../../kernel/db/tables.ts';
import type { CloudReference } from '../channel/cloud-channel.ts';

/** A conversation of another channel: whose it is, where it goes on, how far it was told. */
export interface CloudThread {
  readonly conversationId: string;
  readonly learnerId: string;
  readonly isGuest: boolean;
  readonly userId: string;
  readonly reference: CloudReference;
  readonly sentSeq: number;
  readonly attempts: number;
  /** Null: nobody takes it there until its person writes again. */
  readonly nextAttemptAtMs: number | null;
}

/** False when the channel's conversation is known already. */
export async function insertCloudThread(tx: Tx, row: ThreadRow): Promise<boolean> {
  const result = await tx
    .insertInto('bot_framework_thread')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

interface ExternalThread {
  readonly livemode: boolean;
  readonly channelId: string;
  readonly externalId: string;
}

export async function findByExternalId(
  queries: Queries,
  { livemode, channelId, externalId }: ExternalThread,
): Promise<CloudThread | undefined> {
  const row = await threads(queries)
    .where('bot_framework_thread.livemode', '=', livemode ? 1 : 0)
    .where('bot_framework_thread.channelId', '=', channelId)
    .where('bot_framework_thread.externalId', '=', externalId)
    .executeTakeFirst();
  return row && threadOf(row);
}

export async function findCloudThread(
  queries: Queries,
  conversationId: string,
): Promise<CloudThread | undefined> {
  const row = await threads(queries)
    .where('bot_framework_thread.conversationId', '=', conversationId)
    .executeTakeFirst();
  return row && threadOf(row);
}

function threads(queries: Queries) {
  return queries
    .selectFrom('bot_framework_thread')
    .innerJoin('conversation', 'conversation.conversationId', 'bot_framework_thread.conversationId')
    .innerJoin('learner', 'learner.learnerId', 'conversation.learnerId')
    .select([
      'bot_framework_thread.conversationId',
      'conversation.learnerId',
      'learner.isGuest',
      'bot_framework_thread.userId',
      'bot_framework_thread.reference',
      'bot_framework_thread.sentSeq',
      'bot_framework_thread.attempts',
      'bot_framework_thread.nextAttemptAtMs',
    ]);
}

type Row = Omit<CloudThread, 'isGuest' | 'reference'> & { isGuest: number; reference: string };

function threadOf({ isGuest, reference, ...row }: Row): CloudThread {
  return { ...row, isGuest: isGuest === 1, reference: JSON.parse(reference) as CloudReference };
}

/** Threads in which something is to be told that may be tried now. */
export async function findDueThreads(
  queries: Queries,
  { livemode, nowMs, limit }: { livemode: boolean; nowMs: number; limit: number },
): Promise<string[]> {
  const rows = await queries
    .selectFrom('bot_framework_thread')
    .innerJoin('conversation', 'conversation.conversationId', 'bot_framework_thread.conversationId')
    .select('bot_framework_thread.conversationId')
    .where('bot_framework_thread.livemode', '=', livemode ? 1 : 0)
    .where('bot_framework_thread.nextAttemptAtMs', '<=', nowMs)
    .whereRef('conversation.lastSeq', '>', 'bot_framework_thread.sentSeq')
    .limit(limit)
    .execute();
  return rows.map(({ conversationId }) => conversationId);
}

export async function updateCloudThread(
  queries: Queries,
  conversationId: string,
  change: Partial<Pick<ThreadRow, 'reference' | 'sentSeq' | 'attempts' | 'nextAttemptAtMs'>>,
): Promise<void> {
  await queries
    .updateTable('bot_framework_thread')
    .set(change)
    .where('conversationId', '=', conversationId)
    .execute();
}
