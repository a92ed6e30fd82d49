import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findByExternalIds } from '../../checkout/index.ts';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { catalogCommand } from './catalog.ts';
import { runForText } from './command.testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'tilltalk-cli-'));
let opened: Awaited<ReturnType<typeof openTestSqlite>>;

beforeAll(async () => {
  opened = await openTestSqlite();
});
afterAll(async () => {
  await opened.remove();
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const run = (...args: string[]) => runWith('', args);

async function runWith(stdin: string, args: string[]) {
  async function* input() {
    yield Buffer.from(stdin);
  }
  return runForText(catalogCommand, args, { ...opened, stdin: input() });
}

const productOf = async (externalId: string) => (await findByExternalIds(opened.db.query, [externalId]))[0];

describe('catalog import', () => {
  it('takes a table whose columns have other names by flags alone', async () => {
    const table = file(
      'table.csv',
      'no,name of it,paid,fee,stars,seen\n1,Knots 4242424242424242,TRUE,20,★★,5\n2,Sails,FALSE,0,★★★,6\n3,,TRUE,20,★,7\n',
    );
    const result = await run(
      ...['import', table, '--source', 'club', '--currency', 'USD', '--kind', 'course', '--language', 'en'],
      ...['--map-field', 'id=no', '--map-field', 'title=name of it', '--map-field', 'isPaid=paid'],
      ...['--map-field', 'price=fee', '--map-field', 'level=stars', '--level-map', '★★★=beginner'],
    );
    expect(result.code).toBe(0);
    expect(result.out).toContain('imported       2');
    expect(result.out).toContain('title_missing: 1');
    expect(result.out).toContain('columns not used, with their rows: seen (3)');
    expect(result.err).toContain('line 4: title_missing');
    const [knots, sails] = [await productOf('club:1:en'), await productOf('club:2:en')];
    expect([knots?.prices[0]?.amountMinor, sails?.prices[0]?.amountMinor]).toEqual([2000, 0]);
    expect(knots?.product.title).toBe('Knots ••••4242');
    expect([knots?.product.level, sails?.product.level]).toEqual(['beginner', 'beginner']);
  });

  it('takes the same from a mapping file, flags winning, and reads standard input', async () => {
    const map = file('map.json', JSON.stringify({ fields: { title: 'n' }, currency: 'CNY', kind: 'ebook' }));
    const args = ['import', '-', '--format', 'jsonl', '--map', map, '--kind', 'column', '--source', 'in'];
    const result = await runWith('{"id":1,"n":"茶","language":"zh","price":"5"}\n', args);
    expect(result.code).toBe(0);
    expect(await productOf('in:1:zh')).toMatchObject({
      product: { title: '茶', kind: 'column' },
      prices: [{ amountMinor: 500, currency: 'CNY' }],
    });
  });

  it('ends with 1 when nothing could be imported, naming as many rows as asked for', async () => {
    const rows = file('none.jsonl', '{"id":1,"title":"A","kind":"course","language":"en"}\n'.repeat(5));
    const result = await run('import', rows, '--problems', '2');
    expect(result.code).toBe(1);
    expect(result.out).toContain('price_missing: 5');
    expect(result.err.split('\n')).toHaveLength(3);
    expect(result.err).toContain('and 3 more rows');
  });

  it('a dry run says so and writes nothing', async () => {
    const rows = file('dry.jsonl', '{"id":9,"title":"A","kind":"course","language":"en","price":1}\n');
    const result = await run('import', rows, '--currency', 'USD', '--dry-run');
    expect(result).toMatchObject({ code: 0 });
    expect(result.out).toContain('dry run, nothing was written');
    expect(await productOf('dry:9:en')).toBeUndefined();
  });

  it.each([
    [[], 'Say what to do'],
    [['export'], 'There is no catalog export'],
    [['import'], 'Name one file'],
    [['import', 'a', 'b'], 'Name one file'],
    [['import', 'a', '--unknown'], '--unknown'],
    [['import', 'a', '--currency', 'yuan'], 'currency'],
    [['import', 'a', '--kind', 'audio'], 'kind'],
    [['import', 'a', '--map-field', 'colour=c'], 'There is no field colour'],
    [['import', 'a', '--map-field', 'title'], 'NAME=VALUE'],
    [['import', 'a', '--map', '/nowhere.json'], 'cannot be read'],
    [['import', 'a', '--encoding', 'klingon'], 'no encoding klingon'],
    [['import', 'a', '--price-default', '-1'], 'price-default'],
    [['import', 'a', '--problems', 'all'], '--problems'],
    [['withdraw'], 'Name the products'],
  ])('%j is wrong usage and says why', async (args, message) => {
    const result = await run(...args);
    expect(result.code).toBe(2);
    expect(result.err).toContain(message);
  });

  it('a file that cannot be read fails without touching the database', async () => {
    expect(await run('import', join(folder, 'missing.csv'))).toMatchObject({ code: 1 });
    expect(await run('import', folder)).toMatchObject({ code: 1 });
  });
});

describe('catalog withdraw', () => {
  it('takes named products off sale and names those that do not exist', async () => {
    await runWith('{"id":"w","title":"A","kind":"course","language":"en","price":1}\n', [
      ...['import', '-', '--format', 'jsonl', '--currency', 'USD', '--source', 'shop'],
    ]);
    expect(await run('withdraw', 'shop:w:en')).toMatchObject({ code: 0, out: 'withdrawn  shop:w:en' });
    expect((await productOf('shop:w:en'))?.product.status).toBe('withdrawn');
    expect(await run('withdraw', 'shop:x:en')).toMatchObject({
      code: 1,
      err: 'There is no product shop:x:en.',
    });
  });
});

it('help is printed on demand', async () => {
  for (const args of [['--help'], ['import', '--help']]) {
    const result = await run(...args);
    expect(result.code).toBe(0);
    expect(result.out).toBe(catalogCommand.help);
  }
});

describe('catalog places', () => {
  it('limits how many can buy a product and lifts the limit, in the audit chain', async () => {
    const table = file('places.csv', 'id,title,price\ncamp,写作营,99\n');
    await run(
      'import',
      table,
      '--source',
      'club',
      '--currency',
      'CNY',
      '--kind',
      'course',
      '--language',
      'zh',
    );
    const limited = await run('places', 'club:camp:zh', '20');
    expect([limited.code, limited.out.trim()]).toEqual([0, 'club:camp:zh: 20 places, 0 held or sold']);
    expect((await productOf('club:camp:zh'))?.product.places).toBe(20);
    const again = file('places-2.csv', 'id,title,price\ncamp,写作营（第二期）,99\n');
    await run(
      'import',
      again,
      '--source',
      'club',
      '--currency',
      'CNY',
      '--kind',
      'course',
      '--language',
      'zh',
    );
    expect((await productOf('club:camp:zh'))?.product).toMatchObject({
      title: '写作营（第二期）',
      places: 20,
    });
    expect((await run('places', 'club:camp:zh', 'any')).out).toContain('any number of places');
    expect((await productOf('club:camp:zh'))?.product.places).toBeNull();
    const audited = await opened.db.query
      .selectFrom('audit_entry')
      .select('detail')
      .where('action', '=', 'product.places_set')
      .execute();
    expect(audited.map(({ detail }) => JSON.parse(detail).places)).toEqual([20, null]);
  });

  it.each([
    [['places'], 2],
    [['places', 'club:camp:zh', 'many'], 2],
    [['places', 'club:camp:zh', '-1'], 2],
    [['places', 'club:none:zh', '3'], 1],
  ])('%j is refused', async (args, code) => {
    expect((await run(...args)).code).toBe(code);
  });
});
