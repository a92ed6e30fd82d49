import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeRouting } from '../../src/checkout/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { migrate } from '../../src/kernel/db/migrate.ts';
import { openSqlite } from '../../src/kernel/db/sqlite.ts';
import { type Api, apiWith } from '../support/api.ts';
import { addLearners, type SignedIn } from '../support/learners.ts';
import { addProduct, type TestProduct } from '../support/products.ts';
import { lastingPort, type ServerProcess } from '../support/server-process.ts';
import { type Acknowledged, acknowledging } from './acknowledged.ts';
import { type GatewayHall, openHall } from './counterparts.ts';
import { accessOf, judge, type Verdict } from './judge.ts';
import {
  buy,
  type Habit,
  habits,
  type Learner,
  type Purchase,
  type Shopping,
  type Way,
  ways,
} from './learner.ts';
import type { Random } from './random.ts';
import { settle } from './settle.ts';
import { openWire } from './wire.ts';

/** A shop whose server is killed: its folder, its gateways that are not, and the environment of each of its lives. */
export interface Scene {
  readonly folder: string;
  readonly sqliteFile: string;
  readonly hall: GatewayHall;
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly products: readonly TestProduct[];
  /** Everybody buys once, as a crowd does. */
  readonly crowd: readonly Learner[];
  /** Its present life. */
  server: ServerProcess | undefined;
  close(): Promise<void>;
}

const SMALL_PRODUCTS = 8;
const PRODUCTS = 24;
/** Below it the sandbox is asked, from it on the gateway whose own the method is. */
const SANDBOX_BELOW_MINOR = 1_000;
const TOP_UP = { packageId: 'p20', currency: 'CNY', amountMinor: 2_000, bonusMinor: 500 };

export interface SceneOptions {
  readonly crowdSize: number;
  /** Hears of what the server has told somebody that it has done. */
  readonly onAcknowledged?: (what: Acknowledged) => void;
}

/** Puts products on sale, signs a crowd in and opens every gateway; the server is not started. */
export async function openScene({ crowdSize, onAcknowledged }: SceneOptions): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-kills-'));
  const sqliteFile = join(folder, 'tilltalk.sqlite');
  const port = await lastingPort();
  const url = `http://127.0.0.1:${port}`;
  const front = await openWire(url, (path, id) => {
    if (path.endsWith('/notifications')) onAcknowledged?.({ kind: 'notification', id });
  });
  const hall = await openHall(folder, front.url);
  const apiOf = (member: SignedIn): Api =>
    onAcknowledged === undefined ? apiWith(url, member) : acknowledging(apiWith(url, member), onAcknowledged);
  const stocked = await stock(sqliteFile, crowdSize);
  const scene: Scene = {
    folder,
    sqliteFile,
    hall,
    url,
    products: stocked.products,
    crowd: stocked.members.map((member) => ({ name: member.learnerId, apis: [apiOf(member)] })),
    environment: {
      PORT: String(port),
      // The gateways' notifications come through a wire of their own.
      PUBLIC_URL: front.url,
      DATA_DIR: folder,
      ...hall.environment,
      TOP_UP_PACKAGES: JSON.stringify([TOP_UP]),
      DEMO: '0',
      LOG_LEVEL: 'warn',
      REQUESTS_PER_MINUTE: '1000000',
      GATEWAY_TIMEOUT_MS: '3000',
    },
    server: undefined,
    close: async () => {
      await scene.server?.kill();
      await hall.close();
      await front.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return scene;
}

async function stock(sqliteFile: string, crowdSize: number) {
  const db = openSqlite(sqliteFile);
  try {
    await migrate(db);
    await changeRouting(
      { db, clock: systemClock() },
      {
        change: (config) => ({ ...config, rules: [smallChange] }),
        changedBy: 'command_line',
        note: 'the sandbox takes small amounts',
      },
    );
    const amounts = Array.from({ length: PRODUCTS }, (_, index) => amountOf(index));
    return {
      products: await Promise.all(amounts.map((amountMinor) => addProduct(db, { amountMinor }))),
      members: await addLearners(db, crowdSize),
    };
  } finally {
    await db.close();
  }
}

const smallChange = {
  name: 'small-change',
  when: { currencies: ['CNY'], amountMinor: { from: 0, below: SANDBOX_BELOW_MINOR } },
  use: ['sandbox'],
};

/** One is free; a few are cheap, the rest dear enough that half of it is still no small change. */
function amountOf(index: number): number {
  if (index === 0) return 0;
  return index < SMALL_PRODUCTS ? 100 + index : 2 * SANDBOX_BELOW_MINOR + index;
}

/** What most learners do at present. */
export interface Focus {
  readonly way: Way;
  readonly refunds: boolean;
}

/** What the learners of a scene do until somebody says that it closes. */
export interface ShoppingDay {
  readonly purchases: Purchase[];
  /** Resolves once every purchase that was begun has come to its end. */
  readonly done: Promise<void>;
  /** Changes what most learners do from now on. */
  focus(on: Focus | undefined): void;
  close(): void;
}

export interface DayOptions {
  /** How many buy at a time. */
  readonly learners: number;
  readonly random: Random;
  readonly timeMaxMs: number;
}

const FOCUSED_CHANCE = 0.7;

/** Lets learners buy, one after the other in each of some lines. */
export function openDay(scene: Scene, { learners, random, timeMaxMs }: DayOptions): ShoppingDay {
  const purchases: Purchase[] = [];
  let closing = false;
  let focus: Focus | undefined;
  const shopping: Shopping = {
    payer: scene.hall,
    random,
    purchases,
    apiFor: ({ apis }) => random.pick(apis),
    giveUpAtMs: Date.now() + timeMaxMs,
    topUp: TOP_UP,
  };
  const crowd = scene.crowd.values();
  const line = async (): Promise<void> => {
    while (!closing) {
      const next = crowd.next();
      if (next.done) throw new Error('the crowd is too small');
      const choice = chooseOf(scene.products, random, random.chance(FOCUSED_CHANCE) ? focus : undefined);
      await buy(shopping, next.value, choice);
    }
  };
  const done = Promise.all(Array.from({ length: learners }, line)).then(() => {});
  // Told at the end, where it is awaited; until then the story goes on.
  done.catch(() => {});
  return {
    purchases,
    done,
    focus: (on) => {
      focus = on;
    },
    close: () => {
      closing = true;
    },
  };
}

function chooseOf(products: readonly TestProduct[], random: Random, focus: Focus | undefined) {
  const way = focus?.way ?? random.pick(ways);
  const habit: Habit = focus?.refunds === true ? 'refund' : random.pick(habits);
  const isForSandbox = way === 'sandbox';
  const fitting = products.filter(({ amountMinor }) => amountMinor < SANDBOX_BELOW_MINOR === isForSandbox);
  return { product: random.pick(fitting), habit, way };
}

/** Lets every story come to its end and judges it. */
export async function endStory(scene: Scene, purchases: readonly Purchase[]): Promise<Verdict> {
  const buyers = new Set(purchases.map(({ learnerId }) => learnerId));
  const counterparts = scene.hall;
  const db = openSqlite(scene.sqliteFile);
  try {
    await settle({ db, url: scene.url, counterparts });
    const shown = await accessOf(scene.crowd.filter(({ name }) => buyers.has(name)));
    await scene.server?.stop();
    return await judge({ db, counterparts, purchases, shown });
  } finally {
    await db.close();
  }
}
