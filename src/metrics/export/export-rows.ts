import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createDayOf } from '../days.ts';
import { type Interval, periodIntervals } from '../journey/period-intervals.ts';
import { type Period, resolvePeriod } from '../period.ts';
import { plainValue } from '../sql/plain-value.ts';
import type { Warehouse } from '../warehouse/open-warehouse.ts';
import { csvLine } from './csv-line.ts';
import { exportSelects } from './export-select.ts';
import type { ExportName, ExportQuery } from './wire.ts';

export interface ExportDeps {
  readonly warehouse: Warehouse;
  readonly clock: { nowMs(): number };
  /** The merchant's. */
  readonly timeZone: string;
  /** Where a Parquet file lies until it is sent. */
  readonly folder: string;
}

export interface Exported {
  readonly fileName: string;
  readonly contentType: string;
  readonly pieces: AsyncIterable<string | Buffer>;
}

/**
 * The rows of an export, piece by piece: never all of them in memory. The time zone stands in the file: in the heading of
 * every local time, and in Parquet also as the file's own note. Throws `invalid_request` for days that are no period.
 */
export function exportRows(
  deps: ExportDeps,
  { name, query }: { readonly name: ExportName; readonly query: ExportQuery },
): Exported {
  // Accounting days are the merchant's (M16), whoever looks at them.
  const timeZone = exportSelects[name].instant === null ? deps.timeZone : (query.timeZone ?? deps.timeZone);
  const period = resolvePeriod(query, createDayOf(timeZone)(deps.clock.nowMs()));
  const asked = { name, sql: selectOf(name, { ...period, timeZone }), timeZone };
  const shared = { fileName: `${name}_${period.from}_${period.to}.${query.format}` };
  if (query.format === 'parquet') {
    return { ...shared, contentType: 'application/vnd.apache.parquet', pieces: parquetOf(deps, asked) };
  }
  const isCsv = query.format === 'csv';
  return {
    ...shared,
    contentType: isCsv ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
    pieces: linesOf(deps, asked, isCsv),
  };
}

interface Asked {
  readonly name: ExportName;
  readonly sql: string;
  readonly timeZone: string;
}

/** The statement of an export for a period; its rows in order unless somebody else orders them. */
export function selectOf(
  name: ExportName,
  period: Period & { readonly timeZone: string },
  isOrdered = true,
): string {
  const { sql, instant, order } = exportSelects[name];
  const condition =
    instant === null
      ? `"accountingDay" BETWEEN '${period.from}' AND '${period.to}'`
      : isWithin(instant, periodIntervals(period));
  const group = name === 'accounting_days' ? ' GROUP BY "accountingDay", "currency"' : '';
  return `${sql} WHERE ${condition}${group}${isOrdered ? ` ORDER BY ${order}` : ''}`;
}

/** Whether an instant lies in one of the intervals, in SQL. */
export function isWithin(instant: string, intervals: readonly Interval[]): string {
  const parts = intervals.map(({ fromMs, toMs }) => `(${instant} >= ${fromMs} AND ${instant} < ${toMs})`);
  return parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`;
}

async function* linesOf(
  { warehouse }: ExportDeps,
  { sql, timeZone }: Asked,
  isCsv: boolean,
): AsyncGenerator<string> {
  const { session, release } = await warehouse.hold();
  try {
    const { names, chunks } = await session.stream(sql, valuesOf(sql, timeZone));
    // The heading comes also when there are no rows.
    if (isCsv) yield csvLine(names.map((name) => headingOf(name, timeZone)));
    for await (const chunk of chunks) {
      const rows = chunk.getRows().map((row) => row.map(plainValue));
      yield rows.map((row) => (isCsv ? csvLine(row) : jsonLine(names, row, timeZone))).join('');
    }
  } finally {
    release();
  }
}

function headingOf(name: string, timeZone: string): string {
  return name.endsWith('At') ? `${name} (${timeZone})` : name;
}

function jsonLine(names: readonly string[], row: readonly unknown[], timeZone: string): string {
  const members = names.map((name, place) => [name, row[place]]);
  return `${JSON.stringify({ ...Object.fromEntries(members), timeZone })}\n`;
}

/** DuckDB refuses a value that no statement names. */
function valuesOf(sql: string, timeZone: string): Record<string, string> | undefined {
  return sql.includes('$timeZone') ? { timeZone } : undefined;
}

/** Parquet ends with its index, so it is written to a file first, and removed once sent. */
async function* parquetOf({ warehouse, folder }: ExportDeps, asked: Asked): AsyncGenerator<Buffer> {
  const file = join(folder, `export-${randomUUID()}.parquet`);
  mkdirSync(folder, { recursive: true });
  // COPY takes no prepared values; the zone's name was checked when it was parsed.
  const zone = `'${asked.timeZone.replaceAll("'", "''")}'`;
  try {
    await warehouse.withSession((session) =>
      session.run(`COPY (${asked.sql.replaceAll('$timeZone', zone)}) TO '${file.replaceAll("'", "''")}'
        (FORMAT parquet, COMPRESSION zstd, KV_METADATA {timeZone: ${zone}})`),
    );
    yield* createReadStream(file);
  } finally {
    rmSync(file, { force: true });
  }
}
