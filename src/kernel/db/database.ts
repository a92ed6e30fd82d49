import {
  type CompiledQuery,
  type DatabaseConnection,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  type Transaction,
} from 'kysely';
import type { DB } from './tables.ts';

export { type RawBuilder, sql } from 'kysely';

export type Tx = Transaction<DB>;
/** Runs queries: a transaction, or the database itself for reads outside one. */
export type Queries = Kysely<DB>;
export type Engine = 'sqlite' | 'postgresql';

export interface Database {
  readonly engine: Engine;
  /** Reads that need no transaction. A single write here is its own transaction. */
  readonly query: Queries;
  /**
   * Runs `work` in one transaction; resolves after the commit is durable. Nothing but queries may be
   * awaited inside (M5). On PostgreSQL `work` runs again after a deadlock or serialization failure,
   * so it must have no effect outside the transaction.
   */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs a script of several statements: migrations only. */
  runScript(sql: string): Promise<void>;
  /**
   * Takes or confirms a lock that lives as long as this process's connection: who may run a job of which only
   * one may run. True when held. With SQLite there is one process, so always. Never a guard of money.
   */
  holdLock(name: string): Promise<boolean>;
  close(): Promise<void>;
}

const afterCommitWork = new WeakMap<Tx, (() => void)[]>();

/** Calls `work` once `tx` is committed; never when it is rolled back. */
export function afterCommit(tx: Tx, work: () => void): void {
  const list = afterCommitWork.get(tx);
  if (list === undefined) afterCommitWork.set(tx, [work]);
  else list.push(work);
}

/** SQLSTATE of a transaction that has to run again because another was faster. */
export const SERIALIZATION_FAILURE = '40001';

/** An error that makes `transact` run the work again: what it read at first is no longer so. */
export function conflict(message: string): Error {
  return Object.assign(new Error(message), { code: SERIALIZATION_FAILURE });
}

/** Those who write to the same database beside the one writer of this process. */
export interface OtherWriters {
  /** Another number once one of them has committed. */
  commits(): number;
}

/** A connection that runs compiled statements without Kysely; at once where it can. */
export interface DirectConnection {
  /** One object for each database; absent where every process writes. */
  readonly others?: OtherWriters;
  runCompiled<Row>(query: CompiledQuery): QueryResult<Row> | Promise<QueryResult<Row>>;
}

const connections = new WeakMap<Queries, DirectConnection>();

/** Lets statements of `queries` that are compiled already run on `connection` as long as both live. */
export function keepConnection(queries: Queries, connection: DirectConnection): void {
  connections.set(queries, connection);
}

/**
 * The connection on which a compiled statement may run at once: Kysely's way to it takes longer than most statements.
 * Undefined where each statement takes one from a pool.
 */
export function connectionOf(queries: Queries): DirectConnection | undefined {
  return connections.get(queries);
}

/** The same of a connection that a transaction has. */
function directly(connection: DatabaseConnection): DirectConnection {
  if ('runCompiled' in connection) return connection as DatabaseConnection & DirectConnection;
  return { runCompiled: (query) => connection.executeQuery(query) };
}

/** Runs one transaction of `db` and then what `afterCommit` collected. */
export async function transactOnce<T>(db: Queries, work: (tx: Tx) => Promise<T>): Promise<T> {
  let collected: Tx | undefined;
  const result = await db.transaction().execute(async (tx) => {
    collected = tx;
    const connection = await tx.getExecutor().provideConnection(async (connection) => connection);
    return withConnection(tx, directly(connection), work);
  });
  if (collected !== undefined) tellCommitted(collected);
  return result;
}

/** A transaction that has begun. */
export interface Begun {
  readonly tx: Tx;
  readonly connection: DirectConnection;
  end(how: 'commit' | 'rollback'): Promise<void>;
}

/** Runs `work` in a transaction that has begun, ends it, and then does what `afterCommit` collected. */
export async function transactBegun<T>(begun: Begun, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { tx, connection, end } = begun;
  let result: T;
  try {
    result = await withConnection(tx, connection, work);
  } catch (error) {
    // What made the work fail is the error to report, so an end that then fails as well adds nothing.
    await end('rollback').catch(() => {});
    throw error;
  }
  await end('commit');
  tellCommitted(tx);
  return result;
}

async function withConnection<T>(
  tx: Tx,
  connection: DirectConnection,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  connections.set(tx, connection);
  try {
    return await work(tx);
  } finally {
    // What comes too late goes the long way, where it is refused.
    connections.delete(tx);
  }
}

function tellCommitted(tx: Tx): void {
  for (const run of afterCommitWork.get(tx) ?? []) run();
}

/** True on SQLite, where commits cannot overtake each other. */
export function hasOneWriter(queries: Queries): boolean {
  return queries.getExecutor().adapter instanceof SqliteAdapter;
}
