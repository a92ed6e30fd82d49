import type { Language, Surface } from '../../identity/wire.ts';
import type { Queries, Tx } from '../../kernel/db/database.ts';
import { insertRow, insertRowUnlessKnown, prepared, preparedByShape } from '../../kernel/db/prepared.ts';
import type { Activity as ActivityRow, Conversation as ConversationRow } from '../../kernel/db/tables.ts';
import type { Conversation, Owner } from '../types.ts';

const conversationColumns = [
  'conversationId',
  'learnerId',
  'surface',
  'language',
  'owner',
  'ownerId',
  'lastSeq',
] as const satisfies readonly (keyof ConversationRow)[];

function conversationOf(row: Pick<ConversationRow, (typeof conversationColumns)[number]>): Conversation {
  return {
    ...row,
    surface: row.surface as Surface,
    language: row.language as Language,
    owner: row.owner as Owner,
  };
}

export async function insertConversation(tx: Tx, row: ConversationRow): Promise<void> {
  await insertRow(tx, 'conversation', row);
}

/** Keeps two devices from beginning two threads at once; also says whether the learner exists. */
export async function holdLearner(tx: Tx, learnerId: string): Promise<boolean> {
  const [row] = await lockLearner(tx, { learnerId });
  return row !== undefined;
}

const lockLearner = prepared((db, { learnerId }: { learnerId: string }) =>
  db.selectFrom('learner').select('learnerId').where('learnerId', '=', learnerId).forUpdate(),
);

/** The thread of that id if it is the learner's, also when it is closed: it can still be read, and opened again. */
export async function findConversation(
  queries: Queries,
  thread: { conversationId: string; learnerId: string },
): Promise<Conversation | undefined> {
  const [row] = await conversationById(queries, thread);
  return row && conversationOf(row);
}

const conversationById = prepared(
  (db, { conversationId, learnerId }: { conversationId: string; learnerId: string }) =>
    db
      .selectFrom('conversation')
      .select(conversationColumns)
      .where('conversationId', '=', conversationId)
      .where('learnerId', '=', learnerId),
);

export async function findNewestConversation(
  queries: Queries,
  learnerId: string,
): Promise<Conversation | undefined> {
  const [row] = await newestOf(queries, { learnerId });
  return row && conversationOf(row);
}

const newestOf = prepared((db, { learnerId }: { learnerId: string }) =>
  db
    .selectFrom('conversation')
    .select(conversationColumns)
    .where('learnerId', '=', learnerId)
    .where('status', '=', 'open')
    .orderBy('updatedAtMs', 'desc')
    .orderBy('conversationId', 'desc')
    .limit(1),
);

interface TakeSeqs {
  readonly conversationId: string;
  readonly count: number;
  readonly nowMs: number;
  readonly learnerId?: string | undefined;
  /** Only while this one owns it; an agent by id. */
  readonly whileOwner?: Owner | undefined;
  readonly whileOwnerId?: string | undefined;
  readonly newOwner?: Pick<Conversation, 'owner' | 'ownerId'> | undefined;
  readonly language?: Language | undefined;
  /** A closed thread takes it too, and stays closed. */
  readonly evenClosed?: boolean | undefined;
  readonly newStatus?: 'closed' | undefined;
}

/**
 * Takes the next `count` places and holds the row until the transaction ends, so that places have no gap.
 * Nothing when the thread is closed, not the learner's, or not the owner's that is named. One update: of two who want
 * to own a thread, one finds it taken.
 */
export async function takeSeqs(tx: Tx, take: TakeSeqs): Promise<Conversation | undefined> {
  const { newOwner, evenClosed, ...rest } = take;
  const [row] = await takePlaces(tx, {
    ...rest,
    ...(newOwner !== undefined && { toOwner: newOwner.owner, toOwnerId: newOwner.ownerId }),
    evenClosed: evenClosed === true ? true : undefined,
  });
  return row && conversationOf(row);
}

interface TakePlaces extends Omit<TakeSeqs, 'newOwner'> {
  readonly toOwner?: Owner;
  readonly toOwnerId?: string | null;
}

const optional = [
  'learnerId',
  'whileOwner',
  'whileOwnerId',
  'toOwner',
  'language',
  'evenClosed',
  'newStatus',
] as const;

const takePlaces = preparedByShape(
  (take: TakePlaces) => optional.reduce((key, name) => key * 2 + (take[name] === undefined ? 0 : 1), 0),
  (db, take) => {
    let update = db
      .updateTable('conversation')
      .set((eb) => ({ lastSeq: eb('lastSeq', '+', take.count), updatedAtMs: take.nowMs }))
      .where('conversationId', '=', take.conversationId);
    if (take.evenClosed === undefined) update = update.where('status', '=', 'open');
    if (take.newStatus !== undefined) update = update.set('status', take.newStatus);
    if (take.learnerId !== undefined) update = update.where('learnerId', '=', take.learnerId);
    if (take.whileOwner !== undefined) update = update.where('owner', '=', take.whileOwner);
    if (take.whileOwnerId !== undefined) update = update.where('ownerId', '=', take.whileOwnerId);
    if (take.toOwner !== undefined)
      update = update.set({ owner: take.toOwner, ownerId: take.toOwnerId ?? null });
    if (take.language !== undefined) update = update.set('language', take.language);
    return update.returning(conversationColumns);
  },
);

/** False when the thread is not this learner's, or not closed. */
export async function openClosed(
  tx: Tx,
  { conversationId, learnerId }: { conversationId: string; learnerId: string },
): Promise<boolean> {
  const result = await tx
    .updateTable('conversation')
    .set({ status: 'open' })
    .where('conversationId', '=', conversationId)
    .where('learnerId', '=', learnerId)
    .where('status', '=', 'closed')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** How many were written: one that is there already by its id or client message id is not. */
export async function insertActivities(tx: Tx, rows: readonly ActivityRow[]): Promise<number> {
  let written = 0;
  for (const row of rows) if (await insertRowUnlessKnown(tx, 'activity', row)) written += 1;
  return written;
}

const activityById = prepared((db, { activityId }: { activityId: string }) =>
  db.selectFrom('activity').selectAll().where('activityId', '=', activityId),
);

export async function findActivity(queries: Queries, activityId: string): Promise<ActivityRow | undefined> {
  const [row] = await activityById(queries, { activityId });
  return row;
}

export function findByClientMessageId(
  queries: Queries,
  { conversationId, clientMessageId }: { conversationId: string; clientMessageId: string },
): Promise<Pick<ActivityRow, 'activityId' | 'seq'> | undefined> {
  return queries
    .selectFrom('activity')
    .select(['activityId', 'seq'])
    .where('conversationId', '=', conversationId)
    .where('clientMessageId', '=', clientMessageId)
    .executeTakeFirst();
}

interface PageOf {
  readonly conversationId: string;
  readonly limit: number;
}

/** The oldest after a place, oldest first. */
export function activitiesAfter(
  queries: Queries,
  page: PageOf & { afterSeq: number },
): Promise<ActivityRow[]> {
  return queries
    .selectFrom('activity')
    .selectAll()
    .where('conversationId', '=', page.conversationId)
    .where('seq', '>', page.afterSeq)
    .orderBy('seq')
    .limit(page.limit)
    .execute();
}

/** The newest before a place, oldest first. */
export async function activitiesBefore(
  queries: Queries,
  page: PageOf & { beforeSeq: number },
): Promise<ActivityRow[]> {
  const rows = await queries
    .selectFrom('activity')
    .selectAll()
    .where('conversationId', '=', page.conversationId)
    .where('seq', '<', page.beforeSeq)
    .orderBy('seq', 'desc')
    .limit(page.limit)
    .execute();
  return rows.reverse();
}

export async function setConversationLanguage(
  queries: Queries,
  change: { conversationId: string; learnerId: string; language: Language },
): Promise<boolean> {
  const result = await queries
    .updateTable('conversation')
    .set({ language: change.language })
    .where('conversationId', '=', change.conversationId)
    .where('learnerId', '=', change.learnerId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function setConversationSurface(
  queries: Queries,
  change: { conversationId: string; surface: Surface },
): Promise<void> {
  await queries
    .updateTable('conversation')
    .set({ surface: change.surface })
    .where('conversationId', '=', change.conversationId)
    .execute();
}

/** Gives every thread of one learner to another; returns their ids. */
export async function changeLearner(
  tx: Tx,
  change: { fromLearnerId: string; toLearnerId: string },
): Promise<string[]> {
  const rows = await tx
    .updateTable('conversation')
    .set({ learnerId: change.toLearnerId })
    .where('learnerId', '=', change.fromLearnerId)
    .returning('conversationId')
    .execute();
  return rows.map((row) => row.conversationId);
}

export interface Unanswered {
  readonly activityId: string;
  readonly content: string;
  readonly conversation: Conversation;
}

/** Learner messages in threads of the bot that nothing replies to, in order within their thread. */
export async function findUnanswered(
  queries: Queries,
  range: { sinceActivityId: string; beforeMs: number; limit: number },
): Promise<Unanswered[]> {
  const rows = await queries
    .selectFrom('activity as message')
    .innerJoin('conversation', 'conversation.conversationId', 'message.conversationId')
    .select(['message.activityId', 'message.content'])
    .select(conversationColumns.map((column) => `conversation.${column}` as const))
    .where('message.activityId', '>=', range.sinceActivityId)
    .where('message.sender', '=', 'learner')
    .where('message.createdAtMs', '<=', range.beforeMs)
    .where('conversation.owner', '=', 'bot')
    .where('conversation.status', '=', 'open')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('activity as reply')
            .select('reply.activityId')
            .whereRef('reply.conversationId', '=', 'message.conversationId')
            .whereRef('reply.seq', '>', 'message.seq')
            .whereRef('reply.replyToId', '=', 'message.activityId'),
        ),
      ),
    )
    .orderBy('message.conversationId')
    .orderBy('message.seq')
    .limit(range.limit)
    .execute();
  return rows.map(({ activityId, content, ...conversation }) => ({
    activityId,
    content,
    conversation: conversationOf(conversation),
  }));
}
