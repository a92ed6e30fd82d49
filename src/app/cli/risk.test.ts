import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadModel } from '../../risk/index.ts';
import { runForText } from './command.testing.ts';
import { riskCommand } from './risk.ts';

const folder = mkdtempSync(join(tmpdir(), 'tilltalk-risk-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => runForText(riskCommand, args, {});

describe('risk train', () => {
  it('writes an artifact that serving loads, and calls its figures simulated', async () => {
    const out = join(folder, 'model.json');
    const result = await run('train', '--seed', '3', '--learners', '400', '--out', out);
    expect(result.code).toBe(0);
    expect(result.out).toContain('figures of the simulated test part');
    expect(result.out).toContain('400 simulated learners');
    expect(result.err).toMatch(/epoch 1: validation loss/);
    expect(result.out).toContain(loadModel(out).version);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({
      seed: 3,
      learners: 400,
      labels: 'simulated',
    });
  });

  it.each([
    [[], 'Say what to do'],
    [['guess'], 'There is no risk guess'],
    [['train', '--seed', 'x'], '--seed takes'],
    [['train', '--learners', '0'], '--learners takes'],
    [['train', '--depth', '3'], '--depth'],
    [['train', 'now'], 'now'],
  ])('%j is wrong usage and says why', async (args, message) => {
    const result = await run(...args);
    expect(result.code).toBe(2);
    expect(result.err).toContain(message);
  });

  it('fails without an artifact when there is too little to learn from, or nowhere to write', async () => {
    const few = await run('train', '--learners', '3', '--out', join(folder, 'few.json'));
    expect([few.code, few.err]).toEqual([1, expect.stringContaining('simulate more learners')]);
    expect((await run('train', '--learners', '400', '--out', join(folder, 'no', 'x.json'))).code).toBe(1);
  });
});

it('help is printed on demand', async () => {
  for (const args of [['--help'], ['train', '--help']])
    expect(await run(...args)).toMatchObject({ code: 0, out: riskCommand.help });
});
