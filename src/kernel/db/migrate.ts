import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { Database, Engine } from './database.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

/** Any number will do, as long as every process uses the same. */
const MIGRATION_LOCK = 7_240_811;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/**
 * Applies the SQL migrations that the database lacks, in order of name, and notes them in `_prisma_migrations`
 * in Prisma's own form. Returns the names applied. Throws when an applied migration was changed afterwards.
 */
export async function migrate(db: Database): Promise<string[]> {
  const migrations = await readMigrations(db.engine);
  await db.runScript(NOTES_TABLE[db.engine]);
  const applied: string[] = [];
  for (const migration of migrations) {
    if (await isApplied(db, migration)) continue;
    if (await apply(db, migration)) applied.push(migration.name);
  }
  return applied;
}

async function readMigrations(engine: Engine): Promise<Migration[]> {
  const folder = join(MIGRATIONS, engine);
  const names = (await readdir(folder)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql: text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

async function isApplied(db: Database, migration: Migration): Promise<boolean> {
  const { rows } = await sql<{ checksum: string }>`
    SELECT checksum FROM _prisma_migrations WHERE migration_name = ${migration.name} AND finished_at IS NOT NULL
  `.execute(db.query);
  const noted = rows[0];
  if (noted === undefined) return false;
  if (noted.checksum !== migration.checksum) {
    throw new Error(`migration ${migration.name} was changed after it was applied; add a new one instead`);
  }
  return true;
}

/** False when another process that started at the same time was faster. */
async function apply(db: Database, migration: Migration): Promise<boolean> {
  try {
    await db.runScript(asOneTransaction(db.engine, migration));
    return true;
  } catch (error) {
    await db.runScript('ROLLBACK').catch(() => {});
    if (await isApplied(db, migration)) return false;
    throw error;
  }
}

function asOneTransaction(engine: Engine, migration: Migration): string {
  const note = `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
    VALUES ('${randomUUID()}', '${migration.checksum}', CURRENT_TIMESTAMP, '${migration.name}', CURRENT_TIMESTAMP, 1);`;
  if (engine === 'sqlite') return `BEGIN IMMEDIATE;\n${migration.sql}\n${note}\nCOMMIT;`;
  return `BEGIN;\nSELECT pg_advisory_xact_lock(${MIGRATION_LOCK});\n${migration.sql}\n${note}\nCOMMIT;`;
}

const NOTES_COLUMNS = (instant: string) => `
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at ${instant},
  migration_name VARCHAR(255) NOT NULL UNIQUE, logs TEXT, rolled_back_at ${instant},
  started_at ${instant} NOT NULL, applied_steps_count INTEGER NOT NULL DEFAULT 0`;

const NOTES_TABLE: Record<Engine, string> = {
  sqlite: `CREATE TABLE IF NOT EXISTS _prisma_migrations (${NOTES_COLUMNS('DATETIME')})`,
  postgresql: `DO $$ BEGIN
    PERFORM pg_advisory_xact_lock(${MIGRATION_LOCK});
    CREATE TABLE IF NOT EXISTS _prisma_migrations (${NOTES_COLUMNS('TIMESTAMPTZ')});
  END $$`,
};
