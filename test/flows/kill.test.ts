import { beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../../scripts/build.mjs';
import { newSeed, withSeed } from '../simulation/random.ts';
import { killsPerWindow } from '../simulation/report.ts';
import { runKills } from '../simulation/run-kills.ts';

beforeAll(ensureBuilt);

it('killed 20 times in the middle of purchases, every order ends paid once with access and a receipt, or unpaid with no charge kept', async () => {
  await withSeed(newSeed(), async (seed) => {
    const report = await runKills({ kills: 20, seed });
    expect(report.problems).toEqual([]);
    expect(report.errors).toEqual([]);
    expect(report.paidOrders).toBeGreaterThan(20);
    for (const [window, kills] of Object.entries(killsPerWindow(report.kills))) {
      expect(kills, `kills in the window ${window}`).toBeGreaterThanOrEqual(2);
    }
  });
}, 240_000);
