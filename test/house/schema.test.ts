import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Database, Engine } from '../../src/kernel/db/database.ts';
import { describeOnBothEngines } from '../../src/kernel/db/engines.testing.ts';

const schema = readFileSync('prisma/schema.prisma', 'utf8');

const TYPES: Record<Engine, Record<string, string>> = {
  sqlite: { String: 'text', BigInt: 'integer', Int: 'integer', Float: 'real' },
  postgresql: { String: 'text', BigInt: 'bigint', Int: 'integer', Float: 'double precision' },
};

/** Columns that the schema declares: table.column → type and nullability. */
function declaredColumns(engine: Engine): Map<string, string> {
  const columns = new Map<string, string>();
  for (const [, body] of schema.matchAll(/^model \w+ \{(.*?)^\}/gms)) {
    const table = /@@map\("(\w+)"\)/.exec(body ?? '')?.[1];
    for (const [, name, type, optional] of (body ?? '').matchAll(
      /^ {2}(\w+) +(String|BigInt|Int|Float)(\?)?/gm,
    )) {
      columns.set(
        `${table}.${name}`,
        `${TYPES[engine][type ?? '']}${optional === undefined ? ' not null' : ''}`,
      );
    }
  }
  return columns;
}

async function actualColumns(db: Database): Promise<Map<string, string>> {
  const query =
    db.engine === 'sqlite'
      ? sql<ColumnRow>`SELECT m.name AS "table", c.name AS "column", lower(c.type) AS type, c."notnull" AS required
          FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'`
      : sql<ColumnRow>`SELECT table_name AS "table", column_name AS "column", data_type AS type,
          CASE is_nullable WHEN 'NO' THEN 1 ELSE 0 END AS required
          FROM information_schema.columns WHERE table_schema = 'public'`;
  const { rows } = await query.execute(db.query);
  return new Map(
    rows
      .filter((row) => row.table !== '_prisma_migrations' && !row.table.startsWith('sqlite_'))
      .map((row) => [`${row.table}.${row.column}`, `${row.type}${row.required === 1 ? ' not null' : ''}`]),
  );
}

interface ColumnRow {
  table: string;
  column: string;
  type: string;
  required: number;
}

describeOnBothEngines('schema', (database, engine) => {
  it('the migrations build exactly the columns that the Prisma schema declares', async () => {
    const sorted = (columns: Map<string, string>) =>
      [...columns].map(([name, type]) => `${name} ${type}`).sort();
    const declared = sorted(declaredColumns(engine));
    expect(declared.length).toBeGreaterThan(150);
    expect(sorted(await actualColumns(database()))).toEqual(declared);
  });
});

it('the generated table types are what the schema generates now', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-types-'));
  writeFileSync(join(folder, 'schema.prisma'), schema.replace('../src/kernel/db', '.'));
  cpSync('prisma.config.ts', join(folder, 'prisma.config.ts'));
  execFileSync('npx', ['prisma', 'generate', '--schema', join(folder, 'schema.prisma')], {
    // No engine is needed to generate types, and no look for a newer Prisma either.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
    stdio: 'pipe',
  });
  const fresh = readFileSync(join(folder, 'tables.ts'), 'utf8');
  rmSync(folder, { recursive: true });
  expect(readFileSync('src/kernel/db/tables.ts', 'utf8'), 'run npm run generate').toBe(fresh);
}, 120_000);
