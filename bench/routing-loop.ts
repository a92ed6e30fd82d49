import { runRoutingLoop, type SuccessOf } from '../test/simulation/routing-loop.ts';
import { type BenchOptions, type BenchResult, rounded } from './support/bench.ts';

const ORDERS = 3_000;
const SEED = 20_261_123;
const SHARE = 90;

/** Three gateways, each good at something: one on phones, one for dear things, one nowhere in particular. Simulated. */
const successOf: SuccessOf = (gateway, surface, amountMinor) => {
  if (gateway === 'model_a') return surface === 'mobile_web' ? 0.95 : 0.84;
  if (gateway === 'model_b') return amountMinor > 20_000 ? 0.94 : 0.84;
  return 0.85;
};

/**
 * Purchases through the real checkout in front of simulated gateways: evenly shared, then as measured success proposed
 * and was accepted. The run’s own check is that nobody was charged twice and at least two points were won.
 */
export async function benchRoutingLoop({ say, lines, engine }: BenchOptions): Promise<BenchResult> {
  const orders = lines ?? ORDERS;
  const { before, proposals, after } = await runRoutingLoop({
    ...{ seed: SEED, orders, share: SHARE, successOf },
    gateways: ['model_a', 'model_b', 'model_c'],
    surfaces: ['web', 'mobile_web'],
    amountsMinor: [3_900, 59_900],
  });
  for (const { name, fared, gain } of proposals)
    say(
      `  ${name}: ${fared[0]?.name}, +${(gain.value * 100).toFixed(1)} points (${(gain.low * 100).toFixed(1)} to ${(gain.high * 100).toFixed(1)})`,
    );
  const [shareBefore, shareAfter] = [before.paid / before.orders, after.paid / after.orders];
  const gainPoints = (shareAfter - shareBefore) * 100;
  const chargedTwice = before.chargedTwice + after.chargedTwice;
  return {
    name: 'routing-loop',
    metrics: {
      gainPoints: rounded(gainPoints),
      chargedTwice,
      successAfter: rounded(shareAfter),
      proposals: proposals.length,
    },
    reference: { successBefore: rounded(shareBefore) },
    ratio: { successAfterToBefore: rounded(shareAfter / shareBefore) },
    conditions: {
      ...{
        simulated: 'yes',
        ordersPerPhase: orders,
        pressedBefore: before.pressed,
        pressedAfter: after.pressed,
      },
      share: SHARE,
      seed: SEED,
      gateways: 3,
    },
    problems: [
      ...(chargedTwice === 0 ? [] : [`${chargedTwice} payments were charged twice`]),
      ...(gainPoints >= 2 ? [] : [`success grew by ${gainPoints.toFixed(1)} points only`]),
      ...(engine === 'sqlite' ? [] : ['this bench sells on SQLite only']),
    ],
  };
}
