import {
  bookBalance,
  byId,
  newId,
  nowS,
  type SimCharge,
  type SimDispute,
  type SimIntent,
  type SimSession,
  type Store,
  StripeProblem,
} from './store.ts';

/** How a payer's try ends. */
export type Outcome = 'pays' | 'declined' | 'fails_challenge';

/** What an event is about and its type. */
export interface Happened {
  readonly type: string;
  readonly object: object;
}

/** A payer acts on the payment with that number; throws when there is nothing to act on. */
export function payerActs(store: Store, reference: string, outcome: Outcome): Happened[] {
  const session = store.sessions.find(({ client_reference_id }) => client_reference_id === reference);
  if (session !== undefined) return submitPage(store, session, outcome);
  const intent = store.intents.find(({ metadata }) => metadata['reference'] === reference);
  if (intent?.status !== 'requires_action') throw new Error('there is nothing to pay');
  intent.next_action = null;
  return conclude(store, intent, outcome);
}

/** On the page a payer may try again after a decline. */
function submitPage(store: Store, session: SimSession, outcome: Outcome): Happened[] {
  if (session.status !== 'open' || session.expires_at <= nowS()) throw new Error('the page is closed');
  const intent = intentOfPage(store, session);
  const happened = conclude(store, intent, outcome);
  if (outcome !== 'pays') return happened;
  session.status = 'complete';
  session.payment_status = intent.status === 'succeeded' ? 'paid' : 'unpaid';
  return [...happened, { type: 'checkout.session.completed', object: session }];
}

function intentOfPage(store: Store, session: SimSession): SimIntent {
  if (session.payment_intent !== null) return byId(store.intents, session.payment_intent);
  const intent = newIntent({
    amount: session.amount_total,
    currency: session.currency,
    capture: session.data.capture,
    metadata: session.data.metadata,
  });
  store.intents.push(intent);
  session.payment_intent = intent.id;
  return intent;
}

export function newIntent(made: {
  amount: number;
  currency: string;
  capture: string;
  metadata: Record<string, string>;
}): SimIntent {
  return {
    object: 'payment_intent',
    id: newId('pi'),
    created: nowS(),
    amount: made.amount,
    amount_received: 0,
    amount_capturable: 0,
    currency: made.currency,
    capture_method: made.capture,
    livemode: false,
    status: 'requires_payment_method',
    metadata: made.metadata,
    latest_charge: null,
    last_payment_error: null,
    next_action: null,
  };
}

function conclude(store: Store, intent: SimIntent, outcome: Outcome): Happened[] {
  if (outcome !== 'pays') return fail(intent, outcome);
  const charge = newCharge(intent);
  store.charges.push(charge);
  intent.latest_charge = charge.id;
  intent.last_payment_error = null;
  if (intent.capture_method === 'manual') {
    intent.status = 'requires_capture';
    intent.amount_capturable = intent.amount;
    return [{ type: 'payment_intent.amount_capturable_updated', object: intent }];
  }
  return take(store, intent, intent.amount);
}

function fail(intent: SimIntent, outcome: Outcome): Happened[] {
  intent.status = 'requires_payment_method';
  intent.last_payment_error =
    outcome === 'declined'
      ? {
          ...{ type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds' },
          payment_method: { object: 'payment_method', card: { fingerprint: CARD_FINGERPRINT } },
        }
      : { type: 'invalid_request_error', code: 'payment_intent_authentication_failure' };
  return [{ type: 'payment_intent.payment_failed', object: intent }];
}

/** Stripe's name of one card, whoever pays with it. */
export const CARD_FINGERPRINT = 'Xt5EWLLDS7FJjR1c';

function newCharge(intent: SimIntent): SimCharge {
  return {
    object: 'charge',
    id: newId('ch'),
    created: nowS(),
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    captured: false,
    disputed: false,
    currency: intent.currency,
    payment_intent: intent.id,
    metadata: { ...intent.metadata },
    payment_method_details: {
      type: 'card',
      card: { capture_before: nowS() + 7 * 86_400, fingerprint: CARD_FINGERPRINT },
    },
  };
}

/** Takes money that was authorized, or at once. */
export function take(store: Store, intent: SimIntent, amount: number): Happened[] {
  const charge = byId(store.charges, intent.latest_charge ?? '');
  charge.captured = true;
  charge.amount_captured = amount;
  intent.status = 'succeeded';
  intent.amount_received = amount;
  intent.amount_capturable = 0;
  bookBalance(store, { amount, currency: intent.currency, category: 'charge', source: charge.id });
  return [
    { type: 'charge.succeeded', object: charge },
    { type: 'payment_intent.succeeded', object: intent },
  ];
}

/** The payer's bank takes the money back until the case is decided. */
export function openDispute(store: Store, reference: string): { dispute: SimDispute; happened: Happened[] } {
  const intent = store.intents.find(({ metadata }) => metadata['reference'] === reference);
  const charge = byId(store.charges, intent?.latest_charge ?? '');
  charge.disputed = true;
  const dispute: SimDispute = {
    object: 'dispute',
    id: newId('du'),
    created: nowS(),
    amount: charge.amount_captured,
    currency: charge.currency,
    charge: charge.id,
    payment_intent: charge.payment_intent,
    reason: 'fraudulent',
    status: 'needs_response',
    evidence_details: { due_by: nowS() + 7 * 86_400 },
  };
  store.disputes.push(dispute);
  const { amount, currency, id } = dispute;
  bookBalance(store, { amount: -amount, currency, category: 'dispute', source: id });
  return { dispute, happened: [{ type: 'charge.dispute.created', object: dispute }] };
}

export function closeDispute(store: Store, disputeId: string, status: 'won' | 'lost'): Happened[] {
  const dispute = byId(store.disputes, disputeId);
  dispute.status = status;
  const { amount, currency, id } = dispute;
  if (status === 'won') bookBalance(store, { amount, currency, category: 'dispute_reversal', source: id });
  return [{ type: 'charge.dispute.closed', object: dispute }];
}

export function refuseUnless(isFine: boolean, code: string): void {
  if (!isFine) throw new StripeProblem(400, { code });
}
