import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { limits } from '../limits.ts';
import { type Database, SERIALIZATION_FAILURE, transactOnce } from './database.ts';
import { preparedPool, STALE_STATEMENT } from './prepared-pool.ts';
import type { DB } from './tables.ts';

/** SQLSTATE of a deadlock, of a serialization failure, of a table changed meanwhile: the work may simply run again. */
const RETRYABLE = new Set(['40P01', SERIALIZATION_FAILURE, STALE_STATEMENT]);

/** Opens PostgreSQL at `url`; 64-bit integers come back as numbers, checked to be safe. */
export function openPostgres(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: limits.postgresConnectionsMax,
    types: { getTypeParser: (oid: number, format?: 'text' | 'binary') => parserOf(oid, format) },
  });
  // An idle connection that the server closes must not end the process; the next query opens another.
  pool.on('error', () => {});
  const query = new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparedPool(pool) }) });
  const locks = createLocks(url);
  return {
    engine: 'postgresql',
    query,
    transact: (work) => withRetries(() => transactOnce(query, work)),
    runScript: async (sql) => {
      await pool.query(sql);
    },
    holdLock: locks.hold,
    close: async () => {
      await locks.release();
      await query.destroy();
    },
  };
}

const INT8 = 20;
const NUMERIC = 1700;

function parserOf(oid: number, format?: 'text' | 'binary') {
  if (oid === INT8 || oid === NUMERIC) return parseSafeInteger;
  return pg.types.getTypeParser(oid, format ?? 'text');
}

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new Error(`the database returned ${text}, which is no safe integer`);
  return value;
}

async function withRetries<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if (!RETRYABLE.has(code) || attempt >= limits.transactionRetriesMax) throw error;
    }
  }
}

interface Locks {
  hold(name: string): Promise<boolean>;
  release(): Promise<void>;
}

/** Session-level advisory locks on a connection of their own: they end with the process, however it ends. */
function createLocks(url: string): Locks {
  let client: Promise<pg.Client> | undefined;
  const held = new Set<string>();

  const forget = (): void => {
    client = undefined;
    held.clear();
  };
  const connect = async (): Promise<pg.Client> => {
    const fresh = new pg.Client({ connectionString: url });
    fresh.on('error', forget);
    fresh.on('end', forget);
    await fresh.connect();
    return fresh;
  };
  const take = async (name: string): Promise<boolean> => {
    if (held.has(name)) return true;
    client ??= connect();
    try {
      const { rows } = await (await client).query('SELECT pg_try_advisory_lock(hashtext($1)) AS held', [
        name,
      ]);
      if (rows[0]?.held === true) held.add(name);
      return held.has(name);
    } catch (error) {
      forget();
      throw error;
    }
  };
  // One connection answers one question at a time.
  let last: Promise<unknown> = Promise.resolve();
  return {
    hold: (name) => {
      const turn = last.then(() => take(name));
      last = turn.catch(() => {});
      return turn;
    },
    release: async () => {
      const open = client;
      forget();
      await (await open?.catch(() => undefined))?.end();
    },
  };
}
