import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_SECRETS } from '../../src/app/config.ts';
import { importCatalog } from '../../src/checkout/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import type { Database } from '../../src/kernel/db/database.ts';
import { migrate } from '../../src/kernel/db/migrate.ts';
import { openDatabase } from '../../src/kernel/db/open.ts';
import { newId } from '../../src/kernel/id.ts';
import { addLearners, addThreads } from '../../test/support/learners.ts';
import { type PostgresServer, startPostgres } from '../../test/support/postgres.ts';
import { addProduct, type TestProduct } from '../../test/support/products.ts';
import { seedOrders } from '../../test/support/seed-orders.ts';
import {
  lastingPort,
  type ServerProcess,
  spawnServerProcess,
  startServerProcess,
} from '../../test/support/server-process.ts';

/** A Tilltalk under load: server and sandbox as processes of their own, learners signed in, products on sale. */
export interface Shop {
  readonly url: string;
  readonly sandboxUrl: string;
  readonly server: ServerProcess;
  readonly sandbox: ServerProcess;
  readonly postgres: PostgresServer | undefined;
  readonly products: readonly TestProduct[];
  /** Bearer tokens, one per learner. */
  readonly tokens: readonly string[];
  /** A thread of each learner, when they were asked for. */
  readonly conversationIds: readonly string[];
  /** Opens the database for reading what was written. */
  openDatabase(): Database;
  close(): Promise<void>;
}

export interface ShopOptions {
  readonly engine: 'sqlite' | 'postgresql';
  readonly learners: number;
  readonly products: number;
  /** Puts the demo catalogue on sale as well. */
  readonly demoCatalogue?: boolean;
  /** Gives each learner the thread in which they buy. */
  readonly threads?: boolean;
  /** What others ordered before, in the database from the start. */
  readonly ordersBefore?: number;
  readonly profileFolder?: string | undefined;
}

/** Opens a shop in a temporary folder. */
export async function openShop(options: ShopOptions): Promise<Shop> {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-bench-'));
  const postgres = options.engine === 'postgresql' ? await startPostgres(folder) : undefined;
  const location = { databaseUrl: postgres?.url, sqliteFile: join(folder, 'tilltalk.sqlite') };
  const { products, tokens, conversationIds } = await stock(openDatabase(location), options);
  const [port, sandboxPort] = [await lastingPort(), await lastingPort()];
  const url = `http://127.0.0.1:${port}`;
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const sandbox = await startServerProcess({
    program: 'sandbox/main.js',
    environment: {
      SANDBOX_PORT: String(sandboxPort),
      SANDBOX_DATA_DIR: folder,
      SANDBOX_SECRET: DEMO_SECRETS.sandbox,
    },
  });
  const server = spawnServerProcess({
    nodeFlags: profilerFlags(options.profileFolder),
    environment: {
      PORT: String(port),
      DATA_DIR: folder,
      ...(postgres && { DATABASE_URL: postgres.url }),
      SANDBOX_URL: sandboxUrl,
      DEMO: '0',
      LOG_LEVEL: 'warn',
      REQUESTS_PER_MINUTE: '100000000',
      MESSAGES_PER_MINUTE: '100000000',
    },
  });
  await server.started.catch(async (error: unknown) => {
    // What runs already would keep this process from ending.
    await sandbox.stop();
    await postgres?.stop();
    throw error;
  });
  return {
    url,
    sandboxUrl,
    server,
    sandbox,
    postgres,
    products,
    tokens,
    conversationIds,
    openDatabase: () => openDatabase(location),
    close: async () => {
      await Promise.all([server.stop(), sandbox.stop()]);
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function profilerFlags(folder: string | undefined): string[] {
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}

async function stock(
  db: Database,
  { products, learners, demoCatalogue, threads, ordersBefore }: ShopOptions,
): Promise<{ products: TestProduct[]; tokens: string[]; conversationIds: string[] }> {
  try {
    await migrate(db);
    if (ordersBefore !== undefined) await seedYears(db, ordersBefore);
    const crowd = await addLearners(db, learners);
    const conversationIds = threads === true ? await addThreads(db, crowd) : [];
    if (demoCatalogue === true) await importDemoCatalogue(db);
    return {
      products: await Promise.all(Array.from({ length: products }, () => addProduct(db))),
      tokens: crowd.map(({ token }) => token),
      conversationIds,
    };
  } finally {
    await db.close();
  }
}

/** A learner orders ten times, a product fifty times. */
async function seedYears(db: Database, orders: number): Promise<void> {
  await seedOrders(db, { orders, products: Math.ceil(orders / 50), learners: Math.ceil(orders / 10) });
}

async function importDemoCatalogue(db: Database): Promise<void> {
  await importCatalog(
    { db, clock: systemClock(), newId, livemode: false },
    {
      input: createReadStream('demo/catalog.jsonl'),
      format: 'jsonl',
      source: 'demo',
      fields: {},
      levels: {},
      priceUnit: 'major',
      dryRun: false,
      baseUrl: 'http://localhost:3080',
    },
  );
}
