import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../scripts/build.mjs';
import { DEMO_SECRETS } from '../../src/app/config.ts';
import type { Database } from '../../src/kernel/db/database.ts';
import { migrate } from '../../src/kernel/db/migrate.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import { openPostgres } from '../../src/kernel/db/postgres.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import { runChaos } from '../simulation/chat/run-chaos.ts';
import { onlySandbox } from '../simulation/counterparts.ts';
import { accessOf, judge } from '../simulation/judge.ts';
import { buy, habits, type Learner, type Purchase, type Shopping } from '../simulation/learner.ts';
import { newSeed, seededRandom, withSeed } from '../simulation/random.ts';
import { settle } from '../simulation/settle.ts';
import { type Api, apiWith } from '../support/api.ts';
import { addLearners } from '../support/learners.ts';
import { addProduct } from '../support/products.ts';
import { type Book, reconcile } from '../support/reconcile.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { lastingPort, type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { sandboxCall } from '../support/till.ts';
import { until } from '../support/until.ts';

/** Two processes of one house; whatever one is asked, the other may have to answer next. */
describe('two processes on PostgreSQL and Redis', () => {
  const ports: number[] = [];
  const servers: ServerProcess[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-two-'));
  let dropDatabase = async (): Promise<void> => {};
  let databaseUrl = '';
  let db: Database;
  let redis: RedisServer;
  let sandbox: RunningSandbox;
  const urlOf = (index: number): string => `http://127.0.0.1:${ports[index]}`;

  const startServer = async (index: number): Promise<ServerProcess> => {
    const server = await startServerProcess({
      environment: {
        PORT: String(ports[index]),
        // Each tells the gateway the other's address: what one began, the other hears of.
        PUBLIC_URL: urlOf(1 - index),
        DATA_DIR: join(folder, String(index)),
        DATABASE_URL: databaseUrl,
        REDIS_URL: redis.url,
        ROLE: 'all',
        SANDBOX_URL: sandbox.url,
        DEMO: '0',
        LOG_LEVEL: 'warn',
        REQUESTS_PER_MINUTE: '1000000',
        MESSAGES_PER_MINUTE: '1000000',
      },
    });
    servers[index] = server;
    return server;
  };

  beforeAll(async () => {
    ensureBuilt();
    const database = await createPostgresDatabase();
    databaseUrl = database.url;
    dropDatabase = database.drop;
    db = openPostgres(databaseUrl);
    redis = await startRedisServer();
    const retryDelaysMs = [100, 200, 400, 800];
    sandbox = await startSandbox({ port: 0, dataDir: folder, secret: DEMO_SECRETS.sandbox, retryDelaysMs });
    ports.push(await lastingPort(), await lastingPort());
    // Both at once, on an empty database.
    await Promise.all([startServer(0), startServer(1)]);
    await migrate(db);
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await Promise.all([sandbox.close(), redis.stop(), db.close()]);
    await dropDatabase();
    rmSync(folder, { recursive: true, force: true });
  });

  const book = async () => (await sandboxCall(sandbox.url, '/control/book')) as Book;
  const learnersOfBoth = async (count: number): Promise<Learner[]> => {
    const crowd = await addLearners(db, count);
    return crowd.map((one) => ({
      name: one.learnerId,
      apis: [0, 1].map((index) => apiWith(urlOf(index), one)),
    }));
  };
  const learnerOfBoth = async (): Promise<Learner> => {
    const [learner] = await learnersOfBoth(1);
    if (learner === undefined) throw new Error('no learner');
    return learner;
  };
  const shoppingFor = (purchases: Purchase[], seed: number, apiFor: Shopping['apiFor']): Shopping => ({
    payer: onlySandbox(sandbox.url),
    random: seededRandom(seed),
    purchases,
    apiFor,
    giveUpAtMs: Date.now() + 120_000,
  });

  it('one purchase goes through though every request meets the other process', async () => {
    const learner = await learnerOfBoth();
    const purchases: Purchase[] = [];
    let requests = 0;
    const alternate = ({ apis }: Learner): Api => {
      requests += 1;
      const api = apis[requests % 2];
      if (api === undefined) throw new Error('no such process');
      return api;
    };
    const product = await addProduct(db);
    await buy(shoppingFor(purchases, 1, alternate), learner, { product, habit: 'scan' });
    expect(purchases.map(({ outcome }) => outcome)).toEqual(['paid']);
    expect(requests).toBeGreaterThanOrEqual(4);
    for (const api of learner.apis) expect(await api.entitlements()).toHaveLength(1);
    expect((await reconcile(db, await book())).differences).toEqual([]);
  });

  it.each([
    ['one key', 1],
    ['32 keys', 32],
  ])('32 parallel pays with %s, half at each process, are one charge', async (_name, keyCount) => {
    const learner = await learnerOfBoth();
    const [first, second] = learner.apis;
    if (first === undefined || second === undefined) throw new Error('two processes are needed');
    const { body: checkout } = await first.start(await addProduct(db));
    const keys = Array.from({ length: keyCount }, () => randomUUID());
    const before = (await book()).charges.length;
    const answers = await Promise.all(
      Array.from({ length: 32 }, (_, index) =>
        (index % 2 === 0 ? first : second).pay(checkout, { key: keys[index % keyCount] ?? '' }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    const refusals = answers.filter(({ status }) => status !== 200).map(({ body }) => body.code);
    expect(
      refusals.filter((code) => !['idempotency_key_running', 'payment_being_checked'].includes(code)),
    ).toEqual([]);
    const settled = await until(
      () => second.pay(checkout, { key: keys[0] ?? '' }),
      ({ status }) => status === 200,
    );
    const action = settled.body.payment?.action;
    if (action?.type !== 'qr') throw new Error(`no code to scan: ${JSON.stringify(settled.body)}`);
    expect((await book()).charges.length).toBe(before + 1);
    await sandboxCall(sandbox.url, '/control/pay', {
      method: 'POST',
      body: JSON.stringify({ chargeId: action.qrText.split('/').at(-1) }),
    });
    await until(
      () => second.view(checkout.checkoutId),
      ({ body }) => body.status === 'complete',
    );
    expect((await reconcile(db, await book())).differences).toEqual([]);
  });

  it('killed three times in turn during purchases, the other goes on and every story ends well', async () => {
    await withSeed(newSeed(), async (seed) => {
      const random = seededRandom(seed);
      const crowd = await learnersOfBoth(400);
      const queue = crowd.values();
      const purchases: Purchase[] = [];
      const shopping = shoppingFor(purchases, seed, ({ apis }) => random.pick(apis));
      let closing = false;
      const shoppingDone = Promise.all(
        Array.from({ length: 4 }, async () => {
          for (const learner of queue) {
            if (closing) return;
            await buy(shopping, learner, { product: await addProduct(db), habit: random.pick(habits) });
          }
          throw new Error('the crowd is too small');
        }),
      );
      shoppingDone.catch(() => {});
      for (const index of [0, 1, 0]) {
        const begun = purchases.length;
        await until(
          async () => purchases.length,
          (count) => count >= begun + 4 + random.below(6),
          60_000,
        );
        await servers[index]?.kill();
        await startServer(index);
      }
      closing = true;
      await shoppingDone;
      const counterparts = onlySandbox(sandbox.url);
      await settle({ db, url: urlOf(0), counterparts });
      const buyers = new Set(purchases.map(({ learnerId }) => learnerId));
      // The learners of the other tests are not asked what they are shown.
      const shown = await accessOf(crowd.filter(({ name }) => buyers.has(name)));
      const verdict = await judge({ db, counterparts, purchases, shown });
      expect(verdict.problems).toEqual([]);
      expect(verdict.paidOrders + verdict.refundedOrders).toBeGreaterThan(0);
      expect(servers.flatMap(({ errors }) => errors)).toEqual([]);
    });
  }, 180_000);

  it('20 clients and an agent write over both, one is killed meanwhile: nothing is lost, doubled or out of order', async () => {
    await withSeed(newSeed(), async (seed) => {
      const urls = [urlOf(0), urlOf(1)];
      const restart = async (index: number): Promise<void> => {
        await servers[index]?.kill();
        await startServer(index);
      };
      const report = await runChaos({ db, urls, restart, clients: 20, messages: 250, kills: 1, seed });
      const { lost, doubled, disordered, amiss } = report;
      expect({ lost, doubled, disordered, amiss }).toEqual({
        lost: [],
        doubled: [],
        disordered: [],
        amiss: [],
      });
      expect(report.transmissions).toBeGreaterThan(report.said + report.saidByAgents);
      expect(report.saidByAgents).toBeGreaterThan(0);
      expect(report.shown).toBeGreaterThan(report.stored / 2);
    });
  }, 180_000);
});
