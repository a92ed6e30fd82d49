import type { Queries } from '../../kernel/db/database.ts';
import { DomainError, type ErrorDefinition, kernelErrors } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { findEntitlementsOfOrder, findUsages } from '../entitlement/store.ts';
import { checkoutErrors } from '../errors.ts';
import { findOrder, findOrderLines, type Order } from '../order/store.ts';
import type { Payment } from '../payment/store.ts';
import type { ProductKind } from '../wire.ts';
import { type BoughtLine, plainRefusal, type RefundCase, type RefundRefusal, ruleRefusal } from './policy.ts';
import type { RefundRules } from './rules/rules.ts';
import { refundRulesOf } from './rules/store.ts';
import { sumOrderRefunds } from './store.ts';

/** The error of each refusal. */
export const refusalErrors: Readonly<Record<RefundRefusal, ErrorDefinition>> = {
  not_paid: checkoutErrors.refund_not_paid,
  free: checkoutErrors.refund_not_paid,
  refund_running: checkoutErrors.refund_running,
  refunded: checkoutErrors.refund_done,
  partly_refunded: checkoutErrors.refund_partly_done,
  disputed: checkoutErrors.refund_disputed,
  too_late: checkoutErrors.refund_too_late,
  opened: checkoutErrors.refund_opened,
  too_far: checkoutErrors.refund_too_far,
  exempt: checkoutErrors.refund_exempt,
};

/** A person grants what the rules refuse: which exception of the rules, and why, in words for the record. */
export interface RefundException {
  readonly flag: string;
  readonly reason: string;
}

/** How a refund of the whole stands. */
export interface RefundJudgement {
  readonly order: Order;
  readonly lines: readonly BoughtLine[];
  readonly rules: RefundRules;
  /** Null when a learner can have it by themselves. */
  readonly refusal: RefundRefusal | null;
  /** Of whoever grants an exception: null when nothing but rules stands against it. */
  readonly plain: RefundRefusal | null;
}

type JudgeDeps = Pick<CheckoutDeps, 'clock' | 'refundRules'>;

/** Judges the refund of a whole payment by the rules of its order and what was reported of its use. */
export async function judgeRefund(deps: JudgeDeps, db: Queries, payment: Payment): Promise<RefundJudgement> {
  const order = await findOrder(db, payment.orderId);
  if (order === undefined) throw new Error(`payment ${payment.paymentId} has no order`);
  const rules = await refundRulesOf(deps, db, order.refundRulesVersion);
  const lines = await boughtLines(db, order.orderId);
  const refundingMinor = await sumOrderRefunds(db, payment.paymentId);
  const nowMs = deps.clock.nowMs();
  const thing: RefundCase = { order, payment, refundingMinor, lines, rules, nowMs };
  const plain = plainRefusal(thing);
  return { order, lines, rules, plain, refusal: plain ?? ruleRefusal(thing) };
}

/**
 * Throws the refusal of a refund. With an exception only the plain ones count; its flag must be one of the rules' and
 * its reason must say something. Returns true when the refund goes beyond the rules.
 */
export function requireRefundable(judged: RefundJudgement, exception: RefundException | null): boolean {
  const refusal = exception === null ? judged.refusal : judged.plain;
  if (refusal !== null) throw new DomainError(refusalErrors[refusal]);
  if (exception === null) return false;
  const isKnown = judged.rules.exceptions.some(({ flag }) => flag === exception.flag);
  if (isKnown && exception.reason.trim() !== '') return judged.refusal !== null;
  const flags = judged.rules.exceptions.map(({ flag }) => flag).join(', ');
  const detail = `an exception takes a reason and one of the flags ${flags}`;
  throw new DomainError(kernelErrors.invalid_request, { detail });
}

async function boughtLines(db: Queries, orderId: string): Promise<BoughtLine[]> {
  const lines = await findOrderLines(db, [orderId]);
  const entitlements = await findEntitlementsOfOrder(db, orderId);
  const usages = await findUsages(
    db,
    entitlements.map((entitlement) => entitlement.entitlementId),
  );
  return lines.map((line) => {
    const entitlement = entitlements.find((one) => one.orderLineId === line.orderLineId);
    return {
      kind: line.kind as ProductKind,
      usages: usages.filter((usage) => usage.entitlementId === entitlement?.entitlementId),
    };
  });
}
