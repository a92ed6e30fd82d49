import BetterSqlite from 'better-sqlite3';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SelectQueryNode,
  SingleConnectionProvider,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  Transaction,
} from 'kysely';
import { limits } from '../limits.ts';
import {
  type Begun,
  type Database,
  type DirectConnection,
  keepConnection,
  type OtherWriters,
  transactBegun,
} from './database.ts';
import { createGroupCommit, type Turn } from './group-commit.ts';
import type { DB } from './tables.ts';

/** SQLite has one writer, so a row needs no lock: `FOR UPDATE` compiles to nothing. */
class SingleWriterQueryCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(): void {}
}

type SqliteConnection = DatabaseConnection & DirectConnection;

/**
 * Opens a SQLite file: WAL, `synchronous=FULL` (an acknowledged payment survives a power cut), foreign keys on,
 * one writer with group commit, a second connection for reads outside transactions.
 */
export function openSqlite(file: string): Database {
  const writer = new BetterSqlite(file);
  writer.pragma('journal_mode = WAL');
  writer.pragma('synchronous = FULL');
  writer.pragma('foreign_keys = ON');
  writer.pragma(`wal_autocheckpoint = ${limits.sqliteCheckpointPages}`);
  writer.pragma(`busy_timeout = ${limits.sqliteBusyTimeoutMs}`);
  writer.pragma(`cache_size = -${limits.sqliteCacheKib}`);
  // What a savepoint would put back is kept in memory: a file for it is opened and written in most purchases.
  writer.pragma('temp_store = MEMORY');
  const reader = new BetterSqlite(file, { readonly: true });
  reader.pragma(`busy_timeout = ${limits.sqliteBusyTimeoutMs}`);

  const queueTurn = createGroupCommit(writer, {
    transactionsMax: limits.groupCommitTransactionsMax,
    transactionTimeMaxMs: limits.transactionTimeMaxMs,
  });
  const connect = createConnections({ writer, reader, queueTurn });
  const driver = createDriver(connect, () => {
    reader.close();
    writer.close();
  });
  const dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driver,
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SingleWriterQueryCompiler(),
  };
  const query = new Kysely<DB>({ dialect });
  keepConnection(query, connect(undefined));

  /** Kysely's own way to a transaction takes longer than most of the statements in it. */
  const begin = async (): Promise<Begun> => {
    const turn = queueTurn();
    await turn.started;
    const connection = connect(turn);
    const executor = query.getExecutor().withConnectionProvider(new SingleConnectionProvider(connection));
    const tx = new Transaction<DB>({ config: { dialect }, dialect, driver, executor });
    return { tx, connection, end: turn.end };
  };
  return {
    engine: 'sqlite',
    query,
    transact: async (work) => transactBegun(await begin(), work),
    runScript: async (sql) => {
      writer.exec(sql);
    },
    holdLock: async () => true,
    close: () => query.destroy(),
  };
}

type Connect = (turn: Turn | undefined) => SqliteConnection;

interface Connecting {
  readonly writer: BetterSqlite.Database;
  readonly reader: BetterSqlite.Database;
  readonly queueTurn: () => Turn;
}

/** Makes the connection of a transaction, or the one of all that need none. */
function createConnections({ writer, reader, queueTurn }: Connecting): Connect {
  const onWriter = createRunner(writer);
  const onReader = createRunner(reader);
  const others = otherWriters(writer);

  // Every commit empties the reader's page cache and not the writer's, which may answer while no group is open on it.
  const forReading = (): Runner => (writer.inTransaction ? onReader : onWriter);
  const writeAlone = async <Result>(write: (runner: Runner) => Result): Promise<Result> => {
    const turn = queueTurn();
    await turn.started;
    try {
      const result = write(onWriter);
      await turn.end('commit');
      return result;
    } catch (error) {
      await turn.end('rollback');
      throw error;
    }
  };
  const runOn = <Result>(
    turn: Turn | undefined,
    query: CompiledQuery,
    work: (runner: Runner) => Result,
  ): Result | Promise<Result> => {
    if (turn === undefined) return SelectQueryNode.is(query.query) ? work(forReading()) : writeAlone(work);
    turn.assertLive();
    return work(onWriter);
  };
  return (turn) => ({
    others,
    rowsOf: <Row>(query: CompiledQuery, parameters: readonly unknown[]): Row[] | Promise<Row[]> =>
      runOn(turn, query, (runner) => runner.rows<Row>(query.sql, parameters)),
    ...(turn !== undefined && {
      countedBy: (query: CompiledQuery, parameters: readonly unknown[]) => {
        turn.assertLive();
        return onWriter.counted(query.sql, parameters);
      },
    }),
    executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> =>
      runOn(turn, query, (runner) => runner.result<Row>(query)),
    async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
      for (const row of reader.prepare(query.sql).iterate(...query.parameters)) yield { rows: [row as Row] };
    },
  });
}

/** What Kysely runs single statements by. */
function createDriver(connect: Connect, close: () => void): Driver {
  const notHere = async (): Promise<never> => {
    throw new Error('transactions are begun by Database.transact');
  };
  return {
    init: async () => {},
    acquireConnection: async () => connect(undefined),
    beginTransaction: notHere,
    commitTransaction: notHere,
    rollbackTransaction: notHere,
    releaseConnection: async () => {},
    destroy: async () => close(),
  };
}

/** The number changes with commits of other connections alone. https://sqlite.org/pragma.html#pragma_data_version */
function otherWriters(writer: BetterSqlite.Database): OtherWriters {
  const dataVersion = writer.prepare<[], number>('PRAGMA data_version').pluck();
  return { commits: () => dataVersion.get() ?? 0 };
}

/** Runs statements on one connection, each compiled by SQLite once. */
interface Runner {
  rows<Row>(text: string, parameters: readonly unknown[]): Row[];
  /** Writes a row; its rowid. */
  counted(text: string, parameters: readonly unknown[]): number;
  result<Row>(query: CompiledQuery): QueryResult<Row>;
}

interface Prepared {
  readonly statement: BetterSqlite.Statement;
  readonly rowOf: RowMaker | undefined;
}

function createRunner(connection: BetterSqlite.Database): Runner {
  const prepared = new Map<string, Prepared>();
  const prepare = (sql: string): Prepared => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    if (prepared.size >= limits.statementsCachedMax) prepared.clear();
    const statement = connection.prepare(sql);
    const fresh = { statement, rowOf: statement.reader ? rowMakerOf(statement.raw(true)) : undefined };
    prepared.set(sql, fresh);
    return fresh;
  };
  const rows = <Row>(text: string, parameters: readonly unknown[]): Row[] => {
    const { statement, rowOf } = prepare(text);
    if (rowOf !== undefined) return (statement.all(...parameters) as unknown[][]).map(rowOf) as Row[];
    statement.run(...parameters);
    return [];
  };
  const result = <Row>({ sql, parameters }: CompiledQuery): QueryResult<Row> => {
    const { statement, rowOf } = prepare(sql);
    if (rowOf !== undefined) return { rows: rows<Row>(sql, parameters) };
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  };
  const counted = (text: string, parameters: readonly unknown[]): number =>
    Number(prepare(text).statement.run(...parameters).lastInsertRowid);
  return { rows, counted, result };
}

type RowMaker = (values: readonly unknown[]) => object;

/**
 * Makes a statement's rows as objects of one hidden class. Those of better-sqlite3 itself are dictionaries, which take
 * twice as long to make, and again to read, copy and write as JSON. The names are those of our own columns.
 */
function rowMakerOf(statement: BetterSqlite.Statement): RowMaker {
  const fields = statement.columns().map(({ name }, index) => `${JSON.stringify(name)}: values[${index}]`);
  return new Function('values', `return { ${fields.join(', ')} };`) as RowMaker;
}
