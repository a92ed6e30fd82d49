import type { CheckoutJobName } from '../../../src/checkout/index.ts';

/** What becomes of one call of a gateway, other than that it works. */
export const callFaults = {
  create: ['refused', 'lost_before', 'lost_after', 'late', 'declined_soft', 'declined_hard', 'declined_lock'],
  query: ['lost_before'],
  close: ['lost_before', 'lost_after'],
  capture: ['lost_before', 'lost_after', 'refused'],
  refund: ['lost_before', 'lost_after', 'refused', 'pending', 'fails_later'],
  refundQuery: ['lost_before'],
} as const;
export type Operation = keyof typeof callFaults;

/** Where a process dies: around its next commits and calls. */
export const crashPoints = ['before_commit', 'after_commit', 'before_call', 'after_call'] as const;
export type CrashPoint = (typeof crashPoints)[number];

/** What befalls a notification on its way, or what is told without being true. */
export const deliveries = ['once', 'twice', 'dropped', 'wrong_amount', 'wrong_merchant', 'nonsense'] as const;
export type Delivery = (typeof deliveries)[number];

/** One thing that happens. Numbers name what exists by then, counted round. */
export type Step =
  /** The third product is the first two in one checkout. */
  | { readonly kind: 'start'; readonly product: number; readonly learner: number }
  | { readonly kind: 'top_up'; readonly pack: number }
  | { readonly kind: 'coupon'; readonly checkout: number; readonly coupon: number }
  | { readonly kind: 'no_coupon'; readonly checkout: number }
  /** `wallet`: how many tenths of the total come from there. */
  | {
      readonly kind: 'press';
      readonly checkout: number;
      readonly method: number;
      readonly wallet: number;
      readonly sameKey: boolean;
    }
  | { readonly kind: 'cancel' | 'look'; readonly checkout: number }
  | { readonly kind: 'refund'; readonly checkout: number; readonly sameKey: boolean }
  /** `share`: tenths of the total; 0 names the first line, 11 all that is left. */
  | { readonly kind: 'part_refund'; readonly checkout: number; readonly share: number }
  | { readonly kind: 'resolve'; readonly refund: number; readonly outcome: 'returned' | 'abandoned' }
  | { readonly kind: 'reprice'; readonly product: number }
  /** `share`: how many tenths of the total are taken; left out, all of it. */
  | { readonly kind: 'capture'; readonly checkout: number; readonly share?: number }
  | { readonly kind: 'void'; readonly checkout: number }
  | { readonly kind: 'payer_pays' | 'payer_fails'; readonly charge: number }
  /** What was declined or closed there is paid after all: the payer was just about to. */
  | { readonly kind: 'pays_all_the_same'; readonly charge: number }
  /** A gateway or bank ends by itself what is open or reserved. */
  | { readonly kind: 'gateway_ends'; readonly charge: number; readonly as: 'closed' | 'failed' }
  | { readonly kind: 'dispute'; readonly charge: number; readonly status: 'opened' | 'won' | 'lost' }
  | { readonly kind: 'deliver'; readonly notification: number; readonly how: Delivery }
  /** The next call of this kind meets this fault. */
  | { readonly kind: 'fault'; readonly operation: Operation; readonly fault: string }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'job'; readonly job: CheckoutJobName }
  | { readonly kind: 'crash'; readonly at: CrashPoint; readonly nth: number };

export type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;

/** What happens at once, in an order that the seed chooses. */
export type Batch = readonly Step[];

/** A history: batches one after the other. */
export interface History {
  readonly seed: number;
  /** Reserve and capture later, or take at once. */
  readonly manualCapture: boolean;
  /** Share of the gateways' calls that go wrong. */
  readonly faultRate: number;
  readonly batches: readonly Batch[];
}
