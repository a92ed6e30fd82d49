import { z } from 'zod';
import { disputesOf, withdrawnAmount } from './book.ts';
import type { Charge, Refund } from './charge.ts';
import type { SandboxDeps } from './deps.ts';
import { dispatchAfter } from './dispatch-notifications.ts';
import { SandboxError } from './errors.ts';
import type { Fault } from './faults.ts';
import { findChargeByReference, newDelivery } from './settle-charge.ts';
import { refundView } from './views.ts';

export const RefundBody = z.strictObject({
  refundReference: z.string().regex(/^[A-Za-z0-9]{1,32}$/),
  chargeReference: z.string().regex(/^[A-Za-z0-9]{1,32}$/),
  amountMinor: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  currency: z.string().regex(/^[A-Z]{3}$/),
  reason: z.string().max(256),
});
export type RefundBody = z.infer<typeof RefundBody>;

interface RefundCommand {
  readonly body: RefundBody;
  /** `late` keeps the refund pending for a while, `fail` lets it fail. */
  readonly fault: Fault | null;
}

/**
 * Refunds part or all of a paid charge, or returns the refund that this reference made before. Wallets get their
 * money at once, cards after a while. Throws `charge_not_found`, `charge_not_paid`, `currency_mismatch`,
 * `charge_disputed`, `refund_exceeds_captured`, `reference_reused`.
 */
export function refundCharge(deps: SandboxDeps, command: RefundCommand): { refund: Refund; isNew: boolean } {
  const { body, fault } = command;
  const known = deps.store.book.refundIdByReference.get(body.refundReference);
  if (known !== undefined) return { refund: sameRefund(deps, known, body), isNew: false };
  const charge = findChargeByReference(deps, body.chargeReference);
  if (charge.status !== 'succeeded') throw new SandboxError('charge_not_paid');
  if (charge.currency !== body.currency) throw new SandboxError('currency_mismatch');
  if (disputesOf(deps.store.book, charge.chargeId).some(({ status }) => status === 'opened'))
    throw new SandboxError('charge_disputed');
  if (body.amountMinor > charge.amountMinor - withdrawnAmount(deps.store.book, charge.chargeId)) {
    throw new SandboxError('refund_exceeds_captured');
  }
  const delayMs = delayOf(deps, charge, fault);
  const refund: Refund = {
    ...body,
    refundId: deps.newId('re'),
    chargeId: charge.chargeId,
    merchantId: charge.merchantId,
    status: 'pending',
    failureCode: null,
    createdAtMs: deps.clock.nowMs(),
    settledAtMs: null,
    decideAtMs: deps.clock.wallMs() + delayMs,
  };
  deps.store.record([{ kind: 'refund', refund }]);
  if (fault?.kind === 'fail') return { refund: settleRefund(deps, refund, 'account_closed'), isNew: true };
  if (delayMs === 0) return { refund: settleRefund(deps, refund, null), isNew: true };
  deps.timers.after(delayMs, () => settleRefund(deps, refund, null));
  return { refund, isNew: true };
}

/** Throws `refund_not_found`. */
export function findRefundByReference(deps: SandboxDeps, refundReference: string): Refund {
  const { book } = deps.store;
  const refund = book.refunds.get(book.refundIdByReference.get(refundReference) ?? '');
  if (refund === undefined) throw new SandboxError('refund_not_found');
  return refund;
}

/** Takes up the refunds that a former process left pending. */
export function resumeRefunds(deps: SandboxDeps): void {
  for (const refund of deps.store.book.refunds.values()) {
    if (refund.status !== 'pending') continue;
    const delayMs = (refund.decideAtMs ?? 0) - deps.clock.wallMs();
    deps.timers.after(delayMs, () => settleRefund(deps, refund, null));
  }
}

function delayOf(deps: SandboxDeps, charge: Charge, fault: Fault | null): number {
  if (fault?.kind === 'late') return fault.delayMs ?? deps.settings.lateMs;
  return charge.method === 'card' ? deps.settings.refundDelayMs : 0;
}

function sameRefund(deps: SandboxDeps, refundId: string, body: RefundBody): Refund {
  const refund = deps.store.book.refunds.get(refundId);
  const same =
    refund !== undefined &&
    (Object.keys(body) as (keyof RefundBody)[]).every((field) => refund[field] === body[field]);
  if (!same) throw new SandboxError('reference_reused');
  return refund;
}

function settleRefund(deps: SandboxDeps, refund: Refund, failureCode: string | null): Refund {
  const status = failureCode === null ? 'succeeded' : 'failed';
  const change = { status, failureCode, settledAtMs: deps.clock.nowMs(), decideAtMs: null } as const;
  const settled: Refund = { ...refund, ...change };
  const charge = findChargeByReference(deps, refund.chargeReference);
  const delivery = newDelivery(deps, {
    type: `refund.${status}`,
    charge,
    refundReference: refund.refundReference,
    data: refundView(settled),
    notifyAfterMs: 0,
  });
  deps.store.record([
    { kind: 'refund_change', id: refund.refundId, change },
    { kind: 'delivery', delivery },
  ]);
  dispatchAfter(deps.dispatcher, delivery.eventId, 0);
  return settled;
}
