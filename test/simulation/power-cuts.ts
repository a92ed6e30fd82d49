import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { deferred } from '../../src/kernel/deferred.ts';
import { startServerProcess } from '../support/server-process.ts';
import type { Acknowledged } from './acknowledged.ts';
import type { Verdict } from './judge.ts';
import { seededRandom } from './random.ts';
import { endStory, openDay, openScene, type Scene } from './scene.ts';

export interface CutRun {
  readonly cuts: number;
  readonly seed: number;
  /** Hears how many are done, now and then. */
  readonly onProgress?: (done: number) => void;
}

export interface CutReport extends Verdict {
  readonly seed: number;
  readonly cuts: number;
  /** By kind, what was acknowledged before the last cut. */
  readonly acknowledged: ReadonlyMap<Acknowledged['kind'], number>;
  /** Rows that were looked for, over all copies. */
  readonly checks: number;
  /** Sentences about copies; empty when each opened whole with every acknowledged row. */
  readonly lost: readonly string[];
}

const LEARNERS = 5;
const CROWD_PER_CUT = 2;
const PROGRESS_EVERY = 100;
const TIME_MAX_MS = 1_800_000;

/**
 * Takes the database, its log and the attempts' journal as they stand at an acknowledgement, while learners buy: the
 * process stands still while they are copied. Each copy is opened, and must be whole and hold every row that was
 * acknowledged so far.
 */
export async function runPowerCuts(run: CutRun): Promise<CutReport> {
  const acknowledged: Acknowledged[] = [];
  const lost: string[] = [];
  const enough = deferred<void>();
  let [cuts, checks] = [0, 0];
  const scene = await openScene({
    crowdSize: 200 + run.cuts * CROWD_PER_CUT,
    onAcknowledged: (what) => {
      acknowledged.push(what);
      if (cuts === run.cuts || scene.server === undefined) return;
      cuts += 1;
      const copy = join(scene.folder, 'cut');
      takeCopy(scene, scene.server.pid, copy);
      lost.push(...missingFrom(copy, acknowledged).map((sentence) => `copy ${cuts}: ${sentence}`));
      checks += acknowledged.length;
      rmSync(copy, { recursive: true, force: true });
      if (cuts % PROGRESS_EVERY === 0) run.onProgress?.(cuts);
      if (cuts === run.cuts) enough.resolve();
    },
  });
  try {
    const verdict = await shopUntil(scene, run, enough.promise);
    return { seed: run.seed, cuts, acknowledged: countKinds(acknowledged), checks, lost, ...verdict };
  } finally {
    await scene.close();
  }
}

async function shopUntil(scene: Scene, run: CutRun, enough: Promise<void>): Promise<Verdict> {
  const random = seededRandom(run.seed);
  scene.server = await startServerProcess({ environment: scene.environment });
  const day = openDay(scene, { learners: LEARNERS, random, timeMaxMs: TIME_MAX_MS });
  await Promise.race([enough, day.done]);
  day.close();
  await day.done;
  return endStory(scene, day.purchases);
}

function countKinds(acknowledged: readonly Acknowledged[]): Map<Acknowledged['kind'], number> {
  const counts = new Map<Acknowledged['kind'], number>();
  for (const { kind } of acknowledged) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** Copies what is on the disk while the process stands still in the middle of whatever it does. */
function takeCopy({ sqliteFile, folder }: Scene, pid: number, copy: string): void {
  mkdirSync(copy);
  process.kill(pid, 'SIGSTOP');
  try {
    while (!isStopped(pid));
    copyFileSync(sqliteFile, join(copy, 'tilltalk.sqlite'));
    if (existsSync(`${sqliteFile}-wal`)) copyFileSync(`${sqliteFile}-wal`, join(copy, 'tilltalk.sqlite-wal'));
    const journal = join(folder, 'journal');
    if (existsSync(journal)) cpSync(journal, join(copy, 'journal'), { recursive: true });
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

function isStopped(pid: number): boolean {
  return readdirSync(`/proc/${pid}/task`).every((thread) => {
    const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
    // The name in brackets may hold blanks; the state comes right after it.
    return stat.charAt(stat.lastIndexOf(')') + 2) === 'T';
  });
}

function missingFrom(copy: string, acknowledged: readonly Acknowledged[]): string[] {
  const db = new BetterSqlite(join(copy, 'tilltalk.sqlite'));
  try {
    const whole = db.pragma('integrity_check', { simple: true });
    const strays = db.pragma('foreign_key_check') as unknown[];
    const there = readIds(db);
    const journaled = journaledPayments(join(copy, 'journal'));
    return [
      ...(whole === 'ok' ? [] : [`integrity check: ${String(whole)}`]),
      ...(strays.length === 0 ? [] : [`${strays.length} rows refer to none`]),
      ...acknowledged
        .filter(({ kind, id }) => !there[kind].has(id))
        .map(({ kind, id }) => `${kind} ${id.slice(0, 80)} is not there`),
      ...acknowledged
        .filter((one) => one.kind === 'payment' && one.atGateway && !journaled.has(one.id))
        .map(({ id }) => `payment ${id} has no attempt in the journal`),
    ];
  } finally {
    db.close();
  }
}

function readIds(db: BetterSqlite.Database): Record<Acknowledged['kind'], ReadonlySet<string>> {
  const ids = (sql: string): ReadonlySet<string> => new Set(db.prepare(sql).pluck().all() as string[]);
  return {
    checkout: ids(`SELECT "checkoutId" FROM "checkout_session"`),
    payment: ids(`SELECT "paymentId" FROM "payment"`),
    complete: ids(`SELECT "checkoutId" FROM "checkout_session" WHERE "status" = 'complete'`),
    refund: ids(`SELECT "refundId" FROM "refund"`),
    notification: ids(`SELECT "raw" FROM "gateway_event"`),
  };
}

/** Payments of which the journal has an attempt; half a line at the end is none. */
function journaledPayments(folder: string): ReadonlySet<string> {
  const payments = new Set<string>();
  if (!existsSync(folder)) return payments;
  for (const name of readdirSync(folder)) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1)) {
      if (!line.startsWith('{"kind":"attempt"')) continue;
      payments.add((JSON.parse(line) as { attempt: { paymentId: string } }).attempt.paymentId);
    }
  }
  return payments;
}
