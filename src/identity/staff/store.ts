import { type Queries, sql, type Tx } from '../../kernel/db/database.ts';
import type { Staff, StaffSession } from '../../kernel/db/tables.ts';

/** False when the login is taken. */
export async function insertStaff(tx: Tx, staff: Staff): Promise<boolean> {
  const result = await tx
    .insertInto('staff')
    .values(staff)
    .onConflict((conflict) => conflict.column('login').doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export interface TakeTry {
  readonly login: string;
  readonly nowMs: number;
  readonly triesMax: number;
  readonly lockedUntilMs: number;
}

/**
 * Counts a try before its password is looked at, so that parallel guesses are counted too; the last one locks.
 * Nothing for a login that does not exist, is disabled or is locked.
 */
export function takeTry(queries: Queries, take: TakeTry): Promise<Staff | undefined> {
  const tries = sql<number>`CASE WHEN "lockedUntilMs" IS NULL THEN "failedSignIns" ELSE 0 END + 1`;
  return queries
    .updateTable('staff')
    .set({
      failedSignIns: tries,
      lockedUntilMs: sql`CASE WHEN ${tries} >= ${sql.lit(take.triesMax)} THEN ${sql.lit(take.lockedUntilMs)} ELSE NULL END`,
      updatedAtMs: take.nowMs,
    })
    .where('login', '=', take.login)
    .where('disabledAtMs', 'is', null)
    .where((eb) => eb.or([eb('lockedUntilMs', 'is', null), eb('lockedUntilMs', '<=', take.nowMs)]))
    .returningAll()
    .executeTakeFirst();
}

export async function forgetTries(tx: Tx, staffId: string): Promise<void> {
  await tx
    .updateTable('staff')
    .set({ failedSignIns: 0, lockedUntilMs: null })
    .where('staffId', '=', staffId)
    .execute();
}

export async function insertSession(tx: Tx, session: StaffSession): Promise<void> {
  await tx.insertInto('staff_session').values(session).execute();
}

/** The staff member whose session it was; nothing when there was none. */
export async function deleteSession(queries: Queries, tokenHash: string): Promise<string | undefined> {
  const row = await queries
    .deleteFrom('staff_session')
    .where('tokenHash', '=', tokenHash)
    .returning('staffId')
    .executeTakeFirst();
  return row?.staffId;
}

/** What makes a session live: neither over, nor left alone too long. */
export interface Live {
  readonly nowMs: number;
  readonly seenSinceMs: number;
}

/** Sessions that are dead for good. */
export async function deleteDeadSessions(tx: Tx, staffId: string, live: Live): Promise<void> {
  await tx
    .deleteFrom('staff_session')
    .where('staffId', '=', staffId)
    .where((eb) => eb.or([eb('expiresAtMs', '<=', live.nowMs), eb('lastSeenAtMs', '<=', live.seenSinceMs)]))
    .execute();
}

export function findLiveSession(queries: Queries, tokenHash: string, live: Live) {
  return liveSessions(queries, live)
    .select(['staff.staffId', 'staff.login', 'staff.displayName', 'staff.role'])
    .select(['staff_session.expiresAtMs', 'staff_session.lastSeenAtMs'])
    .where('staff_session.tokenHash', '=', tokenHash)
    .executeTakeFirst();
}

export async function touchSession(queries: Queries, tokenHash: string, nowMs: number): Promise<void> {
  await queries
    .updateTable('staff_session')
    .set({ lastSeenAtMs: nowMs })
    .where('tokenHash', '=', tokenHash)
    .where('lastSeenAtMs', '<', nowMs)
    .execute();
}

export async function nameOfStaff(queries: Queries, staffId: string): Promise<string | null> {
  const row = await queries
    .selectFrom('staff')
    .select('displayName')
    .where('staffId', '=', staffId)
    .executeTakeFirst();
  return row?.displayName ?? null;
}

export interface LivePerson {
  readonly staffId: string;
  readonly role: string;
  readonly sessionHash: string;
}

export function findLivePeople(queries: Queries, live: Live): Promise<LivePerson[]> {
  return liveSessions(queries, live)
    .select(['staff.staffId', 'staff.role', 'staff_session.tokenHash as sessionHash'])
    .execute();
}

function liveSessions(queries: Queries, live: Live) {
  return queries
    .selectFrom('staff_session')
    .innerJoin('staff', 'staff.staffId', 'staff_session.staffId')
    .where('staff.disabledAtMs', 'is', null)
    .where('staff_session.expiresAtMs', '>', live.nowMs)
    .where('staff_session.lastSeenAtMs', '>', live.seenSinceMs);
}
