import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRouting, sandboxGateway } from '../../checkout/index.ts';
import { systemClock } from '../../kernel/clock.ts';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { runForText } from './command.testing.ts';
import { routingCommand } from './routing.ts';

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
const folder = mkdtempSync(join(tmpdir(), 'tilltalk-rules-'));
beforeAll(async () => {
  opened = await openTestSqlite();
});
afterAll(async () => {
  await opened.remove();
  rmSync(folder, { recursive: true });
});

const gateways = ['sandbox', 'sandbox_b'].map((name) =>
  sandboxGateway({
    name,
    baseUrl: 'http://x',
    apiKey: '',
    notificationSecrets: [],
    merchantId: 'm',
    timeoutMs: 1,
  }),
);

const run = (...args: string[]) =>
  runForText(routingCommand, args, {
    ...opened,
    clock: systemClock(() => 1_790_000_000_000),
    gateways: () => gateways,
  });

const fileOf = (content: unknown): string => {
  const file = join(folder, 'rules.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
};
const goesTo = async (...args: string[]) => (await run('explain', '--method', 'card', ...args)).out;

describe('tilltalk routing', () => {
  it('before anybody decided anything the default order holds', async () => {
    const { code, out } = await run('show');
    expect([code, out]).toEqual([0, expect.stringContaining('sandbox, sandbox_b (default order)')]);
    expect(await goesTo()).toContain('sandbox: default');
  });

  it('each change is a version of its own, and what held before can still be read', async () => {
    expect((await run('set-weight', 'card', 'sandbox', '30')).code).toBe(0);
    expect((await run('set-weight', 'card', 'sandbox_b', '70')).out).toContain('version    2');
    expect((await readRouting(opened)).config.weights).toEqual({ card: { sandbox: 30, sandbox_b: 70 } });
    const { out } = await run('show');
    expect(out).toContain('weights    card: sandbox 30 (30.0 %), sandbox_b 70 (70.0 %)');
    expect(out).toMatch(/history {4}1 .*command_line {2}weight of sandbox for card: 30/);
    expect(JSON.parse((await run('show', '--json')).out)).toMatchObject({ version: 2, versions: [{}, {}] });
    await run('set-weight', 'card', 'sandbox', 'none');
    await run('set-weight', 'card', 'sandbox_b', 'none');
    expect((await readRouting(opened)).config.weights).toEqual({});
  });

  it('rules come from a file, and one that is wrong changes nothing', async () => {
    const rules = [
      { name: 'dear', when: { currencies: ['CNY'], amountMinor: { from: 100_000 } }, use: ['sandbox_b'] },
    ];
    expect((await run('set-rules', fileOf({ rules }))).code).toBe(0);
    expect(await goesTo('--amount-minor', '100000')).toContain('sandbox_b: rule dear');
    expect(await goesTo('--amount-minor', '99999')).toContain('sandbox: default');
    const before = await readRouting(opened);
    const wrong = await run('set-rules', fileOf({ rules: [{ name: 'x', when: {}, use: [] }] }));
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('rules.0.use')]);
    expect((await run('set-rules', join(folder, 'none.json'))).code).toBe(1);
    expect(
      (await run('set-rules', fileOf({ rules: [{ name: 'x', when: {}, use: ['sandbx'] }] }))).err,
    ).toContain('There is no gateway sandbx');
    expect(await readRouting(opened)).toEqual(before);
  });

  it('a forced gateway comes first and can be taken back', async () => {
    await run('force', 'sandbox_b', '--method', 'card', '--minutes', '5');
    expect((await readRouting(opened)).config.forced).toEqual({
      card: { gateway: 'sandbox_b', untilMs: 1_790_000_300_000 },
    });
    expect(await goesTo()).toContain('sandbox_b: forced');
    await run('force', 'off', '--method', 'card');
    expect(await goesTo()).toContain('sandbox: default');
    const none = await run('force', 'sandbox', '--checkout', 'co_none');
    expect([none.code, none.err]).toEqual([1, 'There is no open checkout co_none.']);
  });

  it('says what no gateway can serve, and why', async () => {
    const { code, out, err } = await run('explain', '--method', 'card', '--surface', 'web', '--json');
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ choice: { gateway: 'sandbox' }, candidates: [{}, {}] });
    expect((await run('explain', 'att_none')).code).toBe(1);
  });

  it.each([
    [['explain']],
    [['explain', '--method', 'cash']],
    [['set-weight', 'card', 'sandbox']],
    [['set-weight', 'cash', 'sandbox', '1']],
    [['set-weight', 'card', 'sandbox', '1001']],
    [['set-rules']],
    [['force']],
    [['force', 'sandbox', '--minutes', '0']],
    [['sing']],
    [[]],
  ])('a call that is no call (%j) is said to be one', async (args) => {
    const { code, err } = await run(...args);
    expect([code, err]).toEqual([2, expect.stringContaining('See: tilltalk routing --help')]);
  });
});
