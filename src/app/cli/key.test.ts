import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVerifyApiKey } from '../../identity/index.ts';
import { systemClock } from '../../kernel/clock.ts';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { newId } from '../../kernel/id.ts';
import { runForText } from './command.testing.ts';
import { keyCommand } from './key.ts';

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
beforeAll(async () => {
  opened = await openTestSqlite();
});
afterAll(() => opened.remove());

const clock = systemClock();

const run = (...args: string[]) => runForText(keyCommand, args, { ...opened, clock });

const verify = (text: string) =>
  createVerifyApiKey({ db: opened.db, clock, newId, livemode: false })(text, 'usage:write');

async function create() {
  const { code, out } = await run('create', '--name', 'shop', '--scope', 'usage:write,orders:read');
  expect(code).toBe(0);
  const [, keyId = ''] = /^created +(key_\S+)/m.exec(out) ?? [];
  const [, text = ''] = /^key +(tk_test_\S+)/m.exec(out) ?? [];
  return { keyId, text };
}

describe('key', () => {
  it('makes a key that works, lists it without its secret, and ends it', async () => {
    const { keyId, text } = await create();
    expect((await verify(text)).scopes).toEqual(['orders:read', 'usage:write']);
    const { out } = await run('list');
    expect(out).toContain(keyId);
    expect(out).not.toContain(text);
    const { keys } = JSON.parse((await run('list', '--json')).out) as { keys: { keyId: string }[] };
    expect(keys[0]).toMatchObject({ keyId, name: 'shop', livemode: false });
    expect((await run('revoke', keyId)).code).toBe(0);
    await expect(verify(text)).rejects.toThrow();
    expect((await run('list')).out).toContain('revoked');
  });

  it('makes the next key and leaves the old one its overlap', async () => {
    const old = await create();
    const { out } = await run('rotate', old.keyId, '--overlap-hours', '1');
    const [, text = ''] = /^key +(tk_test_\S+)/m.exec(out) ?? [];
    await Promise.all([verify(old.text), verify(text)]);
    expect((await run('list')).out).toContain('live until');
  });

  it('says that a key is not there', async () => {
    for (const action of ['revoke', 'rotate']) {
      expect(await run(action, 'key_none')).toMatchObject({
        code: 1,
        err: 'There is no live key key_none in test mode.',
      });
    }
  });

  it.each([
    [['create', '--scope', 'usage:write'], '--name is needed.'],
    [['create', '--name', 'a', '--scope', 'everything'], '--scope must be of orders:read'],
    [
      ['create', '--name', 'a', '--scope', 'usage:write', '--expires-days', 'x'],
      '--expires-days must be a whole',
    ],
    [['rotate'], 'Say which: key rotate KEY_ID.'],
    [['drop'], 'There is no key drop: create, list, rotate, revoke.'],
    [[], 'Say what to do: create'],
  ])('%j is told what is wrong', async (args, sentence) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });

  it('explains itself', async () => {
    expect((await run('create', '--help')).out).toContain('--expires-days');
  });
});
