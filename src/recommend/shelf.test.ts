import { afterAll, beforeAll, expect, it } from 'vitest';
import { importCatalog, setPlaces } from '../checkout/index.ts';
import { systemClock } from '../kernel/clock.ts';
import type { Database } from '../kernel/db/database.ts';
import { openTestSqlite } from '../kernel/db/engines.testing.ts';
import { newId } from '../kernel/id.ts';
import { silentLog } from '../kernel/log.ts';
import { createShelf } from './shelf.ts';

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
let nowMs = 1_700_000_000_000;
const clock = systemClock(() => nowMs);

beforeAll(async () => {
  opened = await openTestSqlite();
});
afterAll(() => opened.remove());

async function importTitles(...titles: string[]): Promise<void> {
  await importCatalog(
    { db: opened.db, clock, newId, livemode: false },
    {
      input: titles.map((title, id) => `${JSON.stringify({ id, title, price: '5' })}\n`),
      format: 'jsonl',
      fields: {},
      levels: {},
      source: 's',
      priceUnit: 'major',
      currency: 'USD',
      kind: 'course',
      language: 'en',
      dryRun: false,
    },
  );
}

/** A database that counts its reads and can be made to fail. */
function watched(): { db: Database; reads: () => number; fail: (failing: boolean) => void } {
  let reads = 0;
  let isFailing = false;
  const db: Database = {
    ...opened.db,
    get query() {
      reads += 1;
      if (isFailing) throw new Error('the database is away');
      return opened.db.query;
    },
  };
  return {
    db,
    reads: () => reads,
    fail: (failing) => {
      isFailing = failing;
    },
  };
}

it('looks for changes once a second at most, and takes them in', async () => {
  const { db, reads } = watched();
  const shelf = createShelf({ db, clock, log: silentLog(), livemode: false });
  await importTitles('alpha');
  expect((await shelf.view()).products).toHaveLength(1);
  const readsBefore = reads();
  await importTitles('alpha', 'beta');
  expect((await shelf.view()).products).toHaveLength(1);
  expect(reads()).toBe(readsBefore);

  nowMs += 1_000;
  const view = await shelf.view();
  expect(view.products).toHaveLength(2);
  expect(view.index.documentFrequency('beta')).toBe(1);
});

it('what the last place was taken of is full at the next look, and free again when it is given back', async () => {
  const { db } = watched();
  const shelf = createShelf({ db, clock, log: silentLog(), livemode: false });
  const [product] = (await shelf.view()).products;
  const productId = product?.productId ?? '';
  const isFull = async () => {
    nowMs += 1_000;
    const view = await shelf.view();
    return view.products[view.placeOf(productId) ?? -1]?.isFull;
  };
  await setPlaces({ db, clock, newId, livemode: false }, { productId, places: 1, actor: 'test' });
  expect(await isFull()).toBeUndefined();
  const stock = { stockKey: `${productId}:0`, productId, livemode: 0, taken: 1 };
  await db.query.insertInto('place_stock').values(stock).execute();
  expect(await isFull()).toBe(true);
  await db.query.updateTable('place_stock').set({ taken: 0 }).execute();
  expect(await isFull()).toBeUndefined();
});

it('callers that come together share one look', async () => {
  const { db, reads } = watched();
  const shelf = createShelf({ db, clock, log: silentLog(), livemode: false });
  await shelf.view();
  const alone = reads();
  const other = watched();
  const shared = createShelf({ db: other.db, clock, log: silentLog(), livemode: false });
  await Promise.all([shared.view(), shared.view(), shared.view()]);
  expect(other.reads()).toBe(alone);
});

it('a database that is away leaves the catalogue in memory as it was', async () => {
  const { db, fail } = watched();
  const shelf = createShelf({ db, clock, log: silentLog(), livemode: false });
  const before = await shelf.view();
  fail(true);
  nowMs += 1_000;
  expect(await shelf.view()).toBe(before);
  fail(false);
  nowMs += 1_000;
  expect((await shelf.view()).products).toHaveLength(before.products.length);
});

it('a first look that fails is an error and the next one tries again', async () => {
  const { db, fail } = watched();
  const shelf = createShelf({ db, clock, log: silentLog(), livemode: false });
  fail(true);
  await expect(shelf.view()).rejects.toThrow('away');
  fail(false);
  expect((await shelf.view()).products.length).toBeGreaterThan(0);
});
