import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { reconcileCommand } from '../../src/app/cli/reconcile.ts';
import { DEMO_SECRETS, readConfig } from '../../src/app/config.ts';
import { type Running, start } from '../../src/app/start.ts';
import type { Reconciled } from '../../src/checkout/index.ts';
import type { RefundView } from '../../src/checkout/wire.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { type Api, apiOf } from '../support/api.ts';
import { freePort } from '../support/free-port.ts';
import { addProduct, type TestProduct } from '../support/products.ts';
import { type Book, reconcile } from '../support/reconcile.ts';
import { hostToken, sandboxCall } from '../support/till.ts';
import { until } from '../support/until.ts';

const SALES_AFTER = 20;

async function copySqlite(from: string, to: string): Promise<void> {
  const db = new BetterSqlite(from, { readonly: true });
  await db.backup(to);
  db.close();
}

describe.each(['sqlite', 'postgresql'] as const)(
  "yesterday's backup, restored after 20 more sales and 3 refunds at the gateway, on %s",
  (engine) => {
    const folder = mkdtempSync(join(tmpdir(), 'tilltalk-restore-'));
    const [file, backup] = [join(folder, 'tilltalk.sqlite'), join(folder, 'backup.sqlite')];
    let sandbox: Awaited<ReturnType<typeof startSandbox>>;
    let port: number;
    let tilltalk: Running;
    let products: TestProduct[];
    /** On PostgreSQL: the database in use, and those to be dropped at the end. */
    let databaseUrl: string | undefined;
    const dropped: (() => Promise<void>)[] = [];

    const boot = () =>
      start(
        readConfig({
          PORT: String(port),
          DATA_DIR: folder,
          SANDBOX_URL: sandbox.url,
          ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
          DEMO: '0',
          LOG_LEVEL: 'silent',
          REQUESTS_PER_MINUTE: '1000000',
        }),
      );
    beforeAll(async () => {
      port = await freePort();
      if (engine === 'postgresql') {
        const created = await createPostgresDatabase();
        databaseUrl = created.url;
        dropped.push(created.drop);
      }
      sandbox = await startSandbox({ port: 0, dataDir: folder, secret: DEMO_SECRETS.sandbox });
      tilltalk = await boot();
      products = await Promise.all(Array.from({ length: 8 }, () => addProduct(tilltalk.house.db)));
    });
    afterAll(async () => {
      await tilltalk.stop();
      await sandbox.close();
      for (const drop of dropped) await drop();
      rmSync(folder, { recursive: true, force: true });
    });

    const learner = async (name: string) => apiOf(tilltalk.url, { hostToken: await hostToken(name) });
    const book = async (): Promise<Book> => {
      const { charges, refunds } = (await sandboxCall(sandbox.url, '/control/book')) as Book;
      return { charges, refunds };
    };
    const untilDone = (api: Api, checkoutId: string) =>
      until(
        async () => (await api.view(checkoutId)).body,
        ({ status }) => status === 'complete',
      );

    async function buy(api: Api, product: TestProduct): Promise<string> {
      const { body: checkout } = await api.start(product);
      const { body } = await api.pay(checkout);
      const paymentId = body.payment?.paymentId ?? '';
      const { gatewayReference: reference } = await tilltalk.house.db.query
        .selectFrom('payment_attempt')
        .select('gatewayReference')
        .where('paymentId', '=', paymentId)
        .executeTakeFirstOrThrow();
      await sandboxCall(sandbox.url, '/control/pay', { method: 'POST', body: JSON.stringify({ reference }) });
      await untilDone(api, checkout.checkoutId);
      return paymentId;
    }

    async function refund(api: Api, paymentId: string): Promise<void> {
      const path = `/v1/payments/${paymentId}/refunds`;
      const { status, body } = await api.call<RefundView>('POST', path, { key: `refund-${paymentId}` });
      expect(status, JSON.stringify(body)).toBe(201);
      await until(
        () =>
          tilltalk.house.db.query
            .selectFrom('refund')
            .select('status')
            .where('paymentId', '=', paymentId)
            .executeTakeFirst(),
        (row) => row?.status === 'succeeded',
      );
    }

    /** Copies the database as it is now; returns how to put the copy in its place. */
    async function takeBackup(): Promise<() => Promise<void>> {
      if (databaseUrl !== undefined) return copyPostgres(databaseUrl);
      await copySqlite(file, backup);
      return async () => {
        await tilltalk.stop();
        for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
        await copySqlite(backup, file);
        tilltalk = await boot();
      };
    }

    /** A template must have no connections, so Tilltalk pauses for it. */
    async function copyPostgres(url: string): Promise<() => Promise<void>> {
      const copy = await createPostgresDatabase();
      dropped.push(copy.drop);
      const [name, copyName] = [new URL(url).pathname.slice(1), new URL(copy.url).pathname.slice(1)];
      await tilltalk.stop();
      const client = new pg.Client({ connectionString: inject('postgresUrl') });
      await client.connect();
      await client.query(`DROP DATABASE ${copyName}`);
      await client.query(`CREATE DATABASE ${copyName} TEMPLATE ${name}`);
      await client.end();
      tilltalk = await boot();
      return async () => {
        await tilltalk.stop();
        databaseUrl = copy.url;
        tilltalk = await boot();
      };
    }

    /** What the command prints, as JSON, and its exit code. */
    async function command(...args: string[]): Promise<{ code: number; report: Reconciled }> {
      const { house } = tilltalk;
      const lines: string[] = [];
      const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(house.clock.nowMs());
      const code = await reconcileCommand.run(['--gateway', 'sandbox', '--day', day, '--json', ...args], {
        ...house,
        stdin: (async function* () {})(),
        print: (line) => lines.push(line),
        printError: (line) => lines.push(line),
        openDatabase: async () => house.db,
        checkout: async () => house.checkout,
      });
      return { code, report: JSON.parse(lines.at(-1) ?? '') as Reconciled };
    }

    it('names all 23, gives access by proof, charges nobody, and knows the refunds again', async () => {
      const old = await learner('old');
      const [first, second] = [
        await buy(old, products[0] as TestProduct),
        await buy(old, products[1] as TestProduct),
      ];
      expect([first, second]).not.toContain('');
      const restore = await takeBackup();

      // Five learners, four of whom joined after the backup, buy four each.
      const names = ['old', 'new-1', 'new-2', 'new-3', 'new-4'];
      const bought: { name: string; paymentId: string }[] = [];
      for (const name of names) {
        const api = await learner(name);
        for (const product of products.slice(3, 3 + SALES_AFTER / names.length)) {
          bought.push({ name, paymentId: await buy(api, product) });
        }
      }
      const refunded = [bought[4], bought[9]] as typeof bought;
      await refund(await learner('old'), first);
      for (const { name, paymentId } of refunded) await refund(await learner(name), paymentId);
      const before = await book();
      expect(before.charges).toHaveLength(2 + SALES_AFTER);

      await restore();
      // One of them comes back before anybody has noticed, and is a stranger at first.
      expect(await (await learner('new-2')).entitlements()).toEqual([]);

      const named = await command();
      expect(named.code).toBe(1);
      expect(named.report).toMatchObject({ linesCount: 25, matched: 2, open: { missing_here: 23 } });
      const types = named.report.differences.map(({ type, proposal }) => `${type} ${proposal}`);
      expect(types.filter((type) => type === 'payment rebuild_payment')).toHaveLength(SALES_AFTER);
      expect(types.filter((type) => type === 'refund rebuild_refund')).toHaveLength(3);

      const repaired = await command('--repair');
      expect(repaired.report.differences.filter(({ status }) => status !== 'repaired')).toEqual([]);
      expect(repaired).toMatchObject({ code: 0, report: { openCount: 0, repairedCount: 23, matched: 25 } });
      const open = async (name: string) => (await (await learner(name)).entitlements()).length;
      expect(await Promise.all(names.map(open))).toEqual([1 + 4, 4 - 1, 4 - 1, 4, 4]);

      const after = await book();
      expect(after, 'nobody was charged or refunded').toEqual(before);
      expect((await reconcile(tilltalk.house.db, after)).differences).toEqual([]);
      expect(await command('--repair'), 'again changes nothing').toMatchObject({
        code: 0,
        report: { isNew: false, openCount: 0, matched: 25 },
      });
      expect(await book()).toEqual(before);
      const receipts = await until(
        () =>
          tilltalk.house.db.query
            .selectFrom('activity')
            .select('activityId')
            .where('activityId', 'like', 'act_receipt_%')
            .execute(),
        (rows) => rows.length === 2 + SALES_AFTER,
      );
      expect(receipts).toHaveLength(2 + SALES_AFTER);
    }, 60_000);
  },
);
