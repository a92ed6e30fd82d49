import type { Queries } from '../../kernel/db/database.ts';
import type { Activity as ActivityRow } from '../../kernel/db/tables.ts';
import { HELD, WAITING } from './handoff.ts';

interface ListOf {
  readonly livemode: number;
  readonly limit: number;
  /** Of this agent; left out: of nobody yet. */
  readonly ownerId?: string;
}

/** Open handoffs with their threads and learners, in the order of the line. */
export function findListed(queries: Queries, { livemode, limit, ownerId }: ListOf) {
  const open = queries
    .selectFrom('handoff')
    .innerJoin('conversation', 'conversation.conversationId', 'handoff.conversationId')
    .innerJoin('learner', 'learner.learnerId', 'conversation.learnerId')
    .select(['handoff.conversationId', 'handoff.language', 'handoff.reason', 'handoff.requestedAtMs'])
    .select(['handoff.acceptedAtMs', 'learner.displayName', 'learner.isGuest'])
    .select(['handoff.handoffId', 'handoff.state', 'handoff.priority', 'handoff.skill', 'handoff.isMessage'])
    .select(['handoff.offeredTo', 'handoff.offerExpiresAtMs', 'handoff.wrapUpUntilMs'])
    .select(['handoff.firstAnswerDueAtMs', 'handoff.nextAnswerDueAtMs', 'handoff.resolutionDueAtMs'])
    .where('handoff.livemode', '=', livemode)
    .orderBy('handoff.placeAtMs')
    .orderBy('handoff.handoffId')
    .limit(limit);
  const wanted =
    ownerId === undefined
      ? open.where('handoff.state', 'in', WAITING)
      : open.where('handoff.state', 'in', HELD).where('handoff.acceptedBy', '=', ownerId);
  return wanted.execute();
}

export type Listed = Awaited<ReturnType<typeof findListed>>[number];

/** What learner or agent wrote last in each thread: what bot and house say asks for no reply. */
export async function findLastMessages(
  queries: Queries,
  conversationIds: readonly string[],
): Promise<Pick<ActivityRow, 'conversationId' | 'content' | 'sender' | 'createdAtMs'>[]> {
  if (conversationIds.length === 0) return [];
  return queries
    .selectFrom('activity as message')
    .select(['message.conversationId', 'message.content', 'message.sender', 'message.createdAtMs'])
    .where('message.conversationId', 'in', conversationIds)
    .where('message.seq', '=', (eb) =>
      eb
        .selectFrom('activity as later')
        .select((of) => of.fn.max('later.seq').as('seq'))
        .whereRef('later.conversationId', '=', 'message.conversationId')
        .where('later.sender', 'in', ['learner', 'agent']),
    )
    .execute();
}

/** A thread as the console heads it; whether it is open or closed. */
export function findThread(queries: Queries, conversationId: string) {
  return queries
    .selectFrom('conversation')
    .innerJoin('learner', 'learner.learnerId', 'conversation.learnerId')
    .select(['conversation.conversationId', 'conversation.surface', 'conversation.language'])
    .select(['conversation.owner', 'conversation.ownerId', 'conversation.livemode'])
    .select(['learner.learnerId', 'learner.displayName', 'learner.hostUserId'])
    .select(['learner.isGuest', 'learner.createdAtMs'])
    .where('conversation.conversationId', '=', conversationId)
    .executeTakeFirst();
}

/** Why a thread was last passed to people. */
export async function findLastReason(queries: Queries, conversationId: string): Promise<string | null> {
  const row = await queries
    .selectFrom('handoff')
    .select('reason')
    .where('conversationId', '=', conversationId)
    .orderBy('requestedAtMs', 'desc')
    .executeTakeFirst();
  return row?.reason ?? null;
}
