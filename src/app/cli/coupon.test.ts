import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { runCommand } from './command.testing.ts';
import { couponCommand } from './coupon.ts';

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
beforeAll(async () => {
  opened = await openTestSqlite();
});
afterAll(() => opened.remove());

const run = (...args: string[]) => runCommand(couponCommand, args, opened);
const list = async () => (await run('list', '--json')).out.map((line) => JSON.parse(line));

describe('tilltalk coupon', () => {
  it('adds nothing before anybody sells here', async () => {
    expect(await run('add', 'EARLY', '--percent', '10')).toMatchObject({
      code: 1,
      err: ['Start Tilltalk once: nobody sells here yet.'],
    });
    await opened.db.query
      .insertInto('merchant_account')
      .values({
        merchantAccountId: 'ma_1',
        legalName: 'Gleam',
        country: 'CN',
        timeZone: 'Asia/Shanghai',
        livemode: 0,
        createdAtMs: 1,
      })
      .execute();
  });

  it('adds a coupon with all its terms, which the list shows', async () => {
    const added = await run(
      ...[
        'add',
        'Spring-20',
        '--off',
        'CNY:20,USD:3.5,JPY:400',
        '--min',
        'CNY:99',
        '--kinds',
        'course,ebook',
      ],
      ...['--first-purchase', '--per-learner', '2', '--stock', '100', '--note', '春季 4242 4242 4242 4242'],
      ...['--from', '2026-12-01T00:00:00+08:00', '--until', '2027-01-01T00:00:00+08:00'],
    );
    expect(added).toMatchObject({ code: 0, err: [] });
    expect(added.out[0]).toContain('SPRING-20');
    expect(await list()).toMatchObject([
      {
        code: 'SPRING-20',
        kind: 'amount',
        amountsOff: { CNY: 2000, USD: 350, JPY: 400 },
        minimums: { CNY: 9900 },
        productKinds: ['course', 'ebook'],
        firstPurchaseOnly: true,
        perLearnerLimit: 2,
        stock: 100,
        taken: 0,
        startsAtMs: Date.parse('2026-12-01T00:00:00+08:00'),
        endsAtMs: Date.parse('2027-01-01T00:00:00+08:00'),
        status: 'active',
        note: '春季 ••••4242',
        createdBy: 'cli',
        merchantAccountId: 'ma_1',
      },
    ]);
  });

  it('refuses a code that there is, however it is written', async () => {
    const again = await run('add', 'spring20', '--percent', '10');
    expect(again).toMatchObject({ code: 1, err: ['That code exists already. Please choose another.'] });
  });

  it('generates codes of one use each, one a line', async () => {
    const { code, out } = await run('generate', '--count', '250', '--prefix', 'vip', '--percent', '15');
    expect(code).toBe(0);
    expect(new Set(out).size).toBe(250);
    expect(out.every((line) => /^VIP(-[0-9A-Z]{4}){3}$/.test(line))).toBe(true);
    const stocks = (await list())
      .filter((coupon) => coupon.code.startsWith('VIP-'))
      .map(({ stock }) => stock);
    expect(stocks).toEqual(Array(250).fill(1));
  });

  it('disables one, and says when there is none', async () => {
    expect(await run('disable', 'spring 20')).toMatchObject({ code: 0 });
    expect((await list()).find(({ code }) => code === 'SPRING-20')).toMatchObject({ status: 'disabled' });
    expect(await run('disable', 'NOPE')).toMatchObject({ code: 1, err: ['There is no coupon NOPE.'] });
  });

  it.each([
    [['add', 'X-1']],
    [['add', 'BOTH', '--percent', '10', '--off', 'CNY:1']],
    [['add', '-', '--percent', '10']],
    [['add', 'TOO-MUCH', '--percent', '101']],
    [['add', 'BACKWARDS', '--percent', '10', '--from', '2027-01-02', '--until', '2027-01-01']],
    [['generate', '--count', '1', '--prefix', 'A-VERY-LONG-PREFIX-INDEED', '--percent', '10']],
  ])('says what is wrong with terms that make no coupon: %s', async (args) => {
    const { code, err } = await run(...args);
    expect(code).toBe(1);
    expect(err[0]?.length).toBeGreaterThan(10);
  });

  it.each([
    [[]],
    [['sell']],
    [['add']],
    [['add', 'TWO', 'WORDS', '--percent', '10']],
    [['add', 'CENTS', '--off', 'CNY:1.005']],
    [['add', 'KINDS', '--kinds', 'song', '--percent', '1']],
    [['add', 'WHEN', '--until', 'soon', '--percent', '1']],
    [['add', 'HOW', '--percent', 'ten']],
    [['generate', '--percent', '10']],
    [['list', 'all']],
    [['add', 'WHAT', '--unheard-of']],
  ])('exits 2 and points to the help when it is not called properly: %s', async (args) => {
    const { code, err } = await run(...args);
    expect([code, err.at(-1)]).toEqual([2, 'See: tilltalk coupon --help']);
  });
});
