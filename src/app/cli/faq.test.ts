import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { runForText } from './command.testing.ts';
import type { CliCommand } from './command.ts';
import { faqCommand } from './faq.ts';
import { nluCommand } from './nlu.ts';

const folder = mkdtempSync(join(tmpdir(), 'tilltalk-faq-'));
let opened: Awaited<ReturnType<typeof openTestSqlite>>;
beforeAll(async () => {
  opened = await openTestSqlite();
});
afterAll(async () => {
  await opened.remove();
  rmSync(folder, { recursive: true });
});

const run = (command: CliCommand, ...args: string[]) => runForText(command, args, opened);

describe('faq', () => {
  it('takes a file over, lists it, and says what nothing answered', async () => {
    const file = join(folder, 'answers.md');
    writeFileSync(file, '## gym\nzh: 有健身房吗\nen: is there a gym\n### zh\n有\n### en\nYes');
    expect((await run(faqCommand, 'import', file)).out).toBe('1 added, 0 changed, 0 as before, 0 withdrawn');
    expect((await run(faqCommand, 'import', file, '--only')).out).toContain('1 as before');
    expect((await run(faqCommand, 'list')).out).toMatch(/^gym +v1 +0\/0 helped +有健身房吗/);
    expect(JSON.parse((await run(faqCommand, 'list', '--json')).out)).toMatchObject([{ key: 'gym' }]);
    expect((await run(faqCommand, 'unanswered')).out).toBe('Everything was answered.');
  });

  it('takes nothing over from a file that is refused, and says why', async () => {
    const file = join(folder, 'wrong.md');
    writeFileSync(file, '## gym\nzh: 有\n### zh\n有');
    expect(await run(faqCommand, 'import', file)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/gym/),
    });
    expect(await run(faqCommand, 'import', join(folder, 'missing.md'))).toMatchObject({ code: 1 });
  });

  it.each([[['import']], [['list', '--limit', '3']], [['unanswered', '--limit', '0']], [['guess']]])(
    '%j is wrong usage',
    async (args) => {
      expect((await run(faqCommand, ...args)).code).toBe(2);
    },
  );
});

describe('nlu', () => {
  it('says how a message is understood', async () => {
    expect(JSON.parse((await run(nluCommand, 'read', '我要退款')).out)).toMatchObject({ intent: 'refund' });
  });

  it('trains from a folder of sayings and writes what serving accepts', async () => {
    const line = (text: string) => `${text} {subject}\n`.repeat(45);
    const sayings = `## buy\n${line('buy')}\n## refund\n${line('refund')}`;
    for (const name of ['zh.md', 'en.md']) writeFileSync(join(folder, name), sayings);
    writeFileSync(join(folder, 'subjects.md'), '## zh\n甲\n乙\n## en\none\ntwo\n');
    writeFileSync(join(folder, 'outside.md'), '## en\nwill it rain\n');
    const out = join(folder, 'model.bin');
    const trained = await run(nluCommand, 'train', '--examples', folder, '--out', out);
    expect(trained).toMatchObject({ code: 0, out: expect.stringContaining('2 wants') });
    expect(await run(nluCommand, 'train', '--examples', join(folder, 'none'))).toMatchObject({ code: 1 });
  });

  it.each([[['train', 'now']], [['train', '--seed', 'x']], [['read']], [[]]])(
    '%j is wrong usage',
    async (args) => {
      expect((await run(nluCommand, ...args)).code).toBe(2);
    },
  );
});
