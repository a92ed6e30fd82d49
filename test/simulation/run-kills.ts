import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_SECRETS } from '../../src/app/config.ts';
import { migrate } from '../../src/kernel/db/migrate.ts';
import { openSqlite } from '../../src/kernel/db/sqlite.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import { apiWith } from '../support/api.ts';
import { addLearners } from '../support/learners.ts';
import { addProduct, type TestProduct } from '../support/products.ts';
import type { Book } from '../support/reconcile.ts';
import {
  lastingPort,
  type ServerProcess,
  spawnServerProcess,
  startServerProcess,
} from '../support/server-process.ts';
import { sandboxCall } from '../support/till.ts';
import { accessOf, judge, type Verdict } from './judge.ts';
import { buy, habits, type Learner, type Purchase, type Shopping } from './learner.ts';
import { type Kill, planKills } from './plan.ts';
import { seededRandom } from './random.ts';
import { settle } from './settle.ts';
import { findWindows, type WindowCounts } from './windows.ts';

export interface KillRun {
  readonly kills: number;
  readonly seed: number;
  /** How many learners buy at a time. */
  readonly learners?: number;
  /** Hears of each kill as it happens. */
  readonly onKill?: (done: KillDone) => void;
}

export interface KillDone {
  readonly number: number;
  /** Where it happened: the failpoint that was reached, or the moment. */
  readonly where: string;
  readonly found: WindowCounts;
}

export interface KillReport extends Verdict {
  readonly seed: number;
  readonly kills: readonly KillDone[];
  /** Lines that the server logged as errors, over all its lives. */
  readonly errors: readonly string[];
}

/** A shop to be killed: its folder, its sandbox that is never killed, and the environment of each of its lives. */
interface Scene {
  readonly sqliteFile: string;
  readonly sandbox: RunningSandbox;
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly products: readonly TestProduct[];
  /** Everybody buys once, as a crowd does. */
  readonly crowd: readonly Learner[];
  /** Its present life. */
  server: ServerProcess | undefined;
}

const LEARNERS = 5;
const PRODUCTS = 24;
/** More cannot be begun between two kills. */
const PURCHASES_PER_KILL_MAX = 60;
const END_TIME_MAX_MS = 120_000;
const FAILPOINT_TIME_MAX_MS = 10_000;

/**
 * Kills the server again and again while learners buy by HTTP, starts it again each time, lets the story end and
 * judges it by the gateway's own book, the database and what the learners are shown.
 */
export async function runKills(run: KillRun): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-kills-'));
  const scene = await openScene(folder, 100 + run.kills * PURCHASES_PER_KILL_MAX);
  try {
    return await killAndJudge(scene, run);
  } finally {
    await scene.server?.kill();
    await scene.sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openScene(folder: string, crowdSize: number): Promise<Scene> {
  const sqliteFile = join(folder, 'tilltalk.sqlite');
  const sandbox = await startSandbox({
    port: 0,
    dataDir: folder,
    secret: DEMO_SECRETS.sandbox,
    refundDelayMs: 200,
    // The usual schedule in fast motion, since a life here lasts a second.
    retryDelaysMs: [100, 200, 400, 800],
  });
  const db = openSqlite(sqliteFile);
  await migrate(db);
  const products = await Promise.all(
    Array.from({ length: PRODUCTS }, (_, index) =>
      addProduct(db, index % 12 === 11 ? { amountMinor: 0 } : { amountMinor: 100 + index }),
    ),
  );
  const members = await addLearners(db, crowdSize);
  await db.close();
  const port = await lastingPort();
  const url = `http://127.0.0.1:${port}`;
  const crowd = members.map((member) => ({ name: member.learnerId, apis: [apiWith(url, member)] }));
  const environment = {
    PORT: String(port),
    DATA_DIR: folder,
    SANDBOX_URL: sandbox.url,
    DEMO: '0',
    LOG_LEVEL: 'warn',
    REQUESTS_PER_MINUTE: '1000000',
    GATEWAY_TIMEOUT_MS: '3000',
  };
  return { sqliteFile, sandbox, url, environment, products, crowd, server: undefined };
}

async function killAndJudge(scene: Scene, run: KillRun): Promise<KillReport> {
  const random = seededRandom(run.seed);
  const purchases: Purchase[] = [];
  const errors: string[] = [];
  const kills: KillDone[] = [];
  let closing = false;
  const shopping: Shopping = {
    sandboxUrl: scene.sandbox.url,
    random,
    purchases,
    apiFor: ({ apis }) => random.pick(apis),
    giveUpAtMs: Date.now() + run.kills * 20_000 + END_TIME_MAX_MS,
  };
  const crowd = scene.crowd.values();
  const shoppingDone = Promise.all(
    Array.from({ length: run.learners ?? LEARNERS }, () =>
      shop(shopping, { crowd, products: scene.products, isClosing: () => closing }),
    ),
  );
  // Told at the end, where it is awaited; until then the kills go on.
  shoppingDone.catch(() => {});
  for (const [index, kill] of planKills(run.kills, random).entries()) {
    const server = spawnServerProcess({ environment: { ...scene.environment, ...environmentOf(kill) } });
    scene.server = server;
    const where = await waitForMoment(server, kill);
    const pressed = purchases.filter(({ pressing }) => pressing > 0).map(({ checkoutId }) => checkoutId);
    await server.kill();
    errors.push(...server.errors);
    const book = (await sandboxCall(scene.sandbox.url, '/control/book')) as Book;
    const done = { number: index + 1, where, found: findWindows(scene.sqliteFile, { book, pressed }) };
    kills.push(done);
    run.onKill?.(done);
  }
  const last = await startServerProcess({ environment: scene.environment });
  scene.server = last;
  closing = true;
  await shoppingDone;
  const verdict = await endStory(scene, purchases);
  errors.push(...last.errors);
  return { seed: run.seed, kills, errors, ...verdict };
}

async function endStory(scene: Scene, purchases: readonly Purchase[]): Promise<Verdict> {
  const buyers = new Set(purchases.map(({ learnerId }) => learnerId));
  const sandboxUrl = scene.sandbox.url;
  const db = openSqlite(scene.sqliteFile);
  try {
    await settle({ db, url: scene.url, sandboxUrl });
    const shown = await accessOf(scene.crowd.filter(({ name }) => buyers.has(name)));
    await scene.server?.stop();
    return await judge({ db, sandboxUrl, purchases, shown });
  } finally {
    await db.close();
  }
}

/** One after the other buys until the shop closes; each purchase that was begun is brought to its end. */
async function shop(
  shopping: Shopping,
  day: { crowd: Iterator<Learner>; products: readonly TestProduct[]; isClosing: () => boolean },
): Promise<void> {
  const { random } = shopping;
  while (!day.isClosing()) {
    const next = day.crowd.next();
    if (next.done) throw new Error('the crowd is too small');
    await buy(shopping, next.value, { product: random.pick(day.products), habit: random.pick(habits) });
  }
}

function environmentOf(kill: Kill): Record<string, string> {
  return kill.kind === 'failpoint' ? { TILLTALK_FAILPOINT: `${kill.name}:${kill.nth}` } : {};
}

/** Waits for the moment of the plan. Returns where it is. */
async function waitForMoment(server: ServerProcess, kill: Kill): Promise<string> {
  if (kill.kind === 'starting') {
    await pause(kill.afterMs);
    return `${kill.afterMs} ms after its start`;
  }
  await server.started;
  if (kill.kind === 'running') {
    await pause(kill.afterMs);
    return `${kill.afterMs} ms after it was ready`;
  }
  return Promise.race([
    server.stoppedAt,
    pause(FAILPOINT_TIME_MAX_MS).then(() => `${kill.name} was not reached`),
  ]);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
