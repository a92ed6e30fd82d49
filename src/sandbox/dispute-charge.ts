import { z } from 'zod';
import { disputesOf, withdrawnAmount } from './book.ts';
import type { Charge, Dispute } from './charge.ts';
import type { SandboxDeps } from './deps.ts';
import { dispatchAfter } from './dispatch-notifications.ts';
import { SandboxError } from './errors.ts';
import { findChargeByReference, newDelivery } from './settle-charge.ts';
import { disputeView } from './views.ts';

const EVIDENCE_TIME_MS = 7 * 86_400_000;

export const DisputeBody = z.strictObject({
  reference: z.string().min(1).max(32),
  status: z.enum(['opened', 'won', 'lost']),
  /** Only when one opens; what is left of the charge when left out. */
  amountMinor: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  reason: z.string().min(1).max(64).default('not_recognized'),
});
export type DisputeBody = z.infer<typeof DisputeBody>;

/**
 * Plays the payer's bank: opens a dispute of a paid charge, or decides the open one. Money is withdrawn when it opens
 * and comes back when the merchant wins. Throws `charge_not_found`, `charge_not_paid`, `dispute_open`,
 * `refund_exceeds_captured`, `charge_not_payable` when none is open.
 */
export function disputeCharge(deps: SandboxDeps, body: DisputeBody): Dispute {
  const charge = findChargeByReference(deps, body.reference);
  if (charge.status !== 'succeeded') throw new SandboxError('charge_not_paid');
  const open = disputesOf(deps.store.book, charge.chargeId).find(({ status }) => status === 'opened');
  if (body.status === 'opened') {
    if (open !== undefined) throw new SandboxError('dispute_open');
    return record(deps, charge, newDispute(deps, charge, body));
  }
  if (open === undefined) throw new SandboxError('charge_not_payable', 'no dispute is open');
  return record(deps, charge, { ...open, status: body.status, closedAtMs: deps.clock.nowMs() });
}

function newDispute(deps: SandboxDeps, charge: Charge, body: DisputeBody): Dispute {
  const leftMinor = charge.amountMinor - withdrawnAmount(deps.store.book, charge.chargeId);
  const amountMinor = body.amountMinor ?? leftMinor;
  if (amountMinor < 1 || amountMinor > charge.amountMinor) throw new SandboxError('refund_exceeds_captured');
  const nowMs = deps.clock.nowMs();
  return {
    disputeId: deps.newId('dp'),
    chargeId: charge.chargeId,
    chargeReference: charge.reference,
    merchantId: charge.merchantId,
    amountMinor,
    currency: charge.currency,
    status: 'opened',
    reason: body.reason,
    evidenceDueAtMs: nowMs + EVIDENCE_TIME_MS,
    openedAtMs: nowMs,
    closedAtMs: null,
  };
}

function record(deps: SandboxDeps, charge: Charge, dispute: Dispute): Dispute {
  const delivery = newDelivery(deps, {
    type: `dispute.${dispute.status}`,
    charge,
    refundReference: null,
    data: disputeView(dispute),
    notifyAfterMs: 0,
  });
  deps.store.record([
    { kind: 'dispute', dispute },
    { kind: 'delivery', delivery },
  ]);
  dispatchAfter(deps.dispatcher, delivery.eventId, 0);
  return dispute;
}
