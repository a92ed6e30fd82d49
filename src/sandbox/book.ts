import type { Charge, Delivery, Dispute, Refund } from './charge.ts';

/** All the sandbox knows, in memory; every change of it is an entry of the journal. */
export interface Book {
  readonly charges: Map<string, Charge>;
  readonly chargeIdByReference: Map<string, string>;
  /** Charges whose time runs: a payer can still pay them, or the merchant capture them. */
  readonly pendingChargeIds: Set<string>;
  readonly refunds: Map<string, Refund>;
  readonly refundIdByReference: Map<string, string>;
  readonly refundIdsByCharge: Map<string, string[]>;
  readonly disputes: Map<string, Dispute>;
  readonly deliveries: Map<string, Delivery>;
  clockOffsetMs: number;
}

export type Entry =
  | { readonly kind: 'charge'; readonly charge: Charge }
  | { readonly kind: 'charge_change'; readonly id: string; readonly change: Partial<Charge> }
  | { readonly kind: 'refund'; readonly refund: Refund }
  | { readonly kind: 'refund_change'; readonly id: string; readonly change: Partial<Refund> }
  | { readonly kind: 'dispute'; readonly dispute: Dispute }
  | { readonly kind: 'delivery'; readonly delivery: Delivery }
  | { readonly kind: 'delivery_change'; readonly id: string; readonly change: Partial<Delivery> }
  | { readonly kind: 'clock'; readonly offsetMs: number };

export function emptyBook(): Book {
  return {
    charges: new Map(),
    chargeIdByReference: new Map(),
    pendingChargeIds: new Set(),
    refunds: new Map(),
    refundIdByReference: new Map(),
    refundIdsByCharge: new Map(),
    disputes: new Map(),
    deliveries: new Map(),
    clockOffsetMs: 0,
  };
}

/** Brings the book to the state after `entry`. Throws when the entry speaks of what does not exist. */
export function applyEntry(book: Book, entry: Entry): void {
  switch (entry.kind) {
    case 'charge':
      putCharge(book, { ...beforeAuthorizing, ...entry.charge });
      return;
    case 'charge_change':
      putCharge(book, { ...existing(book.charges, entry.id), ...entry.change });
      return;
    case 'refund':
      putNewRefund(book, entry.refund);
      return;
    case 'refund_change':
      book.refunds.set(entry.id, { ...existing(book.refunds, entry.id), ...entry.change });
      return;
    case 'dispute':
      book.disputes.set(entry.dispute.disputeId, entry.dispute);
      return;
    case 'delivery':
      book.deliveries.set(entry.delivery.eventId, entry.delivery);
      return;
    case 'delivery_change':
      book.deliveries.set(entry.id, { ...existing(book.deliveries, entry.id), ...entry.change });
      return;
    case 'clock':
      book.clockOffsetMs = entry.offsetMs;
      return;
  }
}

/** The refunds of a charge, oldest first. */
export function refundsOf(book: Book, chargeId: string): readonly Refund[] {
  return (book.refundIdsByCharge.get(chargeId) ?? []).map((id) => existing(book.refunds, id));
}

/** What was returned or is on its way back, in minor units. */
export function refundedAmount(book: Book, chargeId: string): number {
  return refundsOf(book, chargeId)
    .filter((refund) => refund.status !== 'failed')
    .reduce((sum, refund) => sum + refund.amountMinor, 0);
}

/** What was returned, is on its way back or is with the payer's bank, in minor units. */
export function withdrawnAmount(book: Book, chargeId: string): number {
  return disputesOf(book, chargeId)
    .filter((dispute) => dispute.status !== 'won')
    .reduce((sum, dispute) => sum + dispute.amountMinor, refundedAmount(book, chargeId));
}

export function disputesOf(book: Book, chargeId: string): readonly Dispute[] {
  return [...book.disputes.values()].filter((dispute) => dispute.chargeId === chargeId);
}

/** Journals written before charges could be reserved do not say it. */
const beforeAuthorizing = {
  capture: 'automatic',
  authorizedAtMs: null,
  captureUntilMs: null,
  authorizedAmountMinor: null,
} as const;

function putCharge(book: Book, charge: Charge): void {
  book.charges.set(charge.chargeId, charge);
  book.chargeIdByReference.set(charge.reference, charge.chargeId);
  if (charge.status === 'pending' || charge.status === 'authorized')
    book.pendingChargeIds.add(charge.chargeId);
  else book.pendingChargeIds.delete(charge.chargeId);
}

function putNewRefund(book: Book, refund: Refund): void {
  book.refunds.set(refund.refundId, refund);
  book.refundIdByReference.set(refund.refundReference, refund.refundId);
  const siblings = book.refundIdsByCharge.get(refund.chargeId) ?? [];
  siblings.push(refund.refundId);
  book.refundIdsByCharge.set(refund.chargeId, siblings);
}

function existing<Value>(map: ReadonlyMap<string, Value>, id: string): Value {
  const value = map.get(id);
  if (value === undefined) throw new Error(`the journal speaks of ${id}, which it never introduced`);
  return value;
}
