import { type Queries, sql, type Tx } from '../../kernel/db/database.ts';
import { insertRow, prepared, updateRow } from '../../kernel/db/prepared.ts';
import type { StatementImport as ImportRow, StatementLine as LineRow } from '../../kernel/db/tables.ts';
import type { LineType } from './statement.ts';

/** What lines of one type and currency sum to. */
export interface StatementTotal {
  readonly type: LineType;
  readonly currency: string;
  readonly lines: number;
  readonly amountMinor: number;
  readonly feeMinor: number;
}

export interface StatementImport extends Omit<ImportRow, 'status' | 'totals' | 'feesBooked'> {
  readonly status: 'importing' | 'imported' | 'matched' | 'superseded' | 'failed';
  readonly totals: readonly StatementTotal[];
  /** By currency, in minor units. */
  readonly feesBooked: Readonly<Record<string, number>>;
}

/** Which statement: one gateway, one of its days, one mode. */
export interface StatementKey {
  readonly gateway: string;
  readonly day: string;
  readonly livemode: number;
}

export function keyTextOf({ gateway, day, livemode }: StatementKey): string {
  return `${gateway}:${livemode === 1 ? 'live' : 'test'}:${day}`;
}

/** False when the same statement is being imported now. */
export async function saveImport(tx: Tx, row: StatementImport): Promise<boolean> {
  const inserted = await tx
    .insertInto('statement_import')
    .values(rowOf(row))
    .onConflict((conflict) => conflict.column('importingKey').doNothing())
    .returning('importId')
    .execute();
  return inserted.length === 1;
}

export async function findImporting(db: Queries, key: StatementKey): Promise<StatementImport | undefined> {
  const row = await db
    .selectFrom('statement_import')
    .selectAll()
    .where('importingKey', '=', keyTextOf(key))
    .executeTakeFirst();
  return row && importOf(row);
}

/** The statement that counts for a gateway and day. */
export async function findCurrent(db: Queries, key: StatementKey): Promise<StatementImport | undefined> {
  const row = await db
    .selectFrom('statement_import')
    .selectAll()
    .where('currentKey', '=', keyTextOf(key))
    .executeTakeFirst();
  return row && importOf(row);
}

/** A statement under its lock: who changes it or books its fees comes one by one. */
export async function lockImport(tx: Tx, importId: string): Promise<StatementImport> {
  const row = await tx
    .selectFrom('statement_import')
    .selectAll()
    .where('importId', '=', importId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return importOf(row);
}

/** The newest statements that count, newest day first. */
export async function findRecentImports(
  db: Queries,
  { gateway, livemode, limit }: { gateway: string | null; livemode: number; limit: number },
): Promise<StatementImport[]> {
  const rows = await db
    .selectFrom('statement_import')
    .selectAll()
    .where('currentKey', 'is not', null)
    .where('livemode', '=', livemode)
    .$if(gateway !== null, (query) => query.where('gateway', '=', gateway ?? ''))
    .orderBy('day', 'desc')
    .orderBy('gateway')
    .limit(limit)
    .execute();
  return rows.map(importOf);
}

export type ImportChange = Partial<
  Pick<
    StatementImport,
    | 'status'
    | 'importingKey'
    | 'currentKey'
    | 'contentHash'
    | 'linesCount'
    | 'totals'
    | 'feesBooked'
    | 'matchedAtMs'
    | 'linesForgottenAtMs'
  >
>;

export async function updateImport(
  tx: Queries,
  importId: string,
  { totals, feesBooked, ...change }: ImportChange & { updatedAtMs: number },
): Promise<void> {
  await updateRow(tx, 'statement_import', {
    key: 'importId',
    value: importId,
    change: {
      ...change,
      ...(totals === undefined ? {} : { totals: JSON.stringify(totals) }),
      ...(feesBooked === undefined ? {} : { feesBooked: JSON.stringify(feesBooked) }),
    },
  });
}

function rowOf({ totals, feesBooked, ...row }: StatementImport): ImportRow {
  return { ...row, totals: JSON.stringify(totals), feesBooked: JSON.stringify(feesBooked) };
}

function importOf(row: ImportRow): StatementImport {
  return {
    ...row,
    status: row.status as StatementImport['status'],
    totals: JSON.parse(row.totals) as StatementTotal[],
    feesBooked: JSON.parse(row.feesBooked) as Record<string, number>,
  };
}

/** Lines of one insert; a transaction holds several. */
export const LINES_PER_INSERT = 50;

const lineColumns = [
  'importId',
  'lineNumber',
  'type',
  'reference',
  'paymentReference',
  'gatewayId',
  'currency',
  'amountMinor',
  'feeMinor',
  'expectedFeeMinor',
  'settledAtMs',
] as const satisfies readonly (keyof LineRow)[];

const insertFifty = prepared((_db, values: Readonly<Record<string, unknown>>) => {
  const rows = Array.from(
    { length: LINES_PER_INSERT },
    (_, row) => sql`(${sql.join(lineColumns.map((column) => sql`${values[`${column}${row}`]}`))})`,
  );
  return sql`INSERT INTO "statement_line" (${sql.join(lineColumns.map((column) => sql.ref(column)))}) VALUES ${sql.join(rows)}`;
});

/** Writes lines; a full `LINES_PER_INSERT` of them is one statement that is compiled once. */
export async function saveLines(tx: Tx, lines: readonly LineRow[]): Promise<void> {
  let from = 0;
  for (; from + LINES_PER_INSERT <= lines.length; from += LINES_PER_INSERT) {
    const values: Record<string, unknown> = {};
    for (let row = 0; row < LINES_PER_INSERT; row += 1) {
      for (const column of lineColumns) values[`${column}${row}`] = lines[from + row]?.[column];
    }
    await insertFifty(tx, values);
  }
  for (const line of lines.slice(from)) await insertRow(tx, 'statement_line', line);
}

/** Removes lines of an import that came to nothing, a part at a time. Returns whether there may be more. */
export async function dropLines(db: Queries, importId: string, count: number): Promise<boolean> {
  const first = await db
    .selectFrom('statement_line')
    .select('lineNumber')
    .where('importId', '=', importId)
    .orderBy('lineNumber')
    .limit(1)
    .executeTakeFirst();
  if (first === undefined) return false;
  await db
    .deleteFrom('statement_line')
    .where('importId', '=', importId)
    .where('lineNumber', '<', first.lineNumber + count)
    .execute();
  return true;
}

/** Statements of days before an instant that have all their lines still, the oldest first. */
export async function findImportsToForget(
  db: Queries,
  { beforeMs, limit }: { beforeMs: number; limit: number },
): Promise<StatementImport[]> {
  const rows = await db
    .selectFrom('statement_import')
    .selectAll()
    .where('toMs', '<', beforeMs)
    .where('status', 'in', ['matched', 'superseded'])
    .where('linesForgottenAtMs', 'is', null)
    .orderBy('toMs')
    .limit(limit)
    .execute();
  return rows.map(importOf);
}

/** Removes those of some lines about which no difference of a statement that counts is open. */
export async function dropAgreedLines(
  db: Queries,
  { importId, first, last }: { importId: string; first: number; last: number },
): Promise<void> {
  await sql`DELETE FROM "statement_line"
    WHERE "importId" = ${importId} AND "lineNumber" BETWEEN ${first} AND ${last}
      AND NOT EXISTS (
        SELECT 1 FROM "statement_difference" d JOIN "statement_import" i ON i."importId" = d."importId"
        WHERE d."importId" = "statement_line"."importId" AND d."lineNumber" = "statement_line"."lineNumber"
          AND d."status" = 'open' AND i."currentKey" IS NOT NULL)`.execute(db);
}
