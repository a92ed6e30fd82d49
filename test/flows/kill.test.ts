import { beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../../scripts/build.mjs';
import { placesCount } from '../simulation/plan.ts';
import { runPowerCuts } from '../simulation/power-cuts.ts';
import { newSeed, withSeed } from '../simulation/random.ts';
import { runKills } from '../simulation/run-kills.ts';

beforeAll(ensureBuilt);

it('killed between any two commits of a purchase at any gateway, every order ends paid once with access and a receipt, or unpaid with no charge kept', async () => {
  await withSeed(newSeed(), async (seed) => {
    const report = await runKills({ kills: placesCount, seed });
    expect(report.problems).toEqual([]);
    expect(report.errors).toEqual([]);
    // How many were sold is the machine's speed; that some were is what makes the verdict one.
    expect(report.paidOrders + report.refundedOrders).toBeGreaterThan(0);
    // Each place was met with money in flight; which purchases stood in which window is chance, and is for the long run to show.
    expect(report.kills).toHaveLength(placesCount);
  });
}, 240_000);

it('of the database, its log and the journal copied at 20 acknowledgements, each copy opens whole with every acknowledged row', async () => {
  await withSeed(newSeed(), async (seed) => {
    const report = await runPowerCuts({ cuts: 20, seed });
    expect(report.lost).toEqual([]);
    expect(report.problems).toEqual([]);
    expect([...report.acknowledged.keys()]).toEqual(
      expect.arrayContaining(['checkout', 'payment', 'notification']),
    );
  });
}, 120_000);
