import { expect, it } from 'vitest';
import { describeOnBothEngines } from './engines.testing.ts';
import { insertRow, prepared, preparedByShape, updateRow } from './prepared.ts';

const find = prepared((db, { key, status }: { key: string; status: string }) =>
  db.selectFrom('key_value').selectAll().where('key', '=', key).where('value', '<>', status).limit(3),
);

interface Wanted {
  readonly keys: readonly string[];
  readonly value?: string | undefined;
}

const findSome = preparedByShape(
  ({ keys, value }: Wanted) => `${keys.length}:${value !== undefined}`,
  (db, { keys, value }) => {
    const some = db.selectFrom('key_value').select('key').where('key', 'in', keys).orderBy('key');
    return value === undefined ? some : some.where('value', '=', value);
  },
);

describeOnBothEngines('statements compiled once', (database) => {
  it('bring each call its own values, and keep what is always the same', async () => {
    await database().transact(async (tx) => {
      for (const key of ['a', 'b'])
        await insertRow(tx, 'key_value', { key, value: `v-${key}`, updatedAtMs: 7 });
    });
    expect(await find(database().query, { key: 'a', status: 'gone' })).toEqual([
      { key: 'a', value: 'v-a', updatedAtMs: 7 },
    ]);
    expect(await find(database().query, { key: 'b', status: 'gone' })).toHaveLength(1);
    expect(await find(database().query, { key: 'b', status: 'v-b' })).toEqual([]);
  });

  it('change the columns that are given, the key itself among them, and no others', async () => {
    await database().transact(async (tx) => {
      await insertRow(tx, 'key_value', { key: 'old', value: 'v', updatedAtMs: 1 });
      await updateRow(tx, 'key_value', { key: 'key', value: 'old', change: { key: 'new', updatedAtMs: 2 } });
      await updateRow(tx, 'key_value', {
        key: 'key',
        value: 'new',
        change: { value: 'w', updatedAtMs: undefined as never },
      });
    });
    expect(await find(database().query, { key: 'new', status: '' })).toEqual([
      { key: 'new', value: 'w', updatedAtMs: 2 },
    ]);
  });

  it('take values for values, whatever they say', async () => {
    const value = `'; DROP TABLE "key_value"; --`;
    await database().transact((tx) => insertRow(tx, 'key_value', { key: 'quote', value, updatedAtMs: 1 }));
    expect((await find(database().query, { key: 'quote', status: '' }))[0]?.value).toBe(value);
  });

  it('keep a shape for each length of a list and each value that may be left out', async () => {
    await database().transact(async (tx) => {
      for (const key of ['x', 'y', 'z'])
        await insertRow(tx, 'key_value', { key, value: key === 'z' ? 'late' : 'early', updatedAtMs: 1 });
    });
    const keysOf = async (wanted: Wanted): Promise<string[]> =>
      (await findSome(database().query, wanted)).map(({ key }) => key);
    expect(await keysOf({ keys: ['x', 'z'] })).toEqual(['x', 'z']);
    expect(await keysOf({ keys: ['y'] })).toEqual(['y']);
    expect(await keysOf({ keys: ['z', 'y', 'x'], value: 'early' })).toEqual(['x', 'y']);
    expect(await keysOf({ keys: ['y', 'z'] })).toEqual(['y', 'z']);
  });
});
