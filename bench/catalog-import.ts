import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { z } from 'zod';
import { type ImportSummary, importCatalog } from '../src/checkout/index.ts';
import { systemClock } from '../src/kernel/clock.ts';
import type { Database } from '../src/kernel/db/database.ts';
import { migrate } from '../src/kernel/db/migrate.ts';
import { openSqlite } from '../src/kernel/db/sqlite.ts';
import { newId } from '../src/kernel/id.ts';
import { silentLog } from '../src/kernel/log.ts';
import { createShelf, recommendProducts } from '../src/recommend/index.ts';
import { type BenchOptions, type BenchResult, percentile, rounded } from './support/bench.ts';

const ROWS = 100_000;
/** Memory is compared after this many rows and at the end: bounded means that it no longer grows with the file. */
const EARLY_ROWS = 20_000;
const ROWS_PER_TRANSACTION = 200;
const MEGABYTE = 1024 * 1024;

const Question = z.object({ text: z.string(), language: z.enum(['zh', 'en']) });

/**
 * Imports a catalogue of 100,000 rows into SQLite, twice, then loads it for searching and asks the questions of the
 * demo. The reference writes the same rows bare, in transactions of the same size.
 */
export async function benchCatalogImport({ say, engine }: BenchOptions): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-import-'));
  const db = openSqlite(join(folder, 'import.sqlite'));
  await migrate(db);
  try {
    say(`importing ${ROWS} rows`);
    const first = await timedImport(db);
    say('importing them again');
    const second = await timedImport(db);
    say('searching them');
    const searched = await timedQuestions(db);
    const barePerSecond = ROWS / (writeBare(join(folder, 'bare.sqlite')) / 1000);
    return {
      name: 'catalog-import',
      metrics: {
        rowsPerSecond: rounded(ROWS / (first.timeMs / 1000)),
        unchangedRowsPerSecond: rounded(ROWS / (second.timeMs / 1000)),
        rssMbEarly: rounded(first.rssEarlyMb),
        rssMbEnd: rounded(first.rssEndMb),
        ...searched,
      },
      reference: { rowsPerSecond: rounded(barePerSecond) },
      ratio: { rowsPerSecond: rounded(ROWS / (first.timeMs / 1000) / barePerSecond) },
      conditions: { rows: ROWS, engine: 'sqlite', processors: cpus().length, node: process.version },
      problems: [
        ...problemsOf(first.summary, { created: ROWS, unchanged: 0 }),
        ...problemsOf(second.summary, { created: 0, unchanged: ROWS }),
        ...(engine === 'sqlite' ? [] : ['this bench imports into SQLite only']),
      ],
    };
  } finally {
    await db.close();
    rmSync(folder, { recursive: true });
  }
}

interface TimedImport {
  readonly summary: ImportSummary;
  readonly timeMs: number;
  readonly rssEarlyMb: number;
  readonly rssEndMb: number;
}

async function timedImport(db: Database): Promise<TimedImport> {
  const startedMs = performance.now();
  let rssEarly = 0;
  let rssEnd = 0;
  const summary = await importCatalog(
    { db, clock: systemClock(), newId, livemode: false },
    {
      input: catalogueLines(),
      format: 'csv',
      fields: { 'prices.CNY': 'yuan', 'prices.USD': 'dollars' },
      levels: {},
      source: 'bench',
      priceUnit: 'major',
      dryRun: false,
      onProgress: ({ rowsRead }) => {
        const { rss } = process.memoryUsage();
        if (rowsRead <= EARLY_ROWS) rssEarly = Math.max(rssEarly, rss);
        rssEnd = Math.max(rssEnd, rss);
      },
    },
  );
  const timeMs = performance.now() - startedMs;
  return { summary, timeMs, rssEarlyMb: rssEarly / MEGABYTE, rssEndMb: rssEnd / MEGABYTE };
}

const SUBJECTS = [
  'Python',
  '机器学习',
  'guitar',
  '英语口语',
  'photography',
  '时间管理',
  'SQL',
  '亲子沟通',
  'history',
  '理财',
];

/** A file as it comes from disk: chunks that end anywhere, one field with a line break. */
function* catalogueLines(): Generator<string> {
  yield 'id,title,description,kind,language,level,tags,author,yuan,dollars\n';
  for (let id = 0; id < ROWS; id += 1) {
    const subject = SUBJECTS[id % SUBJECTS.length];
    const language = id % 2 === 0 ? 'en' : 'zh';
    const description = `Lesson ${id} about ${subject},\nwritten for this measurement. 第 ${id} 课：${subject}。`;
    yield `${id},"${subject} ${id}","${description}",course,${language},beginner,"${subject},bench",Author ${id % 500},`;
    yield `${(id % 300) + 1}.90,${(id % 60) + 1}.99\n`;
  }
}

async function timedQuestions(db: Database): Promise<Record<string, number>> {
  const shelf = createShelf({ db, clock: systemClock(), log: silentLog(), livemode: false });
  const startedMs = performance.now();
  await shelf.view();
  const shelfLoadMs = performance.now() - startedMs;
  const deps = {
    db,
    clock: systemClock(),
    newId,
    livemode: false,
    shelf,
    ownedProductIds: async () => new Set<string>(),
    isPersonalised: async () => true,
  };
  const questions = z.array(Question).parse(JSON.parse(readFileSync('demo/questions.json', 'utf8')));
  const times: number[] = [];
  for (const { text, language } of [...questions, ...questions]) {
    const askedMs = performance.now();
    await recommendProducts(deps, {
      learnerId: 'bench',
      conversationId: null,
      surface: 'web',
      limit: 3,
      text,
      language,
    });
    times.push(performance.now() - askedMs);
  }
  times.sort((a, b) => a - b);
  return {
    shelfLoadMs: rounded(shelfLoadMs),
    recommendP50Ms: rounded(percentile(times, 0.5)),
    recommendP95Ms: rounded(percentile(times, 0.95)),
    rssMbSearching: rounded(process.memoryUsage().rss / MEGABYTE),
  };
}

/** Milliseconds to write as many rows of the same width without Tilltalk: one product and two prices each. */
function writeBare(file: string): number {
  const db = new BetterSqlite(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`CREATE TABLE product (id TEXT PRIMARY KEY, external TEXT UNIQUE, body TEXT) STRICT;
    CREATE TABLE price (id TEXT PRIMARY KEY, product TEXT, currency TEXT, amount INTEGER, key TEXT UNIQUE) STRICT;`);
  const product = db.prepare('INSERT INTO product VALUES (?, ?, ?)');
  const price = db.prepare('INSERT INTO price VALUES (?, ?, ?, ?, ?)');
  const body = 'x'.repeat(300);
  const write = db.transaction((from: number) => {
    for (let id = from; id < from + ROWS_PER_TRANSACTION; id += 1) {
      const productId = newId('prod');
      product.run(productId, `bench:${id}:en`, body);
      for (const currency of ['CNY', 'USD'])
        price.run(newId('price'), productId, currency, id, `${productId}:${currency}`);
    }
  });
  const startedMs = performance.now();
  for (let from = 0; from < ROWS; from += ROWS_PER_TRANSACTION) write(from);
  const timeMs = performance.now() - startedMs;
  db.close();
  return timeMs;
}

function problemsOf(summary: ImportSummary, expected: { created: number; unchanged: number }): string[] {
  const { created, unchanged, rowsRead } = summary;
  const isRight = rowsRead === ROWS && created === expected.created && unchanged === expected.unchanged;
  return isRight ? [] : [`of ${rowsRead} rows ${created} were created and ${unchanged} unchanged`];
}
