import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from './database.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

export interface DatabaseLocation {
  /** `postgres://…`; left out means SQLite in `sqliteFile`. */
  readonly databaseUrl?: string | undefined;
  readonly sqliteFile: string;
}

/** Opens the database that the configuration names; does not migrate. */
export function openDatabase(location: DatabaseLocation): Database {
  if (location.databaseUrl !== undefined) return openPostgres(location.databaseUrl);
  mkdirSync(dirname(location.sqliteFile), { recursive: true });
  return openSqlite(location.sqliteFile);
}
