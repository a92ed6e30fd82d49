import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../identity/staff/sign-in.ts';
import { systemClock } from '../../kernel/clock.ts';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { newId, newSecret } from '../../kernel/id.ts';
import { createRateLimit } from '../../kernel/rate-limit.ts';
import { runForText } from './command.testing.ts';
import { userCommand } from './user.ts';

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
beforeAll(async () => {
  opened = await openTestSqlite();
});
afterAll(() => opened.remove());

const clock = systemClock();

async function run(args: string[], stdin: readonly string[] = []) {
  async function* input() {
    for (const chunk of stdin) yield Buffer.from(chunk);
  }
  return runForText(userCommand, args, { ...opened, clock, stdin: input() });
}

async function signsIn(login: string, password: string) {
  const deps = {
    db: opened.db,
    clock,
    newId,
    newSecret,
    publicUrl: 'http://127.0.0.1:3000',
    signInLimit: createRateLimit(clock, { perMinute: 100 }),
    addressLimit: createRateLimit(clock, { perMinute: 100 }),
    onSignedOut: async () => {},
  };
  return (await signIn(deps, { login, password, address: '192.0.2.1' })).caller;
}

describe('user add', () => {
  it('makes an account that can sign in with the password it printed', async () => {
    const { code, out } = await run(['add', '--login', 'Lin', '--role', 'agent', '--name', '林一']);
    expect(code).toBe(0);
    const [, password = ''] = /^password {2}(\S+)/m.exec(out) ?? [];
    expect(password).toMatch(/^(?:[0-9a-z]{5}-){3}[0-9a-z]{5}$/);
    expect(await signsIn('lin', password)).toMatchObject({
      login: 'lin',
      displayName: '林一',
      role: 'agent',
    });
  });

  it('takes the first line of standard input as password and never prints it', async () => {
    const args = ['add', '--login', 'mai', '--role', 'analyst', '--password-stdin'];
    const { code, out, err } = await run(args, ['correct ho', 'rse battery\nsecond line\n']);
    expect(code).toBe(0);
    expect(`${out}${err}`).not.toContain('correct');
    expect(await signsIn('mai', 'correct horse battery')).toMatchObject({
      displayName: 'mai',
      role: 'analyst',
    });
  });

  it('refuses a taken login and a short password, and says so', async () => {
    const taken = await run(['add', '--login', 'LIN', '--role', 'admin']);
    expect(taken).toMatchObject({ code: 1, out: '', err: 'The login lin is taken.' });
    const short = await run(['add', '--login', 'kim', '--role', 'admin', '--password-stdin'], ['short\n']);
    expect(short).toMatchObject({ code: 1, err: 'The password has fewer than 8 characters.' });
    await expect(signsIn('kim', 'short')).rejects.toThrow();
  });

  it.each([
    [['add', '--role', 'agent'], '--login is needed.'],
    [['add', '--login', 'a b', '--role', 'agent'], '--login must be 2 to 64'],
    [['add', '--login', 'kim', '--role', 'boss'], '--role must be one of agent, supervisor, analyst, admin.'],
    [['add', '--login', 'kim', '--role', 'agent', '--password', 'x'], "Unknown option '--password'"],
    [['remove'], 'There is no user remove.'],
    [[], 'Say what to do: user add, list'],
    [['disable'], 'Say whose account: its login.'],
    [['role', 'lin', 'boss'], 'Say which role: agent'],
  ])('%j is told what is wrong', async (args, sentence) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });

  it('lists accounts, keeps somebody out, lets them in with a new password and another role', async () => {
    await run(['add', '--login', 'noa', '--role', 'agent']);
    expect(await run(['disable', 'NOA'])).toMatchObject({ code: 0, out: 'disabled  noa' });
    expect((await run(['list'])).out).toMatch(/^noa +agent +disabled$/m);
    expect((await run(['enable', 'noa'])).code).toBe(0);
    expect((await run(['role', 'noa', 'analyst'])).out).toBe('changed   noa');
    const [, password = ''] = /^password {2}(\S+)/m.exec((await run(['reset', 'noa'])).out) ?? [];
    expect((await signsIn('noa', password)).role).toBe('analyst');
    expect((await run(['disable', 'nobody'])).err).toBe('There is no account nobody.');
    await run(['add', '--login', 'boss', '--role', 'admin']);
    expect((await run(['disable', 'boss'])).err).toContain('This is the last admin');
  });

  it('explains itself', async () => {
    expect((await run(['add', '--help'])).out).toContain('--password-stdin');
  });
});
