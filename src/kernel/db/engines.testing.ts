import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Database, Engine } from './database.ts';
import { migrate } from './migrate.ts';
import { createPostgresDatabase } from './postgres.testing.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/** A migrated SQLite database in a folder of its own. */
export async function openTestSqlite(): Promise<{ db: Database; file: string; remove(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-'));
  const file = join(folder, 'test.sqlite');
  const db = openSqlite(file);
  await migrate(db);
  return {
    db,
    file,
    remove: async () => {
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A migrated PostgreSQL database of its own on the test server. */
export async function openTestPostgres(): Promise<{ db: Database; url: string; remove(): Promise<void> }> {
  const { url, drop } = await createPostgresDatabase();
  const db = openPostgres(url);
  await migrate(db);
  return {
    db,
    url,
    remove: async () => {
      await db.close();
      await drop();
    },
  };
}

/**
 * Runs the same tests on SQLite and on PostgreSQL. `body` gets a function that returns the migrated, empty
 * database of the engine; it is shared by the tests of the block.
 */
export function describeOnBothEngines(
  name: string,
  body: (database: () => Database, engine: Engine) => void,
): void {
  const engines = { sqlite: openTestSqlite, postgresql: openTestPostgres } as const;
  for (const engine of ['sqlite', 'postgresql'] as const) {
    describe(`${name} (${engine})`, () => {
      let opened: { db: Database; remove(): Promise<void> } | undefined;
      beforeAll(async () => {
        opened = await engines[engine]();
      }, 120_000);
      afterAll(async () => {
        await opened?.remove();
      });
      body(() => {
        if (opened === undefined) throw new Error('the database is not open yet');
        return opened.db;
      }, engine);
    });
  }
}
