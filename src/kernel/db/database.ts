import {
  type CompiledQuery,
  type DatabaseConnection,
  type Kysely,
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

/**
 * Something that a transaction carries: `make` makes it when it is first asked for. It is a property of the object, since
 * a map with weak keys costs every collection of garbage.
 */
export function carried<Value>(make: (tx: Tx) => Value): (tx: Tx) => Value {
  const key = Symbol('carried');
  return (tx) => {
    const carrier = tx as { [key]?: Value };
    const known = carrier[key];
    if (known !== undefined) return known;
    const made = make(tx);
    carrier[key] = made;
    return made;
  };
}

const afterCommitWork = carried((): (() => void)[] => []);

/** Calls `work` once `tx` is committed; never when it is rolled back. */
export function afterCommit(tx: Tx, work: () => void): void {
  afterCommitWork(tx).push(work);
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
  /** The rows of a statement with these values for its parameters. */
  rowsOf<Row>(query: CompiledQuery, parameters: readonly unknown[]): Row[] | Promise<Row[]>;
  /** Writes a row by a statement and returns the key that the engine counted for it; absent where none does. */
  countedBy?(query: CompiledQuery, parameters: readonly unknown[]): number;
}

const CONNECTION = Symbol('connection');

interface Connected {
  [CONNECTION]?: DirectConnection | undefined;
}

/** Lets statements of `queries` that are compiled already run on `connection` as long as both live. */
export function keepConnection(queries: Queries, connection: DirectConnection): void {
  (queries as Connected)[CONNECTION] = connection;
}

/**
 * The connection on which a compiled statement may run at once: Kysely's way to it takes longer than most statements.
 * Undefined where each statement takes one from a pool.
 */
export function connectionOf(queries: Queries): DirectConnection | undefined {
  return (queries as Connected)[CONNECTION];
}

/** The same of a connection that a transaction has. */
function directly(connection: DatabaseConnection): DirectConnection {
  if ('rowsOf' in connection) return connection as DatabaseConnection & DirectConnection;
  return {
    rowsOf: async <Row>(query: CompiledQuery, parameters: readonly unknown[]) =>
      (await connection.executeQuery<Row>({ ...query, parameters })).rows,
  };
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
  keepConnection(tx, connection);
  try {
    return await work(tx);
  } finally {
    // What comes too late goes the long way, where it is refused.
    (tx as Connected)[CONNECTION] = undefined;
  }
}

function tellCommitted(tx: Tx): void {
  for (const run of afterCommitWork(tx)) run();
}

/** True on SQLite, where commits cannot overtake each other. */
export function hasOneWriter(queries: Queries): boolean {
  return queries.getExecutor().adapter instanceof SqliteAdapter;
}
