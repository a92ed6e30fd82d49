import type { StaffCaller } from '../../identity/index.ts';
import type { Language, Surface } from '../../identity/wire.ts';
import type { Queries } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { botErrors } from '../errors.ts';
import { mayReadThread } from '../handoff/may-read-thread.ts';
import type { ConsoleOpsDeps, InThread } from './deps.ts';

/** A thread and its learner, as the console's operations know them. */
export interface Thread {
  readonly conversationId: string;
  readonly language: Language;
  readonly surface: Surface;
  readonly owner: string;
  readonly ownerId: string | null;
  readonly lastSeq: number;
  readonly learnerId: string;
  readonly displayName: string | null;
  readonly hostUserId: string | null;
  readonly isGuest: boolean;
  /** When the learner first came. */
  readonly createdAtMs: number;
}

type ThreadDeps = Pick<ConsoleOpsDeps, 'db' | 'livemode' | 'hasHeldPayment'>;

/** The thread if the caller may read it. Throws `not_found`, whether it exists or not. */
export async function requireReadable(deps: ThreadDeps, asked: InThread): Promise<Thread> {
  const thread = await findThread(deps.db.query, { ...asked, livemode: deps.livemode ? 1 : 0 });
  if (thread === undefined || !(await mayReadThread(deps, asked))) {
    throw new DomainError(kernelErrors.not_found);
  }
  return thread;
}

/**
 * The thread if the caller may act in it: the agent who has it, or a supervisor. Throws `not_found`,
 * `conversation_not_yours`.
 */
export async function requireHeld(deps: ThreadDeps, asked: InThread): Promise<Thread> {
  const thread = await requireReadable(deps, asked);
  const isTheirs = thread.owner === 'agent' && thread.ownerId === asked.caller.staffId;
  if (isTheirs || isSupervisor(asked.caller)) return thread;
  throw new DomainError(botErrors.conversation_not_yours);
}

export function isSupervisor({ role }: Pick<StaffCaller, 'role'>): boolean {
  return role === 'supervisor' || role === 'admin';
}

async function findThread(
  queries: Queries,
  { conversationId, livemode }: { conversationId: string; livemode: number },
): Promise<Thread | undefined> {
  const row = await queries
    .selectFrom('conversation')
    .innerJoin('learner', 'learner.learnerId', 'conversation.learnerId')
    .select(['conversation.conversationId', 'conversation.language', 'conversation.surface'])
    .select(['conversation.owner', 'conversation.ownerId', 'conversation.lastSeq'])
    .select(['learner.learnerId', 'learner.displayName', 'learner.hostUserId', 'learner.isGuest'])
    .select('learner.createdAtMs')
    .where('conversation.conversationId', '=', conversationId)
    .where('conversation.livemode', '=', livemode)
    .executeTakeFirst();
  return (
    row && {
      ...row,
      language: row.language as Language,
      surface: row.surface as Surface,
      isGuest: row.isGuest === 1,
    }
  );
}

/** The names of staff, by id. */
export async function namesOfStaff(
  queries: Queries,
  staffIds: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(staffIds.filter((staffId) => staffId !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await queries
    .selectFrom('staff')
    .select(['staffId', 'displayName'])
    .where('staffId', 'in', wanted)
    .execute();
  return new Map(rows.map(({ staffId, displayName }) => [staffId, displayName]));
}
