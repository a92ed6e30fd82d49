import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendAudit } from '../../kernel/audit/append-audit.ts';
import { checkpointKeyOf } from '../../kernel/audit/checkpoint-key.ts';
import { signCheckpoint } from '../../kernel/audit/sign-checkpoint.ts';
import { systemClock } from '../../kernel/clock.ts';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { silentLog } from '../../kernel/log.ts';
import { auditCommand } from './audit.ts';
import { runForText } from './command.testing.ts';

const houseKey = { kid: 'k1', secret: 'a secret of this test alone' };
const checkpointKey = checkpointKeyOf(houseKey);
const clock = systemClock();

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
beforeAll(async () => {
  opened = await openTestSqlite();
  for (const subjectId of ['stf_1', 'stf_2', 'stf_3']) {
    await opened.db.transact((tx) =>
      appendAudit({ clock }, tx, { action: 'staff.signed_in', actor: `staff:${subjectId}`, subjectId }),
    );
  }
  await signCheckpoint({ db: opened.db, clock, log: silentLog(), checkpointKey });
});
afterAll(() => opened.remove());

const run = (...args: string[]) =>
  runForText(auditCommand, args, {
    ...opened,
    clock,
    outside: () => ({ HOUSE_SECRETS: [houseKey], WEBHOOK_ALLOWED_HOSTS: [] }),
  });

describe('audit', () => {
  it('says that the chain is intact, and proves it with a key from elsewhere', async () => {
    expect(await run('verify')).toMatchObject({
      code: 0,
      out: expect.stringContaining('intact: 3 entries, 1 signed checkpoints'),
    });
    const { out: key } = await run('public-key');
    expect(key).toBe(checkpointKey.publicKey);
    expect((await run('verify', '--public-key', key)).code).toBe(0);
  });

  it('does not trust a checkpoint of a key that is not trusted', async () => {
    const stranger = checkpointKeyOf({ kid: 'k2', secret: 'another secret' }).publicKey;
    expect(await run('verify', '--public-key', stranger)).toMatchObject({
      code: 1,
      err: 'Entry 3 has a checkpoint that no trusted key signed.',
    });
  });

  it('lists the newest entries first, by action, actor, subject and page', async () => {
    const { out } = await run('list', '--json', '--before', '3');
    const { entries } = JSON.parse(out) as { entries: { subjectId: string }[] };
    expect(entries.map(({ subjectId }) => subjectId)).toEqual(['stf_2', 'stf_1']);
    expect((await run('list', '--actor', 'staff:stf_3')).out).toMatch(/^3 {2}.*staff\.signed_in/);
    expect((await run('list', '--subject', 'nobody')).out).toBe('');
  });

  it('names the entry that was altered and exits with 1', async () => {
    await opened.db.runScript(
      `DROP TRIGGER "audit_entry_immutable"; UPDATE "audit_entry" SET "actor" = 'system' WHERE "sequence" = 2;`,
    );
    expect(await run('verify')).toMatchObject({ code: 1, err: 'Entry 2 was altered.' });
    expect(JSON.parse((await run('verify', '--json')).out)).toEqual({
      isIntact: false,
      fault: 'altered',
      sequence: 2,
    });
  });

  it.each([
    [['verify', '--public-key', 'abc'], '--public-key must be 43 characters'],
    [['list', '--limit', '0'], '--limit must be at least 1.'],
    [['repair'], 'There is no audit repair: verify, list, public-key.'],
  ])('%j is told what is wrong', async (args, sentence) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });
});
