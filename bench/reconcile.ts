import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import type { StatementReport } from '../src/checkout/index.ts';
import {
  type RowsByTable,
  type Sale,
  type SoldDay,
  saleOf,
  sharedRows,
} from '../src/checkout/statement/sales.testing.ts';
import {
  type ExpectedDifference,
  seedDifferences,
} from '../src/checkout/statement/seeded-differences.testing.ts';
import { windowOf } from '../src/checkout/statement/statement-day.ts';
import { migrate } from '../src/kernel/db/migrate.ts';
import { openSqlite } from '../src/kernel/db/sqlite.ts';
import { formatDecimal } from '../src/kernel/money.ts';
import { type BenchOptions, type BenchResult, rounded } from './support/bench.ts';
import { cpuMsOf } from './support/cpu.ts';

const DAY = '2026-03-01';
const REFUNDED_EVERY = 10;
const FEE_PPM = 6_000;
const LINES_PER_TRANSACTION = 200;
const SALES_PER_TRANSACTION = 5_000;
const LINES_DEFAULT = 100_000;
const MEGABYTE = 1024 * 1024;

/**
 * A shop's day with ten differences of every kind: `tilltalk reconcile` reads the statement from the gateway's own
 * format, compares it both ways and books its fees; a process of its own, so that its memory can be seen. The
 * reference only inserts the same lines, bare, in transactions of the same size.
 */
export async function benchReconcile(options: BenchOptions): Promise<BenchResult> {
  const { say, engine } = options;
  const wanted = options.lines ?? LINES_DEFAULT;
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-reconcile-'));
  try {
    say(`writing a day of about ${wanted} lines`);
    const { expected, lines } = await writeDay(folder, wanted);
    say(`comparing ${lines} lines`);
    const first = await runCommand(folder);
    say('comparing them again');
    const again = await runCommand(folder);
    say('inserting them bare');
    const bareSeconds = insertBare(folder, lines);
    return {
      name: 'reconcile',
      metrics: {
        seconds: rounded(first.seconds),
        cpuSeconds: rounded(first.cpuSeconds),
        linesPerSecond: rounded(lines / first.seconds),
        rssMbAtStart: rounded(first.rssMbAtStart),
        rssMbPeak: rounded(first.rssMbPeak),
        againSeconds: rounded(again.seconds),
        differencesFound: first.report.openCount,
      },
      reference: { seconds: rounded(bareSeconds), linesPerSecond: rounded(lines / bareSeconds) },
      ratio: { seconds: rounded(first.seconds / bareSeconds) },
      conditions: {
        lines,
        seeded: expected.length,
        engine: 'sqlite',
        processors: cpus().length,
        node: process.version,
      },
      problems: [
        ...problemsOf('first', first.report, { expected, lines }),
        ...problemsOf('second', again.report, { expected, lines }),
        ...(engine === 'sqlite' ? [] : ['this bench compares in SQLite only']),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writeDay(
  folder: string,
  wanted: number,
): Promise<{ expected: ExpectedDifference[]; lines: number }> {
  const file = join(folder, 'tilltalk.sqlite');
  const database = openSqlite(file);
  await migrate(database);
  await database.close();
  const count = Math.round((wanted * REFUNDED_EVERY) / (REFUNDED_EVERY + 1));
  const { fromMs } = windowOf(DAY, 'Asia/Shanghai');
  const day: SoldDay = { gateway: 'sandbox', fromMs, count, refundedEvery: REFUNDED_EVERY, feePpm: FEE_PPM };
  const changed = new Map<number, Sale>();
  const expected = seedDifferences((index, change) => {
    const { sale, expected: difference } = change(saleOf(day, index));
    changed.set(index, sale);
    return difference;
  }, REFUNDED_EVERY);
  const lines = await writeSales(folder, { day, changed });
  return { expected, lines };
}

/** Books and statement, side by side, without keeping either in memory. */
async function writeSales(
  folder: string,
  { day, changed }: { day: SoldDay; changed: ReadonlyMap<number, Sale> },
): Promise<number> {
  const db = new BetterSqlite(join(folder, 'tilltalk.sqlite'));
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  const insert = inserter(db);
  const statement = createWriteStream(join(folder, 'statement.csv'));
  statement.write('settled_at,type,reference,gateway_id,merchant_id,currency,amount,fee\r\n');
  insert(sharedRows());
  let lines = 0;
  for (let from = 0; from < day.count; from += SALES_PER_TRANSACTION) {
    db.exec('BEGIN');
    let text = '';
    for (let index = from; index < Math.min(day.count, from + SALES_PER_TRANSACTION); index += 1) {
      const sale = changed.get(index) ?? saleOf(day, index);
      insert(sale.rows);
      for (const line of sale.lines) {
        lines += 1;
        const { type, reference, gatewayId, currency } = line;
        const settledAt = new Date(line.settledAtMs).toISOString();
        const money = [line.amountMinor, line.feeMinor].map((amountMinor) =>
          formatDecimal({ amountMinor, currency }),
        );
        text += `${[settledAt, type, reference, gatewayId, 'sbx_merchant', currency, ...money].join(',')}\r\n`;
      }
    }
    db.exec('COMMIT');
    if (!statement.write(text)) await once(statement, 'drain');
  }
  statement.end();
  await once(statement, 'finish');
  db.close();
  return lines;
}

/** Rows of one table are made by one function, so their columns come in one order. */
function inserter(db: BetterSqlite.Database): (rows: RowsByTable) => void {
  const statements = new Map<string, BetterSqlite.Statement>();
  const prepare = (table: string, row: object): BetterSqlite.Statement => {
    const columns = Object.keys(row);
    const names = columns.map((name) => `"${name}"`).join();
    const places = columns.map(() => '?').join();
    const statement = db.prepare(`INSERT INTO "${table}" (${names}) VALUES (${places})`);
    statements.set(table, statement);
    return statement;
  };
  return (rows) => {
    for (const table in rows) {
      for (const row of rows[table as keyof RowsByTable] ?? []) {
        (statements.get(table) ?? prepare(table, row)).run(...Object.values(row));
      }
    }
  };
}

interface CommandRun {
  readonly report: StatementReport;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Resident memory before the first line, and the most there was. */
  readonly rssMbAtStart: number;
  readonly rssMbPeak: number;
}

const WATCH_EVERY_MS = 50;

async function runCommand(folder: string): Promise<CommandRun> {
  const words = [
    '--gateway',
    'sandbox',
    '--day',
    DAY,
    '--file',
    join(folder, 'statement.csv'),
    '--final',
    '--json',
  ];
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['dist/app/cli/main.js', 'reconcile', ...words], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err, cpuMs, peak, atStart] = ['', '', 0, 0, 0];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const watch = setInterval(() => {
    try {
      const rss = rssOf(child.pid ?? 0);
      cpuMs = cpuMsOf(child.pid ?? 0);
      peak = Math.max(peak, rss);
      if (performance.now() - startedMs < START_MS) atStart = rss;
    } catch {
      // It ended between two looks.
    }
  }, WATCH_EVERY_MS);
  const [code] = (await once(child, 'close')) as [number];
  clearInterval(watch);
  const seconds = (performance.now() - startedMs) / 1000;
  if (code === 2 || !out.startsWith('{')) throw new Error(`the command ended with ${code}: ${err}${out}`);
  return {
    report: JSON.parse(out) as StatementReport,
    seconds,
    cpuSeconds: cpuMs / 1000,
    rssMbAtStart: atStart / MEGABYTE,
    rssMbPeak: peak / MEGABYTE,
  };
}

/** Node, the program and its model take about as long to be there. */
const START_MS = 2_000;

function rssOf(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? 0) * 1024;
}

/** Seconds to insert the lines of the statement once more, without Tilltalk, into a table like its own. */
function insertBare(folder: string, lines: number): number {
  const db = new BetterSqlite(join(folder, 'bare.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`ATTACH '${join(folder, 'tilltalk.sqlite')}' AS whole`);
  const table = db.prepare("SELECT sql FROM whole.sqlite_master WHERE name = 'statement_line'").get() as {
    sql: string;
  };
  db.exec(table.sql.replace(/ REFERENCES "statement_import" \("importId"\)/, ''));
  db.exec('CREATE INDEX "by_reference" ON "statement_line" ("reference")');
  const read = db.prepare(`SELECT l.* FROM whole."statement_import" i CROSS JOIN whole."statement_line" l
    WHERE l."importId" = i."importId" AND l."lineNumber" BETWEEN ? AND ? ORDER BY l."lineNumber"`);
  const insert = inserter(db);
  let seconds = 0;
  for (let first = 1; first <= lines; first += LINES_PER_TRANSACTION) {
    const rows = read.all(first, first + LINES_PER_TRANSACTION - 1) as never;
    const startedMs = performance.now();
    db.exec('BEGIN IMMEDIATE');
    insert({ statement_line: rows });
    db.exec('COMMIT');
    seconds += (performance.now() - startedMs) / 1000;
  }
  db.close();
  return seconds;
}

function problemsOf(
  which: string,
  report: StatementReport,
  { expected, lines }: { expected: readonly ExpectedDifference[]; lines: number },
): string[] {
  const textOf = ({ kind, type, reference }: ExpectedDifference) => `${kind} of ${type} ${reference}`;
  const found = report.differences.map(textOf);
  const wanted = expected.map(textOf);
  return [
    ...(report.linesCount === lines ? [] : [`the ${which} run read ${report.linesCount} of ${lines} lines`]),
    ...wanted.filter((text) => !found.includes(text)).map((text) => `the ${which} run did not find ${text}`),
    ...found.filter((text) => !wanted.includes(text)).map((text) => `the ${which} run invented ${text}`),
  ];
}
