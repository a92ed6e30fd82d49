import fc from 'fast-check';
import type { CheckoutJobName } from '../../../src/checkout/index.ts';

/** What becomes of one call of a gateway, other than that it works. */
export const callFaults = {
  create: ['refused', 'lost_before', 'lost_after', 'late', 'declined_soft', 'declined_hard'],
  query: ['lost_before'],
  close: ['lost_before', 'lost_after'],
  capture: ['lost_before', 'lost_after', 'refused'],
  refund: ['lost_before', 'lost_after', 'refused', 'pending'],
  refundQuery: ['lost_before'],
} as const;
export type Operation = keyof typeof callFaults;

/** Where a process dies: around its next commits and calls. */
export const crashPoints = ['before_commit', 'after_commit', 'before_call', 'after_call'] as const;
export type CrashPoint = (typeof crashPoints)[number];

/** What befalls a notification on its way. */
export const deliveries = ['once', 'twice', 'dropped', 'wrong_amount', 'wrong_merchant'] as const;
export type Delivery = (typeof deliveries)[number];

/** One thing that happens. Numbers name what exists by then, counted round. */
export type Step =
  | { readonly kind: 'start'; readonly product: number }
  | { readonly kind: 'press'; readonly checkout: number; readonly method: number; readonly sameKey: boolean }
  | { readonly kind: 'cancel'; readonly checkout: number }
  | { readonly kind: 'look'; readonly checkout: number }
  | { readonly kind: 'refund'; readonly checkout: number; readonly sameKey: boolean }
  | { readonly kind: 'part_refund'; readonly checkout: number; readonly share: number }
  | { readonly kind: 'capture' | 'void'; readonly checkout: number }
  | { readonly kind: 'payer_pays' | 'payer_fails'; readonly charge: number }
  | { readonly kind: 'dispute'; readonly charge: number; readonly status: 'opened' | 'won' | 'lost' }
  | { readonly kind: 'deliver'; readonly notification: number; readonly how: Delivery }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'job'; readonly job: CheckoutJobName }
  | { readonly kind: 'crash'; readonly at: CrashPoint; readonly nth: number };

/** A history: batches one after the other; what is in a batch happens at once, in an order that the seed chooses. */
export interface History {
  readonly seed: number;
  /** Reserve and capture later, or take at once. */
  readonly manualCapture: boolean;
  /** Share of the gateways' calls that go wrong. */
  readonly faultRate: number;
  readonly batches: readonly (readonly Step[])[];
}

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
  'checkout.expire_sessions',
  'checkout.expire_wallet',
  'checkout.return_coupons',
];

/** How likely each is: while a purchase is made, and once money was taken. */
const steps: readonly { early: number; late: number; step: fc.Arbitrary<Step> }[] = [
  { early: 2, late: 1, step: fc.record({ kind: kindOf('start'), product: fc.nat(1) }) },
  {
    early: 7,
    late: 3,
    step: fc.record({
      kind: kindOf('press'),
      checkout: small,
      method: fc.constantFrom(0, 0, 0, 1, 2),
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
      share: fc.integer({ min: 1, max: 10 }),
    }),
  },
  { early: 2, late: 2, step: fc.record({ kind: kindOf('capture', 'void'), checkout: small }) },
  {
    early: 8,
    late: 3,
    step: fc.record({
      kind: kindOf<'payer_pays' | 'payer_fails'>('payer_pays', 'payer_pays', 'payer_pays', 'payer_fails'),
      charge: fc.nat(4),
    }),
  },
  {
    early: 0,
    late: 4,
    step: fc.record({
      kind: kindOf('dispute'),
      charge: fc.nat(2),
      status: fc.constantFrom('opened', 'opened', 'won', 'lost'),
    }),
  },
  {
    early: 6,
    late: 8,
    step: fc.record({
      kind: kindOf('deliver'),
      notification: fc.nat(6),
      how: fc.constantFrom(...deliveries),
    }),
  },
  {
    early: 3,
    late: 3,
    step: fc.record({ kind: kindOf('wait'), ms: fc.constantFrom(...WAITS_MS) }),
  },
  { early: 6, late: 14, step: fc.record({ kind: kindOf('job'), job: fc.constantFrom(...JOBS) }) },
  {
    early: 3,
    late: 3,
    step: fc.record({
      kind: kindOf('crash'),
      at: fc.constantFrom(...crashPoints),
      nth: fc.integer({ min: 1, max: 3 }),
    }),
  },
];

const batches = (time: 'early' | 'late', maxLength: number) => {
  const step = fc.oneof(...steps.map((one) => ({ weight: one[time], arbitrary: one.step })));
  return fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength });
};

/** Somebody pays and it is heard of: without this few histories would come to refunds and disputes. */
const paidFor: readonly (readonly Step[])[] = [
  [{ kind: 'payer_pays', charge: 0 }],
  [{ kind: 'deliver', notification: 0, how: 'once' }],
  [{ kind: 'job', job: 'checkout.apply_gateway_events' }],
];

/** Any history; all begin with a checkout that somebody presses pay on, since nothing happens before. */
export const histories: fc.Arbitrary<History> = fc
  .record({
    seed: fc.nat(),
    manualCapture: fc.nat(2).map((one) => one === 0),
    faultRate: fc.constantFrom(0, 0.15, 0.4),
    before: batches('early', 6),
    isPaidFor: fc.constantFrom('at_once', 'at_once', 'after', 'never'),
    after: batches('late', 8),
  })
  .map(({ before, isPaidFor, after, ...history }) => ({
    ...history,
    batches: [
      [{ kind: 'start', product: 0 }],
      [{ kind: 'press', checkout: 0, method: 0, sameKey: false }],
      ...(isPaidFor === 'at_once' ? paidFor : []),
      ...before,
      ...(isPaidFor === 'after' ? paidFor : []),
      ...after,
    ],
  }));
