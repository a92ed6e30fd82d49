import fc from 'fast-check';
import type { CheckoutJobName } from '../../../src/checkout/index.ts';
import { type Batch, crashPoints, deliveries, type History, type Step } from './history.ts';
import { type Plot, paidFor, plots } from './plots.ts';

const small = fc.nat(2);
const kindOf = <Kind extends Step['kind']>(...kinds: Kind[]) => fc.constantFrom(...kinds);

/** A retry, a minute, the end of an offer, a day. */
const WAITS_MS = [5_000, 5_000, 60_000, 60_000, 60_000, 60_000, 60_000, 16 * 60_000, 86_400_000] as const;

const JOBS: readonly CheckoutJobName[] = [
  'checkout.apply_gateway_events',
  'checkout.apply_gateway_events',
  'checkout.check_attempts',
  'checkout.check_attempts',
  'checkout.execute_refunds',
  'checkout.execute_refunds',
  'checkout.check_disputes',
  'checkout.expire_sessions',
  'checkout.expire_wallet',
  'checkout.return_coupons',
  'checkout.return_places',
];

interface Likely {
  /** How likely it is while a purchase is made. */
  readonly early: number;
  /** And once money was taken. */
  readonly late: number;
  readonly step: fc.Arbitrary<Step>;
}

const byPeople: readonly Likely[] = [
  {
    early: 2,
    late: 1,
    step: fc.record({ kind: kindOf('start'), product: small, learner: fc.constantFrom(0, 0, 1) }),
  },
  { early: 1, late: 0.5, step: fc.record({ kind: kindOf('top_up'), pack: fc.nat(1) }) },
  {
    early: 2,
    late: 1,
    step: fc.record({ kind: kindOf('coupon'), checkout: small, coupon: fc.constantFrom(0, 0, 1, 1, 2) }),
  },
  { early: 0.5, late: 0.5, step: fc.record({ kind: kindOf('no_coupon'), checkout: small }) },
  {
    early: 7,
    late: 3,
    step: fc.record({
      kind: kindOf('press'),
      checkout: small,
      method: fc.constantFrom(0, 0, 0, 1, 2),
      wallet: fc.constantFrom(0, 0, 0, 0, 3, 7, 10),
      sameKey: fc.boolean(),
    }),
  },
  { early: 1, late: 1, step: fc.record({ kind: kindOf('cancel', 'look'), checkout: small }) },
  {
    early: 1,
    late: 5,
    step: fc.record({ kind: kindOf('refund'), checkout: fc.constantFrom(0, 0, 1), sameKey: fc.boolean() }),
  },
  {
    early: 1,
    late: 6,
    step: fc.record({
      kind: kindOf('part_refund'),
      checkout: fc.constantFrom(0, 0, 1),
      share: fc.integer({ min: 0, max: 11 }),
    }),
  },
  {
    early: 0,
    late: 2,
    step: fc.record({
      kind: kindOf('resolve'),
      refund: fc.nat(1),
      outcome: fc.constantFrom('returned', 'abandoned'),
    }),
  },
  {
    early: 1,
    late: 1,
    step: fc.record({ kind: kindOf('capture'), checkout: small, share: fc.constantFrom(10, 10, 9, 6, 1) }),
  },
  { early: 1, late: 1, step: fc.record({ kind: kindOf('void'), checkout: small }) },
  { early: 0.2, late: 0.2, step: fc.record({ kind: kindOf('reprice'), product: fc.nat(1) }) },
];

const byTheWorld: readonly Likely[] = [
  {
    early: 8,
    late: 3,
    step: fc.record({
      kind: kindOf<'payer_pays' | 'payer_fails'>('payer_pays', 'payer_pays', 'payer_pays', 'payer_fails'),
      charge: fc.nat(4),
    }),
  },
  { early: 0.5, late: 1, step: fc.record({ kind: kindOf('pays_all_the_same'), charge: small }) },
  {
    early: 0.5,
    late: 0.5,
    step: fc.record({
      kind: kindOf('gateway_ends'),
      charge: small,
      as: fc.constantFrom('closed', 'failed'),
    }),
  },
  {
    early: 0,
    late: 4,
    step: fc.record({
      kind: kindOf('dispute'),
      charge: small,
      status: fc.constantFrom('opened', 'opened', 'won', 'lost'),
    }),
  },
  {
    early: 6,
    late: 8,
    step: fc.record({
      kind: kindOf('deliver'),
      notification: fc.nat(6),
      how: fc.constantFrom(...deliveries.filter((how) => how !== 'nonsense')),
    }),
  },
  // Each is tried twelve times before it is given up, which takes its time.
  {
    early: 0.1,
    late: 0.2,
    step: fc.record({ kind: kindOf('deliver'), notification: small, how: fc.constant('nonsense' as const) }),
  },
  { early: 3, late: 3, step: fc.record({ kind: kindOf('wait'), ms: fc.constantFrom(...WAITS_MS) }) },
  { early: 6, late: 14, step: fc.record({ kind: kindOf('job'), job: fc.constantFrom(...JOBS) }) },
  {
    early: 3,
    late: 3,
    step: fc.record({
      kind: kindOf('crash'),
      at: fc.constantFrom(...crashPoints, 'before_call' as const),
      nth: fc.integer({ min: 1, max: 3 }),
    }),
  },
];

const batches = (time: 'early' | 'late', [minLength, maxLength]: readonly [number, number]) => {
  const step = fc.oneof(
    ...[...byPeople, ...byTheWorld].map((one) => ({ weight: one[time] * 10, arbitrary: one.step })),
  );
  return fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength, maxLength });
};

const beginning: readonly Batch[] = [
  [{ kind: 'start', product: 0, learner: 0 }],
  [{ kind: 'press', checkout: 0, method: 0, wallet: 0, sameKey: false }],
];

/** Any history; it begins with a checkout that somebody presses pay on, since nothing happens before. */
const free: fc.Arbitrary<History> = fc
  .record({
    seed: fc.nat(),
    manualCapture: fc.nat(2).map((one) => one === 0),
    faultRate: fc.constantFrom(0, 0.15, 0.4),
    before: batches('early', [1, 6]),
    isPaidFor: fc.constantFrom('at_once', 'at_once', 'after', 'never'),
    after: batches('late', [1, 8]),
  })
  .map(({ before, isPaidFor, after, ...history }) => ({
    ...history,
    batches: [
      ...beginning,
      ...(isPaidFor === 'at_once' ? paidFor : []),
      ...before,
      ...(isPaidFor === 'after' ? paidFor : []),
      ...after,
    ],
  }));

const anyPlot: fc.Arbitrary<Plot> = fc.oneof(
  ...plots.map((plot) => ({ weight: plot.times ?? 1, arbitrary: fc.constant(plot) })),
);

/** A plot, and whatever comes after it. */
const plotted: fc.Arbitrary<History> = fc
  .record({
    seed: fc.nat(),
    either: fc.boolean(),
    faultRate: fc.constantFrom(0, 0, 0.15),
    plot: anyPlot,
    after: batches('late', [0, 5]),
  })
  .map(({ seed, either, faultRate, plot, after }) => ({
    seed,
    faultRate,
    manualCapture: plot.manualCapture ?? either,
    batches: [...plot.batches, ...after],
  }));

/** Some go by chance alone, more come by a plot to what chance seldom finds. */
export const histories: fc.Arbitrary<History> = fc.oneof(
  { weight: 3, arbitrary: free },
  { weight: 7, arbitrary: plotted },
);
