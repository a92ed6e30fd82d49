import type { EntitlementUsage } from '../../kernel/db/tables.ts';
import type { Order } from '../order/store.ts';
import type { Payment } from '../payment/store.ts';
import type { ProductKind } from '../wire.ts';
import type { RefundRule, RefundRules } from './rules/rules.ts';

const DAY_MS = 86_400_000;

/** Why the rules say no; a person may say yes all the same, by an exception and a reason. */
export type RuleRefusal = 'too_late' | 'opened' | 'too_far' | 'exempt';

/** Why there is nothing to give back, whoever asks. */
export type PlainRefusal =
  | 'not_paid'
  | 'free'
  | 'refund_running'
  | 'refunded'
  | 'partly_refunded'
  | 'disputed';

export type RefundRefusal = PlainRefusal | RuleRefusal;

/** One thing that was bought, and what the host platform reported of its use. */
export interface BoughtLine {
  readonly kind: ProductKind;
  readonly usages: readonly Pick<EntitlementUsage, 'kind' | 'percent'>[];
}

export interface RefundCase {
  readonly order: Pick<Order, 'paidAtMs'>;
  readonly payment: Pick<Payment, 'status' | 'amountMinor'>;
  /** Refunds under way or done, in minor units. */
  readonly refundingMinor: number;
  readonly lines: readonly BoughtLine[];
  /** The rules that were in force when the order was placed. */
  readonly rules: Pick<RefundRules, 'kinds'>;
  readonly nowMs: number;
}

/** Why a learner cannot have an order refunded by themselves; null when they can. */
export function refundRefusal(thing: RefundCase): RefundRefusal | null {
  return plainRefusal(thing) ?? ruleRefusal(thing);
}

/** What stands against any refund of the whole, also one that a person grants. */
export function plainRefusal({ order, payment, refundingMinor }: RefundCase): PlainRefusal | null {
  if (payment.status === 'refunded') return 'refunded';
  if (payment.status === 'disputed') return 'disputed';
  // A refund in several parts is one wish: its rest is on the way.
  if (payment.status === 'partially_refunded')
    return refundingMinor >= payment.amountMinor ? 'refund_running' : 'partly_refunded';
  if (payment.status !== 'succeeded' || order.paidAtMs === null) return 'not_paid';
  if (payment.amountMinor === 0) return 'free';
  return refundingMinor > 0 ? 'refund_running' : null;
}

/** What the rules say: the whole goes back when each of its lines may. */
export function ruleRefusal({ order, lines, rules, nowMs }: RefundCase): RuleRefusal | null {
  if (order.paidAtMs !== null && nowMs > refundableUntilMs(order.paidAtMs, { lines, rules }))
    return 'too_late';
  for (const { kind, usages } of lines) {
    const refusal = usages.length === 0 ? null : useRefusal(rules.kinds[kind], usages);
    if (refusal !== null) return refusal;
  }
  return null;
}

function useRefusal(rule: RefundRule, usages: BoughtLine['usages']): RuleRefusal | null {
  if (rule.onceOpened === 'exempt') return 'exempt';
  if (rule.onceOpened === 'refused') return 'opened';
  const percent = Math.max(0, ...usages.map((usage) => usage.percent ?? 0));
  return percent > rule.progressPercentMax ? 'too_far' : null;
}

/** The last instant of the refund window, in ms: the shortest of the lines'. */
export function refundableUntilMs(
  paidAtMs: number,
  thing: { lines: readonly Pick<BoughtLine, 'kind'>[]; rules: Pick<RefundRules, 'kinds'> },
): number {
  return paidAtMs + windowDays(thing) * DAY_MS;
}

/** Days of the refund window: the fewest of the lines'. */
export function windowDays({
  lines,
  rules,
}: {
  lines: readonly Pick<BoughtLine, 'kind'>[];
  rules: Pick<RefundRules, 'kinds'>;
}): number {
  return lines.length === 0 ? 0 : Math.min(...lines.map(({ kind }) => rules.kinds[kind].days));
}
