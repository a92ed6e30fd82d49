import type {
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBResult,
  DuckDBType,
  DuckDBValue,
} from '@duckdb/node-api';

/** A value of a row as DuckDB gives it: 64-bit integers as bigint. */
export type Row = Readonly<Record<string, DuckDBValue>>;
export type Values = Readonly<Record<string, DuckDBValue>>;

/** How a column is handed over: text, 64 bits with and without a sign, 32 bits with and without, a floating number. */
export type ColumnType = 'text' | 'integer' | 'unsigned' | 'small' | 'code' | 'real' | 'flag';

/** Columns of rows that are written at once, each of the length of the others. */
export interface Batch {
  readonly table: string;
  readonly columns: readonly { readonly type: ColumnType; readonly values: readonly unknown[] }[];
}

export interface StreamedRows {
  readonly names: readonly string[];
  readonly chunks: AsyncIterable<DuckDBDataChunk>;
}

/** One connection: statements on it come one after another. */
export interface Session {
  run(sql: string, values?: Values): Promise<void>;
  rows(sql: string, values?: Values): Promise<Row[]>;
  /** Rows some two thousand at a time, as they come; nothing is kept. */
  chunks(sql: string, values?: Values): AsyncIterable<DuckDBDataChunk>;
  /** The names of the columns, then rows as `chunks`. */
  stream(sql: string, values?: Values): Promise<StreamedRows>;
  append(batch: Batch): Promise<void>;
  /** All or nothing. */
  transact<T>(work: () => Promise<T>): Promise<T>;
  /** Throws when the text is not one statement that reads. */
  requireOneSelect(sql: string): Promise<void>;
  interrupt(): void;
}

/** Rows of one chunk that is handed over. */
const CHUNK_ROWS = 2_048;

/** What one connection can do. */
export function sessionOf(connection: DuckDBConnection): Session {
  const run = async (sql: string, values?: Values): Promise<void> => {
    await connection.run(sql, values && { ...values });
  };
  return {
    run,
    rows: async (sql, values) =>
      (await connection.runAndReadAll(sql, values && { ...values })).getRowObjects(),
    chunks: (sql, values) => chunksOf(connection, sql, values),
    stream: (sql, values) => streamOf(connection, sql, values),
    append: (batch) => appendBatch(connection, batch),
    transact: async (work) => {
      await run('BEGIN');
      try {
        const result = await work();
        await run('COMMIT');
        return result;
      } catch (error) {
        await run('ROLLBACK').catch(() => {});
        throw error;
      }
    },
    requireOneSelect: (sql) => requireOneSelect(connection, sql),
    interrupt: () => connection.interrupt(),
  };
}

async function* chunksOf(
  connection: DuckDBConnection,
  sql: string,
  values?: Values,
): AsyncIterable<DuckDBDataChunk> {
  yield* (await streamOf(connection, sql, values)).chunks;
}

async function streamOf(connection: DuckDBConnection, sql: string, values?: Values): Promise<StreamedRows> {
  const result = await connection.stream(sql, values && { ...values });
  return { names: result.deduplicatedColumnNames(), chunks: fetchChunks(result) };
}

async function* fetchChunks(result: DuckDBResult): AsyncIterable<DuckDBDataChunk> {
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk;
  }
}

async function appendBatch(connection: DuckDBConnection, { table, columns }: Batch): Promise<void> {
  const { DuckDBDataChunk, VARCHAR, BIGINT, UBIGINT, INTEGER, UINTEGER, DOUBLE, BOOLEAN } = await import(
    '@duckdb/node-api'
  );
  const typeOf: Readonly<Record<ColumnType, DuckDBType>> = {
    text: VARCHAR,
    integer: BIGINT,
    unsigned: UBIGINT,
    small: INTEGER,
    code: UINTEGER,
    real: DOUBLE,
    flag: BOOLEAN,
  };
  const rowsCount = columns[0]?.values.length ?? 0;
  const appender = await connection.createAppender(table);
  try {
    for (let from = 0; from < rowsCount; from += CHUNK_ROWS) {
      const upTo = Math.min(rowsCount, from + CHUNK_ROWS);
      const chunk = DuckDBDataChunk.create(
        columns.map(({ type }) => typeOf[type]),
        upTo - from,
      );
      chunk.setColumns(
        columns.map(({ type, values }) => {
          const part = values.slice(from, upTo) as DuckDBValue[];
          return type === 'integer' ? part.map(toBigInt) : part;
        }),
      );
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}

function toBigInt(value: DuckDBValue): DuckDBValue {
  return typeof value === 'number' ? BigInt(value) : value;
}

/** A pragma that tells something becomes a SELECT before anybody could say that it is none. */
const PRAGMA = /^(\s|--[^\n]*\n|\/\*.*?\*\/)*pragma\b/is;

async function requireOneSelect(connection: DuckDBConnection, sql: string): Promise<void> {
  const { StatementType } = await import('@duckdb/node-api');
  if (PRAGMA.test(sql)) throw new Error('PRAGMA is no statement that reads');
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) throw new Error(`one statement is answered, not ${statements.count}`);
  const { statementType } = await statements.prepare(0);
  const isReading = statementType === StatementType.SELECT || statementType === StatementType.EXPLAIN;
  if (!isReading) throw new Error(`${StatementType[statementType]} is no statement that reads`);
}
