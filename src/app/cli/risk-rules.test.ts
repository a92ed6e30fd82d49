import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { runForText } from './command.testing.ts';
import { riskCommand } from './risk.ts';

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
const folder = mkdtempSync(join(tmpdir(), 'tilltalk-risk-rules-'));
beforeAll(async () => {
  opened = await openTestSqlite();
});
afterAll(async () => {
  await opened.remove();
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => runForText(riskCommand, args, opened);

const fileOf = (name: string, rule: object) => {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(rule));
  return file;
};
const rule = {
  name: 'many_products',
  expression: 'products_24h >= 5',
  action: 'challenge',
  priority: 30,
  analystText: '{products_24h} products within 24 hours.',
  learner: { zh: '请多验证一步。', en: 'One more check, please.' },
};

describe('risk rules', () => {
  it('saves a draft, tries it in shadow, and only asks for live: somebody else decides that', async () => {
    expect(await run('rules', 'save', fileOf('rule.json', rule))).toMatchObject({ code: 0 });
    const early = await run('rules', 'promote', 'many_products', '--to', 'live');
    expect([early.code, early.err]).toEqual([1, expect.stringContaining('cannot be moved')]);
    expect((await run('rules', 'promote', 'many_products', '--to', 'shadow')).out).toContain('shadow');
    const asked = await run(
      'rules',
      'promote',
      'many_products',
      '--to',
      'live',
      '--note',
      'two weeks in shadow',
    );
    expect([asked.code, asked.out]).toEqual([0, expect.stringContaining('a second person decides')]);
    const list = await run('rules', 'list');
    expect(list.out).toMatch(/^live +100 block +card_testing v1: failures_10m >= 4$/m);
    expect(list.out).toMatch(/^shadow +30 challenge many_products v1/m);
    expect(list.out).toMatch(/^wish +many_products v1 to be live/m);
  });

  it('refuses what does not type-check with the place of the mistake, and saves nothing', async () => {
    const wrong = await run(
      'rules',
      'save',
      fileOf('wrong.json', { ...rule, name: 'wrong', expression: 'nope > 1' }),
    );
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('Unknown variable: nope')]);
    const half = await run('rules', 'save', fileOf('half.json', { name: 'half' }));
    expect([half.code, half.err]).toEqual([1, expect.stringContaining('expression')]);
    expect((await run('rules', 'list', '--json')).out).not.toContain('"wrong"');
  });

  it('silences a rule for a key until a date, of which only a hint is told', async () => {
    const until = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
    const words = ['--kind', 'ip', '--key', '203.0.113.77', '--until', until, '--note', 'a school'];
    expect((await run('rules', 'snooze', 'card_testing', ...words)).code).toBe(0);
    const list = await run('rules', 'list');
    expect(list.out).toContain('snooze  card_testing for ip 203.…');
    expect((await run('rules', 'snooze', 'card_testing', '--kind', 'nose')).code).toBe(2);
    expect((await run('rules', 'forget')).code).toBe(2);
  });
});

describe('risk models', () => {
  it('lists what serves and what is refused, plans a shadow at once, and only asks for a challenger', async () => {
    const shipped = JSON.parse(readFileSync('demo/risk-model.json', 'utf8')) as { version: string };
    writeFileSync(join(folder, 'changed.json'), JSON.stringify({ ...shipped, seed: 1 }));
    const outside = () => ({ HOUSE_SECRETS: [], WEBHOOK_ALLOWED_HOSTS: [], RISK_MODELS: folder });
    const models = (...args: string[]) => runForText(riskCommand, args, { ...opened, outside });
    const { out } = await models('models', 'list');
    expect(out).toContain(`champion   ${shipped.version}`);
    expect(out).toMatch(/refused {4}.*changed\.json/);
    expect((await models('models', 'plan', shipped.version, '--as', 'shadow')).err).toContain('--days');
    const { version } = shipped;
    const asked = await models(
      'models',
      'plan',
      version,
      '--as',
      'challenger',
      '--share',
      '10',
      '--days',
      '7',
    );
    expect([asked.code, asked.out]).toEqual([0, expect.stringContaining('a second person decides')]);
    const shadow = await models('models', 'plan', version, '--as', 'shadow', '--days', '7');
    const planId = /rmp_\w+/.exec(shadow.out)?.[0] ?? '';
    expect(await models('models', 'end', planId)).toMatchObject({ code: 0 });
    expect((await models('models', 'end', planId)).code).toBe(1);
    const compared = await models('compare', '--other', 'none', '--from', '2026-01-01');
    expect([compared.code, compared.out]).toEqual([0, expect.stringContaining('too little is known yet')]);
  });
});
