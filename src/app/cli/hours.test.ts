import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { runCommand } from './command.testing.ts';
import { hoursCommand } from './hours.ts';

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
beforeAll(async () => {
  opened = await openTestSqlite();
});
afterAll(() => opened.remove());

/** Monday, 23 November 2026, 20:00 in Shanghai. */
const MONDAY_EVENING = Date.UTC(2026, 10, 23, 12);

async function run(args: readonly string[], input = '') {
  async function* stdin() {
    yield Buffer.from(input);
  }
  return runCommand(hoursCommand, args, {
    ...opened,
    clock: systemClock(() => MONDAY_EVENING),
    stdin: stdin(),
  });
}
const shown = async () => JSON.parse((await run(['show', '--json'])).out.join(''));

it('tilltalk hours sets the week, a holiday and promises, one version each, and says when people are back', async () => {
  expect(await shown()).toMatchObject({ version: 0, isOpen: true, opensAtMs: null });
  expect((await run(['week', 'all', 'closed'])).code).toBe(0);
  expect((await run(['week', 'mon-fri', '9:00-12:00,13:30-18:00'])).code).toBe(0);
  const holiday = await run(['day', '2026-11-24', 'closed', '--zh', '校庆', '--en', 'Founders’ day']);
  expect(holiday.out).toContain('now        closed, open again 2026-11-25 09:00');
  expect(holiday.out).toContain('2026-11-24 closed  校庆  Founders’ day');
  const promised = JSON.stringify({ wrapUpMs: 60_000, askCsat: false });
  expect((await run(['set', '-'], promised)).out[0]).toBe('Version 4 counts from now on.');
  expect((await run(['day', '2026-11-24', 'usual'])).code).toBe(0);
  const { version, settings, isOpen, opensAtMs } = await shown();
  expect({ version, isOpen, opensAtMs }).toEqual({
    version: 5,
    isOpen: false,
    opensAtMs: Date.UTC(2026, 10, 24, 1),
  });
  expect(settings).toMatchObject({ days: [], wrapUpMs: 60_000, askCsat: false });
  expect(settings.week).toHaveLength(7);
  expect(settings.week[6]).toEqual([]);
});

it.each([
  [['week', 'someday', '9:00-18:00'], 2],
  [['week', 'mon', '18:00-9:00'], 2],
  [['day', '2026-02-30', 'closed'], 2],
  [['zone'], 2],
  [['zone', 'Mars/Olympus'], 1],
  [['set', '-'], 1],
  [['open'], 2],
] as const)('tilltalk hours %j is refused with code %i and changes nothing', async (args, code) => {
  const { version } = await shown();
  const refused = await run(args, '{"offerMs": 1}');
  expect(refused.code).toBe(code);
  expect(refused.err.length).toBeGreaterThan(0);
  expect((await shown()).version).toBe(version);
});
