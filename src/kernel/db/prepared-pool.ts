import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { limits } from '../limits.ts';

/** SQLSTATE of a prepared statement whose table was changed since: it must be prepared anew. */
export const STALE_STATEMENT = '0A000';

/**
 * A pool whose connections prepare a statement once and then send only its values: planning costs PostgreSQL more than
 * running most of our statements. Each connection keeps so many; what comes later is sent whole.
 */
export function preparedPool(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    connect: async () => {
      const client = await pool.connect();
      const known = clients.get(client) ?? preparedClient(client);
      clients.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

function preparedClient(client: pg.PoolClient): PostgresPoolClient {
  const names = new Map<string, string>();
  let prepared = 0;
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= limits.statementsCachedMax) return known;
    prepared += 1;
    const name = `s${prepared}`;
    names.set(text, name);
    return name;
  };
  const query = async (text: string, values: readonly unknown[]): Promise<pg.QueryResult> => {
    const name = nameOf(text);
    const whole = { text, values: [...values] };
    try {
      return await client.query(name === undefined ? whole : { ...whole, name });
    } catch (error) {
      if ((error as { code?: string }).code !== STALE_STATEMENT) throw error;
      // A newer Tilltalk beside us has migrated the database.
      names.clear();
      if (client.getTransactionStatus() !== 'I') throw error;
      return client.query(whole);
    }
  };
  // Kysely also asks with cursors, which need a package that we do without.
  return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release() };
}
