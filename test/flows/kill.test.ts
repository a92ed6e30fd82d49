import { beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../../scripts/build.mjs';
import { newSeed } from '../simulation/random.ts';
import { killsPerWindow } from '../simulation/report.ts';
import { runKills } from '../simulation/run-kills.ts';

beforeAll(ensureBuilt);

it('killed 20 times in the middle of purchases, every order ends paid once with access and a receipt, or unpaid with no charge kept', async () => {
  const seed = newSeed();
  const report = await runKills({ kills: 20, seed }).catch((error: unknown) => {
    throw new Error(`the run with seed ${seed} broke off`, { cause: error });
  });
  const run = `seed ${seed}`;
  expect(report.problems, run).toEqual([]);
  expect(report.paidOrders, run).toBeGreaterThan(20);
  for (const [window, kills] of Object.entries(killsPerWindow(report.kills))) {
    expect(kills, `${run}: kills in the window ${window}`).toBeGreaterThanOrEqual(2);
  }
}, 240_000);
