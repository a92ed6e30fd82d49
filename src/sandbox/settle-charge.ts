import { assertTransition, type Charge, type Delivery, type NotificationType } from './charge.ts';
import type { SandboxDeps } from './deps.ts';
import { dispatchAfter } from './dispatch-notifications.ts';
import { SandboxError } from './errors.ts';
import { chargeView } from './views.ts';

export interface Settlement {
  readonly status: 'succeeded' | 'failed' | 'closed';
  readonly declineCode?: string;
  readonly closeReason?: 'merchant' | 'payer' | 'expired';
  readonly cardLast4?: string;
  /** Holds the notification back, in ms. */
  readonly notifyAfterMs?: number;
}

/** Ends a charge: one write holds the new status and the event, then the notification goes out. */
export function settleCharge(deps: SandboxDeps, charge: Charge, settlement: Settlement): Charge {
  assertTransition(charge.status, settlement.status);
  const { notifyAfterMs = 0, ...outcome } = settlement;
  const nowMs = deps.clock.nowMs();
  const change = {
    ...outcome,
    challengeCode: null,
    decideAtMs: null,
    paidAtMs: outcome.status === 'succeeded' ? nowMs : null,
    endedAtMs: nowMs,
  };
  const settled: Charge = { ...charge, ...change };
  const delivery = newDelivery(deps, {
    type: `charge.${settlement.status}`,
    charge: settled,
    refundReference: null,
    data: chargeView(deps, settled),
    notifyAfterMs,
  });
  deps.store.record([
    { kind: 'charge_change', id: charge.chargeId, change },
    { kind: 'delivery', delivery },
  ]);
  dispatchAfter(deps.dispatcher, delivery.eventId, notifyAfterMs);
  for (const wake of deps.waiting.get(charge.chargeId) ?? []) wake();
  deps.waiting.delete(charge.chargeId);
  return settled;
}

interface DeliveryInput {
  readonly type: NotificationType;
  readonly charge: Charge;
  readonly refundReference: string | null;
  readonly data: unknown;
  readonly notifyAfterMs: number;
}

/** The event of a change, ready to be recorded with it. */
export function newDelivery(deps: SandboxDeps, input: DeliveryInput): Delivery {
  const eventId = deps.newId('evt');
  const { type, data } = input;
  const wallMs = deps.clock.wallMs();
  return {
    eventId,
    type,
    url: input.charge.notifyUrl,
    chargeId: input.charge.chargeId,
    reference: input.charge.reference,
    refundReference: input.refundReference,
    body: JSON.stringify({ eventId, type, createdAtMs: deps.clock.nowMs(), data }),
    createdAtMs: wallMs,
    status: 'pending',
    attemptCount: 0,
    attempts: [],
    nextAttemptAtMs: wallMs + input.notifyAfterMs,
  };
}

/** The charge as it is now: a pending one whose time is over is closed first. Throws `charge_not_found`. */
export function findCharge(deps: SandboxDeps, chargeId: string | undefined): Charge {
  const charge = chargeId === undefined ? undefined : deps.store.book.charges.get(chargeId);
  if (charge === undefined) throw new SandboxError('charge_not_found');
  return closeWhenExpired(deps, charge);
}

/** As `findCharge`, by the merchant's number. */
export function findChargeByReference(deps: SandboxDeps, reference: string): Charge {
  return findCharge(deps, deps.store.book.chargeIdByReference.get(reference));
}

/** Closes all pending charges whose time is over. */
export function closeExpiredCharges(deps: SandboxDeps): void {
  for (const chargeId of [...deps.store.book.pendingChargeIds]) {
    const charge = deps.store.book.charges.get(chargeId);
    if (charge !== undefined) closeWhenExpired(deps, charge);
  }
}

function closeWhenExpired(deps: SandboxDeps, charge: Charge): Charge {
  if (charge.status !== 'pending' || deps.clock.nowMs() < charge.expiresAtMs) return charge;
  return settleCharge(deps, charge, { status: 'closed', closeReason: 'expired' });
}
