import type { Queries, Tx } from '../../kernel/db/database.ts';
import { insertRow } from '../../kernel/db/prepared.ts';
import type { Handoff as HandoffRow, HandoffStep as StepRow } from '../../kernel/db/tables.ts';
import { HELD } from './handoff.ts';

export type { HandoffRow, StepRow };

export async function insertHandoff(tx: Tx, row: HandoffRow): Promise<void> {
  await insertRow(tx, 'handoff', row);
}

export async function insertStep(tx: Tx, row: StepRow): Promise<void> {
  await insertRow(tx, 'handoff_step', row);
}

export function findOpenHandoff(queries: Queries, conversationId: string): Promise<HandoffRow | undefined> {
  return queries.selectFrom('handoff').selectAll().where('openKey', '=', conversationId).executeTakeFirst();
}

/** Holds it until the transaction ends. */
export function findOpenHandoffIn(tx: Tx, conversationId: string): Promise<HandoffRow | undefined> {
  return tx
    .selectFrom('handoff')
    .selectAll()
    .where('openKey', '=', conversationId)
    .forUpdate()
    .executeTakeFirst();
}

export function findLastHandoff(queries: Queries, conversationId: string): Promise<HandoffRow | undefined> {
  return queries
    .selectFrom('handoff')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .orderBy('requestedAtMs', 'desc')
    .orderBy('handoffId', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export interface Owned {
  readonly owner: string;
  readonly ownerId: string | null;
  readonly learnerId: string;
  readonly status: string;
}

/** Who owns a thread now; a closed one is the bot's. */
export function findOwner(queries: Queries, conversationId: string): Promise<Owned | undefined> {
  return queries
    .selectFrom('conversation')
    .select(['owner', 'ownerId', 'learnerId', 'status'])
    .where('conversationId', '=', conversationId)
    .executeTakeFirst();
}

/** Threads that agents own, with their agents. */
export async function findHeld(
  queries: Queries,
  livemode: number,
): Promise<{ conversationId: string; staffId: string; state: string; wrapUpTo: string | null }[]> {
  const rows = await queries
    .selectFrom('handoff')
    .select(['conversationId', 'acceptedBy', 'state', 'wrapUpTo'])
    .where('state', 'in', HELD)
    .where('livemode', '=', livemode)
    .orderBy('placeAtMs')
    .execute();
  return rows.flatMap(({ acceptedBy, ...row }) =>
    acceptedBy === null ? [] : [{ ...row, staffId: acceptedBy }],
  );
}

/**
 * Threads whose agent took a break before `sinceMs` and owes an answer that was promised for earlier than now, oldest
 * place first.
 */
export async function findOwed(
  queries: Queries,
  { livemode, sinceMs }: { livemode: number; sinceMs: number },
): Promise<{ conversationId: string; staffId: string }[]> {
  const rows = await queries
    .selectFrom('handoff')
    .innerJoin('agent_profile', 'agent_profile.staffId', 'handoff.acceptedBy')
    .select(['handoff.conversationId', 'agent_profile.staffId'])
    .where('handoff.state', '=', 'human')
    .where('handoff.livemode', '=', livemode)
    .where('handoff.stateSinceMs', '<=', sinceMs)
    .where('agent_profile.status', '=', 'away')
    .where('agent_profile.statusSinceMs', '<=', sinceMs)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('sla_breach')
          .select('sla_breach.breachId')
          .whereRef('sla_breach.handoffId', '=', 'handoff.handoffId')
          .where('sla_breach.timer', 'in', ['first_answer', 'next_answer'])
          .where((breach) =>
            breach.not(
              breach.exists(
                breach
                  .selectFrom('activity')
                  .select('activity.seq')
                  .whereRef('activity.conversationId', '=', 'handoff.conversationId')
                  .whereRef('activity.createdAtMs', '>=', 'sla_breach.breachedAtMs')
                  .where('activity.sender', '=', 'agent'),
              ),
            ),
          ),
      ),
    )
    .orderBy('handoff.placeAtMs')
    .execute();
  return rows;
}

/** Whether a thread is with people now, or was with this agent before. */
export async function isHandedTo(
  queries: Queries,
  { conversationId, staffId }: { conversationId: string; staffId: string },
): Promise<boolean> {
  const row = await queries
    .selectFrom('handoff')
    .select('handoffId')
    .where('conversationId', '=', conversationId)
    .where((eb) => eb.or([eb('openKey', 'is not', null), eb('acceptedBy', '=', staffId)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined || (await hasHad(queries, { conversationId, staffId }));
}

/** A thread that went on to others was this agent's all the same. */
async function hasHad(
  queries: Queries,
  { conversationId, staffId }: { conversationId: string; staffId: string },
): Promise<boolean> {
  const row = await queries
    .selectFrom('handoff_step')
    .select('stepId')
    .where('conversationId', '=', conversationId)
    .where('staffId', '=', staffId)
    .where('toState', '=', 'human')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The changes of hands of a thread, oldest first. */
export function findSteps(queries: Queries, conversationId: string, limit: number): Promise<StepRow[]> {
  return queries
    .selectFrom('handoff_step')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .orderBy('atMs')
    .orderBy('stepId')
    .limit(limit)
    .execute();
}
