import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import pg from 'pg';
import { registerMerchant } from '../../../src/checkout/merchant.ts';
import { createCoupon } from '../../../src/checkout/offer/create-coupon.ts';
import type { GivenTerms } from '../../../src/checkout/offer/terms.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import type { Database } from '../../../src/kernel/db/database.ts';
import { migrate } from '../../../src/kernel/db/migrate.ts';
import { openPostgres } from '../../../src/kernel/db/postgres.ts';
import { openSqlite } from '../../../src/kernel/db/sqlite.ts';
import { newId } from '../../../src/kernel/id.ts';
import { addLearners } from '../../support/learners.ts';
import { addProduct, type TestProduct } from '../../support/products.ts';
import { noteTransitions } from './coverage.ts';

/** A database in which one history happens. */
export interface Scene {
  readonly db: Database;
  readonly learnerIds: readonly string[];
  /** Codes: a fifth off, for two uses; a fixed amount off, once; everything off, once. */
  readonly coupons: readonly string[];
  readonly products: readonly TestProduct[];
  /** Whether the attempt of that number is committed, asked past everything that is open. */
  hasAttempt(gatewayReference: string): Promise<boolean>;
  remove(): Promise<void>;
}

export interface Scenery {
  open(): Promise<Scene>;
  close(): Promise<void>;
}

/** Memory where there is some: what is tried here is not the disk. */
const folderOf = (): string =>
  mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tilltalk-faults-'));

type Furniture = Pick<Scene, 'learnerIds' | 'coupons' | 'products'>;

async function furnish(db: Database): Promise<Furniture> {
  await migrate(db);
  await noteTransitions(db);
  const merchant = {
    merchantAccountId: 'ma_demo',
    legalName: 'Model',
    country: 'CN',
    timeZone: 'Asia/Shanghai',
    taxRatePpm: 60_000,
  };
  await registerMerchant({ db, clock: systemClock(), merchant, livemode: false });
  const learnerIds = (await addLearners(db, 2)).map(({ learnerId }) => learnerId);
  const products = [
    await addProduct(db, { amountMinor: 9_901 }),
    await addProduct(db, { amountMinor: 3_333 }),
  ];
  // The second is a class with one place, for two learners.
  const limited = db.query.updateTable('product').set({ places: 1 });
  await limited.where('productId', '=', products[1]?.productId ?? '').execute();
  return { learnerIds, coupons: await addCoupons(db), products };
}

async function addCoupons(db: Database): Promise<string[]> {
  const deps = { db, clock: systemClock(), newId, livemode: false };
  const terms: readonly GivenTerms[] = [
    { percentOff: 20, stock: 2, perLearnerLimit: 2 },
    { amountsOff: { CNY: 1_500 }, stock: 1 },
    { percentOff: 100, stock: 1 },
  ];
  const codes: string[] = [];
  for (const [place, each] of terms.entries()) {
    const command = { code: `MODEL-${place}`, terms: each, merchantAccountId: 'ma_demo', createdBy: 'cli' };
    codes.push((await createCoupon(deps, command)).code);
  }
  return codes;
}

/** Each scene is a copy of one furnished file. */
export async function sqliteScenery(): Promise<Scenery> {
  const folder = folderOf();
  const template = join(folder, 'template.sqlite');
  const db = openSqlite(template);
  const furniture = await furnish(db);
  await db.close();
  let scenes = 0;
  return {
    open: async () => {
      scenes += 1;
      const file = join(folder, `${scenes}.sqlite`);
      copyFileSync(template, file);
      const scene = openSqlite(file);
      const witness = new BetterSqlite(file, { readonly: true });
      const find = witness.prepare('SELECT 1 FROM payment_attempt WHERE "gatewayReference" = ?');
      return {
        db: scene,
        ...furniture,
        hasAttempt: async (reference) => find.get(reference) !== undefined,
        remove: async () => {
          witness.close();
          await scene.close();
          for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
        },
      };
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Each scene is a copy of one furnished database on a server. */
export async function postgresScenery(serverUrl: string): Promise<Scenery> {
  const server = new pg.Pool({ connectionString: serverUrl, max: 2 });
  const urlOf = (name: string): string => Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  const run = `faults_${randomBytes(4).toString('hex')}`;
  await server.query(`CREATE DATABASE ${run}`);
  const template = openPostgres(urlOf(run));
  const furniture = await furnish(template);
  await template.close();
  let scenes = 0;
  return {
    open: async () => {
      scenes += 1;
      const name = `${run}_${scenes}`;
      await server.query(`CREATE DATABASE ${name} TEMPLATE ${run}`);
      const db = openPostgres(urlOf(name));
      const witness = new pg.Client({ connectionString: urlOf(name) });
      await witness.connect();
      return {
        db,
        ...furniture,
        hasAttempt: async (reference) => {
          const { rowCount } = await witness.query(FIND_ATTEMPT, [reference]);
          return rowCount === 1;
        },
        remove: async () => {
          await witness.end();
          await db.close();
          await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        },
      };
    },
    close: async () => {
      await server.query(`DROP DATABASE IF EXISTS ${run} WITH (FORCE)`);
      await server.end();
    },
  };
}

const FIND_ATTEMPT = 'SELECT 1 FROM payment_attempt WHERE "gatewayReference" = $1';
