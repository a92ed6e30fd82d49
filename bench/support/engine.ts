import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../src/kernel/db/database.ts';
import { migrate } from '../../src/kernel/db/migrate.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import { openPostgres } from '../../src/kernel/db/postgres.ts';
import { openSqlite } from '../../src/kernel/db/sqlite.ts';
import type { BenchOptions } from './bench.ts';

/** An empty database of the house for a bench that needs no server; `close` leaves nothing behind. */
export async function openEngine(
  engine: BenchOptions['engine'],
): Promise<{ db: Database; close(): Promise<void> }> {
  if (engine === 'postgresql') {
    const { url, drop } = await createPostgresDatabase();
    const db = openPostgres(url);
    await migrate(db);
    return { db, close: () => db.close().then(drop) };
  }
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-bench-'));
  const db = openSqlite(join(folder, 'tilltalk.sqlite'));
  await migrate(db);
  return { db, close: () => db.close().then(() => rmSync(folder, { recursive: true })) };
}
