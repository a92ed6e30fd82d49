import { assertTransition, type Charge, type Delivery, type NotificationType } from './charge.ts';
import type { SandboxDeps } from './deps.ts';
import { dispatchAfter } from './dispatch-notifications.ts';
import { SandboxError } from './errors.ts';
import { chargeView } from './views.ts';

export interface Settlement {
  readonly status: 'authorized' | 'succeeded' | 'failed' | 'closed';
  readonly declineCode?: string;
  readonly closeReason?: 'merchant' | 'payer' | 'expired';
  readonly cardLast4?: string;
  readonly cardToken?: string;
  /** What is taken and what was reserved, when it is less. */
  readonly amountMinor?: number;
  readonly authorizedAmountMinor?: number;
  /** Holds the notification back, in ms. */
  readonly notifyAfterMs?: number;
}

/** What the payer gave is taken, or reserved when the merchant wants to capture it. */
export function collectCharge(
  deps: SandboxDeps,
  charge: Charge,
  extra: Pick<Settlement, 'cardLast4' | 'cardToken' | 'notifyAfterMs'> = {},
): Charge {
  const status = charge.capture === 'manual' ? 'authorized' : 'succeeded';
  return settleCharge(deps, charge, { status, ...extra });
}

/** Reserves or ends a charge: one write holds the new status and the event, then the notification goes out. */
export function settleCharge(deps: SandboxDeps, charge: Charge, settlement: Settlement): Charge {
  assertTransition(charge.status, settlement.status);
  const { notifyAfterMs = 0, ...outcome } = settlement;
  const nowMs = deps.clock.nowMs();
  const change = {
    ...outcome,
    challengeCode: null,
    decideAtMs: null,
    ...datesOf(deps, outcome.status, nowMs),
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

function datesOf({ settings }: SandboxDeps, status: Settlement['status'], nowMs: number) {
  if (status === 'authorized')
    return { authorizedAtMs: nowMs, captureUntilMs: nowMs + settings.authorizationTtlMs };
  return { paidAtMs: status === 'succeeded' ? nowMs : null, endedAtMs: nowMs };
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

/** The charge as it is now: one whose time is over is closed first. Throws `charge_not_found`. */
export function findCharge(deps: SandboxDeps, chargeId: string | undefined): Charge {
  const charge = chargeId === undefined ? undefined : deps.store.book.charges.get(chargeId);
  if (charge === undefined) throw new SandboxError('charge_not_found');
  return closeWhenExpired(deps, charge);
}

/** As `findCharge`, by the merchant's number. */
export function findChargeByReference(deps: SandboxDeps, reference: string): Charge {
  return findCharge(deps, deps.store.book.chargeIdByReference.get(reference));
}

/** Closes all charges whose time to be paid or captured is over. */
export function closeExpiredCharges(deps: SandboxDeps): void {
  for (const chargeId of [...deps.store.book.pendingChargeIds]) {
    const charge = deps.store.book.charges.get(chargeId);
    if (charge !== undefined) closeWhenExpired(deps, charge);
  }
}

function closeWhenExpired(deps: SandboxDeps, charge: Charge): Charge {
  const endsAtMs = endOf(charge);
  if (endsAtMs === null || deps.clock.nowMs() < endsAtMs) return charge;
  return settleCharge(deps, charge, { status: 'closed', closeReason: 'expired' });
}

function endOf(charge: Charge): number | null {
  if (charge.status === 'pending') return charge.expiresAtMs;
  return charge.status === 'authorized' ? charge.captureUntilMs : null;
}
