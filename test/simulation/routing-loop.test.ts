import { expect, it } from 'vitest';
import { runRoutingLoop } from './routing-loop.ts';

it('what success measured proposes, once accepted, pays more often, and nobody is charged twice', async () => {
  const { before, proposals, after } = await runRoutingLoop({
    seed: 7,
    orders: 120,
    gateways: ['model_a', 'model_b'],
    surfaces: ['web'],
    amountsMinor: [9_900],
    successOf: (gateway) => (gateway === 'model_b' ? 0.97 : 0.5),
    share: 90,
  });
  expect(proposals.map(({ fared }) => fared[0]?.name)).toEqual(['model_b']);
  expect(after.paid - before.paid).toBeGreaterThan(10);
  expect([before.chargedTwice, after.chargedTwice]).toEqual([0, 0]);
}, 120_000);
