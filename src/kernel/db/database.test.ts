import { readFileSync } from 'node:fs';
import { CompiledQuery, sql } from 'kysely';
import { expect, it } from 'vitest';
import { limits } from '../limits.ts';
import { afterCommit } from './database.ts';
import { describeOnBothEngines, openTestPostgres, openTestSqlite } from './engines.testing.ts';
import { migrate } from './migrate.ts';

const setting = (key: string, value: string) => ({ key, value, updatedAtMs: 1 });

describeOnBothEngines('transactions', (database) => {
  const read = (key: string) =>
    database().query.selectFrom('key_value').select('value').where('key', '=', key).executeTakeFirst();

  it('keeps what a transaction wrote and shows it to readers afterwards', async () => {
    await database().transact((tx) => tx.insertInto('key_value').values(setting('kept', 'yes')).execute());
    expect(await read('kept')).toEqual({ value: 'yes' });
  });

  it('keeps nothing of a transaction that throws, and reports its error', async () => {
    const work = database().transact(async (tx) => {
      await tx.insertInto('key_value').values(setting('lost', 'yes')).execute();
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await read('lost')).toBeUndefined();
  });

  it('a failing transaction takes none of its neighbours with it', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) =>
        database().transact(async (tx) => {
          await tx
            .insertInto('key_value')
            .values(setting(`side-${index}`, 'v'))
            .execute();
          if (index % 3 === 0) throw new Error('odd one out');
        }),
      ),
    );
    const kept = await database()
      .query.selectFrom('key_value')
      .select('key')
      .where('key', 'like', 'side-%')
      .execute();
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(26);
    expect(kept.map((row) => row.key).sort()).toEqual(
      Array.from({ length: 40 }, (_, index) => index)
        .filter((index) => index % 3 !== 0)
        .map((index) => `side-${index}`)
        .sort(),
    );
  });

  it('counts right when many transactions add to one row at once', async () => {
    await database().transact((tx) => tx.insertInto('key_value').values(setting('counter', '0')).execute());
    await Promise.all(
      Array.from({ length: 50 }, () =>
        database().transact(async (tx) => {
          const row = await tx
            .selectFrom('key_value')
            .select('value')
            .where('key', '=', 'counter')
            .forUpdate()
            .executeTakeFirstOrThrow();
          await tx
            .updateTable('key_value')
            .set({ value: String(Number(row.value) + 1) })
            .where('key', '=', 'counter')
            .execute();
        }),
      ),
    );
    expect(await read('counter')).toEqual({ value: '50' });
  });

  it('calls what waits for the commit once, and not after a rollback', async () => {
    const called: string[] = [];
    await database().transact(async (tx) => afterCommit(tx, () => called.push('committed')));
    await database()
      .transact(async (tx) => {
        afterCommit(tx, () => called.push('rolled back'));
        throw new Error('no');
      })
      .catch(() => {});
    expect(called).toEqual(['committed']);
  });

  it('returns 64-bit integers as exact numbers', async () => {
    const row = { ...setting('big', ''), updatedAtMs: Number.MAX_SAFE_INTEGER };
    await database().query.insertInto('key_value').values(row).execute();
    const { rows } = await sql<{ total: number }>`
      SELECT CAST(SUM("updatedAtMs") AS BIGINT) AS total FROM "key_value" WHERE "key" = 'big'
    `.execute(database().query);
    expect(rows[0]?.total).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('applies no migration twice', async () => {
    expect(await migrate(database())).toEqual([]);
  });

  it('refuses to change or delete a ledger entry', async () => {
    await database().transact(async (tx) => {
      await tx
        .insertInto('ledger_transaction')
        .values({
          ledgerTransactionId: 'ltx_1',
          reference: 'r1',
          kind: 'test',
          merchantAccountId: 'm',
          livemode: 0,
          accountingDay: '2026-01-01',
          occurredAtMs: 1,
        })
        .execute();
      await tx
        .insertInto('ledger_entry')
        .values({
          ledgerTransactionId: 'ltx_1',
          entryNumber: 1,
          account: 'a',
          currency: 'CNY',
          amountMinor: 1,
          livemode: 0,
        })
        .execute();
    });
    await expect(
      database().query.updateTable('ledger_entry').set({ amountMinor: 2 }).execute(),
    ).rejects.toThrow(/immutable/);
    await expect(database().query.deleteFrom('ledger_entry').execute()).rejects.toThrow(
      /immutable|permanent/,
    );
  });
});

it('puts transactions that wait together into one durable commit', async () => {
  const { db, file, remove } = await openTestSqlite();
  const walBefore = readFileSync(`${file}-wal`).length;
  await Promise.all(
    Array.from({ length: 32 }, (_, index) =>
      db.transact((tx) =>
        tx
          .insertInto('key_value')
          .values(setting(`g${index}`, 'v'))
          .execute(),
      ),
    ),
  );
  const grouped = readFileSync(`${file}-wal`).length - walBefore;
  for (let index = 0; index < 32; index += 1) {
    await db.transact((tx) =>
      tx
        .insertInto('key_value')
        .values(setting(`s${index}`, 'v'))
        .execute(),
    );
  }
  const single = readFileSync(`${file}-wal`).length - walBefore - grouped;
  expect(grouped * 8).toBeLessThan(single);
  await remove();
});

it('rejects every member of a group whose commit fails, and works on afterwards', async () => {
  const { db, remove } = await openTestSqlite();
  const write = (key: string, deferred: boolean) =>
    db.transact(async (tx) => {
      await tx.insertInto('key_value').values(setting(key, 'v')).execute();
      // A deferred foreign key is checked at COMMIT: the only way to make COMMIT itself fail.
      if (deferred) {
        await tx.executeQuery(CompiledQuery.raw('PRAGMA defer_foreign_keys = ON'));
        await tx
          .insertInto('price')
          .values({
            priceId: 'p',
            productId: 'nobody',
            currency: 'CNY',
            amountMinor: 1,
            version: 1,
            validFromMs: 1,
            supersededAtMs: null,
            currentKey: null,
          })
          .execute();
      }
    });
  const outcomes = await Promise.allSettled([write('a', false), write('b', true), write('c', false)]);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected', 'rejected']);
  await write('d', false);
  const rows = await db.query.selectFrom('key_value').select('key').execute();
  expect(rows.map((row) => row.key)).toEqual(['d']);
  await remove();
});

it('reads on when a newer process changes a table under PostgreSQL, within a transaction and outside', async () => {
  const { db, remove } = await openTestPostgres();
  const readAll = () => db.query.selectFrom('key_value').selectAll().execute();
  const readInTransaction = () => db.transact((tx) => tx.selectFrom('key_value').selectAll().execute());
  await db.query.insertInto('key_value').values(setting('k', 'v')).execute();
  await readAll();
  await db.runScript('ALTER TABLE "key_value" ADD COLUMN "first" TEXT');
  expect(await readAll()).toEqual([{ ...setting('k', 'v'), first: null }]);
  await readInTransaction();
  await db.runScript('ALTER TABLE "key_value" ADD COLUMN "second" TEXT');
  expect(await readInTransaction()).toEqual([{ ...setting('k', 'v'), first: null, second: null }]);
  await remove();
});

it('asks PostgreSQL more different questions than a connection keeps prepared', async () => {
  const { db, remove } = await openTestPostgres();
  for (let number = 0; number < limits.statementsCachedMax + 20; number += 1) {
    const { rows } = await sql.raw<{ number: number }>(`SELECT ${number} AS number`).execute(db.query);
    expect(rows).toEqual([{ number }]);
  }
  await remove();
});
