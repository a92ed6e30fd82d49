import type { EntitlementUsage } from '../../kernel/db/tables.ts';
import type { Order } from '../order/store.ts';
import type { Payment } from '../payment/store.ts';

/** The terms a learner agreed to: whole refund within so many days while nothing was opened. */
export const refundPolicy = { days: 7 } as const;

const DAY_MS = 86_400_000;

export type RefundRefusal = 'not_paid' | 'free' | 'refund_running' | 'refunded' | 'too_late' | 'opened';

export interface RefundCase {
  readonly order: Pick<Order, 'paidAtMs'>;
  readonly payment: Pick<Payment, 'status' | 'amountMinor'>;
  /** Refunds under way or done, in minor units. */
  readonly refundingMinor: number;
  /** What the host platform reported of the order's entitlements. */
  readonly usages: readonly Pick<EntitlementUsage, 'kind'>[];
  readonly nowMs: number;
}

/** Why a learner cannot have an order refunded by themselves; null when they can. */
export function refundRefusal({
  order,
  payment,
  refundingMinor,
  usages,
  nowMs,
}: RefundCase): RefundRefusal | null {
  if (payment.status === 'refunded') return 'refunded';
  if (payment.status !== 'succeeded' || order.paidAtMs === null) return 'not_paid';
  if (payment.amountMinor === 0) return 'free';
  if (refundingMinor > 0) return 'refund_running';
  if (nowMs > refundableUntilMs(order.paidAtMs)) return 'too_late';
  return usages.length > 0 ? 'opened' : null;
}

/** The last instant of the refund window, in ms. */
export function refundableUntilMs(paidAtMs: number): number {
  return paidAtMs + refundPolicy.days * DAY_MS;
}
