import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { postgresScenery, type Scenery, sqliteScenery } from './faults/databases.ts';
import { runHistories } from './faults/run-histories.ts';

/** A few of what `npm run test:faults` plays by the thousand, always the same: what is rare is looked for there. */
const SEED = 20261123;

describe.each([
  ['sqlite', 80, sqliteScenery],
  ['postgresql', 6, () => postgresScenery(inject('postgresUrl'))],
] as const)('random histories of clicks, messages, faults and crashes on %s', (_engine, runs, open) => {
  let scenery: Scenery;
  beforeAll(async () => {
    scenery = await open();
  });
  afterAll(() => scenery.close());

  it('charge nobody twice or for nothing, and come to rest', async () => {
    const { failure } = await runHistories(scenery, {
      seed: SEED,
      runs,
      path: undefined,
      shrink: false,
      say: () => {},
    });
    expect(failure).toBeNull();
  }, 240_000);
});

it('the planted bugs still fit the code they are planted into', () => {
  const patches = resolve('test/simulation/planted');
  const house = mkdtempSync(join(tmpdir(), 'tilltalk-planted-'));
  try {
    for (const part of ['src', 'prisma']) cpSync(part, join(house, part), { recursive: true });
    const names = readdirSync(patches).filter((name) => name.endsWith('.patch'));
    expect(names.length).toBeGreaterThanOrEqual(20);
    for (const name of names)
      execFileSync('git', ['apply', '--check', '-C1', join(patches, name)], { cwd: house, stdio: 'pipe' });
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
});
