import { type Queries, sql, type Tx } from '../../kernel/db/database.ts';
import type { Staff, StaffSession } from '../../kernel/db/tables.ts';
import { sessionIdOf } from './session-token.ts';

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
  /** How long the first lock lasts; each in a row lasts twice as long, up to `lockMsMax`. */
  readonly lockMs: number;
  readonly lockMsMax: number;
}

/**
 * Counts a try before its password is looked at, so that parallel guesses are counted too; the last one locks.
 * Nothing for a login that does not exist, is disabled or is locked.
 */
export function takeTry(queries: Queries, take: TakeTry): Promise<Staff | undefined> {
  const tries = sql<number>`CASE WHEN "lockedUntilMs" IS NULL THEN "failedSignIns" ELSE 0 END + 1`;
  const isLast = sql<boolean>`${tries} >= ${sql.lit(take.triesMax)}`;
  return queries
    .updateTable('staff')
    .set({
      failedSignIns: tries,
      lockedUntilMs: sql`CASE WHEN ${isLast} THEN ${sql.lit(take.nowMs)} + ${lockMsOf(take)} ELSE NULL END`,
      lockouts: sql`CASE WHEN ${isLast} THEN "lockouts" + 1 ELSE "lockouts" END`,
      updatedAtMs: take.nowMs,
    })
    .where('login', '=', take.login)
    .where('disabledAtMs', 'is', null)
    .where((eb) => eb.or([eb('lockedUntilMs', 'is', null), eb('lockedUntilMs', '<=', take.nowMs)]))
    .returningAll()
    .executeTakeFirst();
}

/** Both databases double by shifting; after so many locks it stays at the longest. */
function lockMsOf({ lockMs, lockMsMax }: TakeTry) {
  const doubled = Math.ceil(Math.log2(lockMsMax / lockMs));
  const times = sql`CASE WHEN "lockouts" < ${sql.lit(doubled)} THEN "lockouts" ELSE ${sql.lit(doubled)} END`;
  return sql`${sql.lit(lockMs)} * (1 << (${times}))`;
}

export async function forgetTries(tx: Tx, staffId: string): Promise<void> {
  await tx
    .updateTable('staff')
    .set({ failedSignIns: 0, lockedUntilMs: null, lockouts: 0 })
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

/** The hashes of the sessions it ended. */
export async function deleteSessionsOf(
  tx: Tx,
  {
    staffId,
    exceptHash,
    sessionId,
  }: { staffId: string; exceptHash?: string | undefined; sessionId?: string | undefined },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('staff_session')
    .select('tokenHash')
    .where('staffId', '=', staffId)
    .execute();
  const hashes = rows
    .map(({ tokenHash }) => tokenHash)
    .filter((hash) => hash !== exceptHash && (sessionId === undefined || sessionIdOf(hash) === sessionId));
  if (hashes.length > 0) await tx.deleteFrom('staff_session').where('tokenHash', 'in', hashes).execute();
  return hashes;
}

export function findSessionsOf(queries: Queries, staffId: string, live: Live): Promise<StaffSession[]> {
  return queries
    .selectFrom('staff_session')
    .selectAll()
    .where('staffId', '=', staffId)
    .where('expiresAtMs', '>', live.nowMs)
    .where('lastSeenAtMs', '>', live.seenSinceMs)
    .orderBy('createdAtMs', 'desc')
    .orderBy('tokenHash')
    .execute();
}

export function findStaff(queries: Queries, staffId: string): Promise<Staff | undefined> {
  return queries.selectFrom('staff').selectAll().where('staffId', '=', staffId).executeTakeFirst();
}

export function findStaffByLogin(queries: Queries, login: string): Promise<Staff | undefined> {
  return queries.selectFrom('staff').selectAll().where('login', '=', login).executeTakeFirst();
}

export function listStaff(queries: Queries): Promise<Staff[]> {
  return queries.selectFrom('staff').selectAll().orderBy('login').execute();
}

export async function updateStaff(tx: Tx, staffId: string, columns: Partial<Staff>): Promise<void> {
  await tx.updateTable('staff').set(columns).where('staffId', '=', staffId).execute();
}

/** Those who can administer; of two who would take the last two away, one waits for the other. */
export async function holdAdmins(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('staff')
    .select('staffId')
    .where('role', '=', 'admin')
    .where('disabledAtMs', 'is', null)
    .forUpdate()
    .execute();
  return rows.map(({ staffId }) => staffId);
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
