import { randomBytes } from 'node:crypto';

export type Json = Record<string, unknown>;

export interface SimCharge extends Json {
  readonly id: string;
  readonly created: number;
  readonly amount: number;
  amount_captured: number;
  amount_refunded: number;
  captured: boolean;
  disputed: boolean;
  readonly currency: string;
  readonly payment_intent: string;
  readonly metadata: Record<string, string>;
}

export interface SimIntent extends Json {
  readonly object: 'payment_intent';
  readonly id: string;
  readonly created: number;
  readonly amount: number;
  amount_received: number;
  amount_capturable: number;
  readonly currency: string;
  readonly capture_method: string;
  status: string;
  readonly metadata: Record<string, string>;
  latest_charge: string | null;
  last_payment_error: Json | null;
  next_action: Json | null;
}

export interface SimSession extends Json {
  readonly object: 'checkout.session';
  readonly id: string;
  readonly created: number;
  readonly client_reference_id: string;
  readonly amount_total: number;
  readonly currency: string;
  readonly expires_at: number;
  status: 'open' | 'complete' | 'expired';
  payment_status: 'paid' | 'unpaid';
  payment_intent: string | null;
  /** Kept for the payment that a payer's submission makes. */
  readonly data: { readonly metadata: Record<string, string>; readonly capture: string };
}

export interface SimRefund extends Json {
  readonly object: 'refund';
  readonly id: string;
  readonly created: number;
  readonly amount: number;
  readonly currency: string;
  status: string;
  readonly payment_intent: string;
  readonly metadata: Record<string, string>;
}

export interface SimDispute extends Json {
  readonly object: 'dispute';
  readonly id: string;
  readonly created: number;
  readonly amount: number;
  readonly currency: string;
  status: string;
  readonly payment_intent: string;
}

export interface SimBalance extends Json {
  readonly object: 'balance_transaction';
  readonly id: string;
  readonly created: number;
  readonly amount: number;
  readonly fee: number;
  readonly currency: string;
  readonly reporting_category: string;
  readonly source: string;
}

/** Stripe's own book of one account. */
export interface Store {
  readonly sessions: SimSession[];
  readonly intents: SimIntent[];
  readonly charges: SimCharge[];
  readonly refunds: SimRefund[];
  readonly disputes: SimDispute[];
  readonly balance: SimBalance[];
  /** Set when the account is paid out in another currency: Stripe converts and tells fees in that. */
  settlement: { readonly currency: string; readonly rate: number } | null;
}

export function emptyStore(): Store {
  return {
    sessions: [],
    intents: [],
    charges: [],
    refunds: [],
    disputes: [],
    balance: [],
    settlement: null,
  };
}

/** What Stripe refuses, as it says so. */
export class StripeProblem extends Error {
  readonly status: number;
  readonly error: Json;
  constructor(status: number, error: Json) {
    super(String(error['code'] ?? error['type']));
    this.status = status;
    this.error = { type: 'invalid_request_error', message: 'refused', ...error };
  }
}

export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`;
}

export function nowS(): number {
  return Math.floor(Date.now() / 1_000);
}

export function byId<Thing extends { readonly id: string }>(things: readonly Thing[], id: string): Thing {
  const found = things.find((thing) => thing.id === id);
  if (found === undefined) throw new StripeProblem(404, { code: 'resource_missing' });
  return found;
}

/** 2.9 %, rounded half up. */
export function feeOf(amount: number): number {
  return Math.floor((amount * 29 + 500) / 1_000);
}

/** Books a movement of the account's balance; what goes out is negative. */
export function bookBalance(
  store: Store,
  entry: { amount: number; currency: string; category: string; source: string },
): void {
  const { settlement } = store;
  const amount = settlement === null ? entry.amount : Math.round(entry.amount * settlement.rate);
  store.balance.push({
    object: 'balance_transaction',
    id: newId('txn'),
    created: nowS(),
    amount,
    fee: entry.category === 'charge' ? feeOf(amount) : 0,
    currency: settlement?.currency ?? entry.currency,
    reporting_category: entry.category,
    source: entry.source,
  });
}
