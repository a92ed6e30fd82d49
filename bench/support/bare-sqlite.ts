import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { readReceipts } from '../../test/simulation/settle.ts';
import { startTill, type Till } from '../../test/support/till.ts';
import { until } from '../../test/support/until.ts';
import { percentile } from './bench.ts';
import { openBuyers } from './buy-once.ts';
import { parametersFor, type RecordedWrite, recordWrites } from './recorded-writes.ts';

/** The writes of one checkout, with a database in which they can be made again and again. */
export interface BareCheckout {
  readonly writes: readonly RecordedWrite[];
  /** Rows one checkout writes, its receipt included. */
  readonly rows: number;
  /** Makes the same row writes bare, `group` checkouts a commit, for `seconds`. */
  run(options: { group: number; seconds: number }): BareFigures;
  close(): void;
}

export interface BareFigures {
  readonly perSecond: number;
  /** How long a commit took, from its first statement, in ms. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMsEach: number;
}

/** Lets one checkout happen in this process, listens to what it writes, and keeps its database for the reference. */
export async function recordCheckout(): Promise<BareCheckout> {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-bare-'));
  const file = join(folder, 'bare.sqlite');
  const writes = await recordWrites(async (recorder) => {
    const till = await startTill();
    try {
      const [learner, warmUp, product] = [await till.learner(), await till.product(), await till.product()];
      const shop = { ...till, tokens: [learner.token], conversationIds: [], products: [warmUp, product] };
      const buyers = openBuyers(shop, 1);
      // The first purchase also begins the learner's thread, which the others do not.
      await buyers.buyOnce();
      await receiptsAre(till, 1);
      await copyDatabase(join(till.running.house.config.DATA_DIR, 'tilltalk.sqlite'), file);
      recorder.start();
      await buyers.buyOnce();
      await receiptsAre(till, 2);
      buyers.close();
      return recorder.stop();
    } finally {
      await till.close();
    }
  });
  const db = new BetterSqlite(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  let made = 0;
  return {
    writes,
    rows: writes.reduce((sum, { rows }) => sum + rows, 0),
    run: ({ group, seconds }) => {
      const figures = runBare({ db, writes, first: made }, { group, seconds });
      made += figures.made;
      return figures;
    },
    close: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function receiptsAre(till: Till, count: number): Promise<void> {
  await until(
    async () => (await readReceipts(till.db)).size,
    (receipts) => receipts === count,
  );
}

async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new BetterSqlite(from, { readonly: true });
  await source.backup(to);
  source.close();
}

interface Bare {
  readonly db: BetterSqlite.Database;
  readonly writes: readonly RecordedWrite[];
  /** The number of the first checkout: each is made once. */
  readonly first: number;
}

function runBare(
  { db, writes, first }: Bare,
  { group, seconds }: { group: number; seconds: number },
): BareFigures & { made: number } {
  const statements = writes.map((write) => ({ write, statement: db.prepare(write.sql) }));
  const [begin, commit] = [db.prepare('BEGIN IMMEDIATE'), db.prepare('COMMIT')];
  const commitsMs: number[] = [];
  let made = 0;
  const cpuBefore = process.cpuUsage();
  const startedMs = performance.now();
  const endMs = startedMs + seconds * 1000;
  for (let nowMs = startedMs; nowMs < endMs; ) {
    begin.run();
    for (let member = 0; member < group; member += 1) {
      for (const { write, statement } of statements)
        runStatement(statement, parametersFor(write, first + made));
      made += 1;
    }
    commit.run();
    const endedMs = performance.now();
    commitsMs.push(endedMs - nowMs);
    nowMs = endedMs;
  }
  const cpu = process.cpuUsage(cpuBefore);
  commitsMs.sort((a, b) => a - b);
  return {
    made,
    perSecond: (made / (performance.now() - startedMs)) * 1000,
    p50Ms: percentile(commitsMs, 0.5),
    p99Ms: percentile(commitsMs, 0.99),
    cpuMsEach: (cpu.user + cpu.system) / 1000 / made,
  };
}

function runStatement(statement: BetterSqlite.Statement, parameters: readonly unknown[]): void {
  if (statement.reader) statement.all(...parameters);
  else statement.run(...parameters);
}
