import { createHmac } from 'node:crypto';
import type { RawNotification } from '../../../../src/checkout/gateway/types.ts';
import {
  type Answer,
  type Call,
  type Fault,
  type Faults,
  faultBox,
  type Notifier,
  notifier,
  type Outgoing,
  serve,
  underFault,
} from '../kit.ts';
import { type Route, routeOf } from './api.ts';
import { closeDispute, type Happened, type Outcome, openDispute, payerActs } from './payer.ts';
import {
  byId,
  emptyStore,
  type Json,
  newId,
  nowS,
  type SimDispute,
  type Store,
  StripeProblem,
} from './store.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Up to three days in live mode, further and further apart. */
const RETRIES_MS = [
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  12 * HOUR_MS,
  12 * HOUR_MS,
  12 * HOUR_MS,
  12 * HOUR_MS,
];
const API_VERSION = '2026-10-28.endive';
/** Three days in a quarter of a second. */
const COMPRESSION = 1_000_000;

export interface StripeSimulatorOptions {
  readonly accountId: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly webhookUrl: string;
  /** How much faster than in life its schedule of notifications runs. */
  readonly compression?: number;
}

export interface StripeSimulator {
  readonly url: string;
  readonly store: Store;
  readonly faults: Faults;
  readonly notifications: Notifier;
  readonly calls: Call[];
  refundsPend: boolean;
  /** Secrets that events are signed with: two while one is rolled. */
  secrets: readonly string[];
  /** A payer acts on a payment, by our number. */
  act(reference: string, outcome?: Outcome): void;
  /** After a day Stripe forgets the keys it was asked under. */
  forgetKeys(): void;
  settleRefund(refundReference: string, status: 'succeeded' | 'failed'): void;
  dispute(reference: string): SimDispute;
  closeDispute(disputeId: string, status: 'won' | 'lost'): void;
  /** Signs any event as Stripe would. */
  signed(event: Json): RawNotification;
  eventOf(type: string, object: object): Json;
  close(): Promise<void>;
}

interface State {
  readonly options: StripeSimulatorOptions;
  readonly simulator: StripeSimulator;
  /** Answers by idempotency key, with what was asked; null while it is being worked on. */
  readonly kept: Map<string, { readonly asked: string; answer: Answer | null }>;
}

/** Stripe on this machine: v1 calls with idempotency, a payer, disputes, the balance, and signed events. */
export async function startStripe(options: StripeSimulatorOptions): Promise<StripeSimulator> {
  const store = emptyStore();
  const notifications = notifier({
    scheduleMs: RETRIES_MS,
    compression: options.compression ?? COMPRESSION,
    isAccepted: (status) => status >= 200 && status < 300,
  });
  const server = await serve((call) => answer(state, call));
  const tell = (happened: readonly Happened[]) => emit(state, happened);
  const simulator: StripeSimulator = {
    url: server.url,
    store,
    faults: faultBox(),
    notifications,
    calls: [],
    refundsPend: false,
    secrets: [options.webhookSecret],
    act: (reference, outcome = 'pays') => tell(payerActs(store, reference, outcome)),
    forgetKeys: () => state.kept.clear(),
    settleRefund: (refundReference, status) => {
      const refund = store.refunds.find(({ metadata }) => metadata['reference'] === refundReference);
      const settled = Object.assign(byId(store.refunds, refund?.id ?? ''), {
        status,
        failure_reason: status === 'failed' ? 'lost_or_stolen_card' : null,
      });
      tell([{ type: 'refund.updated', object: settled }]);
    },
    dispute: (reference) => {
      const { dispute, happened } = openDispute(store, reference);
      tell(happened);
      return dispute;
    },
    closeDispute: (disputeId, status) => tell(closeDispute(store, disputeId, status)),
    signed: (event) => {
      const { headers, body } = sign(state, JSON.stringify(event));
      return { headers, body: Buffer.from(body) };
    },
    eventOf: (type, object) => eventOf({ type, object }),
    close: server.close,
  };
  const state: State = { options, simulator, kept: new Map() };
  return simulator;
}

function eventOf({ type, object }: Happened): Json {
  return {
    object: 'event',
    id: newId('evt'),
    api_version: API_VERSION,
    type,
    created: nowS(),
    livemode: false,
    pending_webhooks: 1,
    data: { object: JSON.parse(JSON.stringify(object)) as Json },
  };
}

function emit(state: State, happened: readonly Happened[]): void {
  const { simulator, options } = state;
  for (const one of happened) {
    const isOfPayment = one.type.startsWith('payment_intent.');
    const fault = isOfPayment ? simulator.faults.take('notification') : undefined;
    const event = eventOf(one);
    lie(event, fault);
    const outgoing: Outgoing = {
      eventId: String(event['id']),
      reference: `${one.type} ${numberOf(one.object as Json)}`,
      url: options.webhookUrl,
      make: () => {
        const { headers, body } = sign(state, JSON.stringify(event));
        const signature = fault?.kind === 'wrong_signature' ? { 'stripe-signature': 't=1,v1=00' } : {};
        return { headers: { ...headers, ...signature }, body };
      },
    };
    simulator.notifications.send(outgoing, fault);
  }
}

/** What a fault makes Stripe say, with its signature. */
function lie(event: Json, fault: Fault | undefined): void {
  const { object } = event['data'] as { object: Json };
  if (fault?.kind === 'wrong_amount') object['amount_received'] = 1;
  if (fault?.kind === 'wrong_account') event['account'] = 'acct_somebody';
}

function numberOf(object: Json): string {
  const metadata = object['metadata'] as Record<string, string> | undefined;
  return metadata?.['reference'] ?? String(object['client_reference_id'] ?? object['id']);
}

function sign(state: State, body: string): { headers: Record<string, string>; body: string } {
  const timestamp = nowS();
  const signatures = state.simulator.secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
  );
  return {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': [`t=${timestamp}`, ...signatures, 'v0=00'].join(','),
    },
    body,
  };
}

async function answer(state: State, call: Call): Promise<Answer | null> {
  const { simulator, options } = state;
  simulator.calls.push(call);
  if (call.headers.authorization !== `Bearer ${options.secretKey}`)
    return problem(new StripeProblem(401, { message: 'Invalid API Key' }));
  if (call.headers['stripe-version'] !== API_VERSION)
    return problem(new StripeProblem(400, { message: 'Another version is simulated' }));
  const found = routeOf(call);
  if (found === undefined) return problem(new StripeProblem(404, { message: 'Unrecognized request URL' }));
  const fault = simulator.faults.take(found.route.operation);
  const refusal = refusals[fault?.kind ?? ''];
  if (refusal !== undefined) return problem(new StripeProblem(...refusal));
  return underFault(fault, () => once(state, call, found));
}

/** What a fault makes Stripe refuse with. */
const refusals: Readonly<Record<string, readonly [status: number, error: Json]>> = {
  rate_limited: [429, { code: 'rate_limit' }],
  key_in_use: [409, { code: 'idempotency_key_in_use' }],
  invalid: [400, { code: 'amount_too_small' }],
  not_activated: [400, { code: 'payment_method_unactivated' }],
  card_declined: [402, { type: 'card_error', code: 'card_declined', decline_code: 'expired_card' }],
};

/** The same key is the same wish: its first answer again, or a refusal when something else is asked under it. */
function once(state: State, call: Call, found: { route: Route; id: string }): Answer {
  const key = call.headers['idempotency-key'];
  if (typeof key !== 'string' || call.method !== 'POST') return work(state, call, found);
  const asked = `${call.url.pathname} ${call.body}`;
  const known = state.kept.get(key);
  if (known !== undefined) {
    if (known.asked !== asked) return problem(new StripeProblem(400, { type: 'idempotency_error' }));
    if (known.answer === null) return problem(new StripeProblem(409, { code: 'idempotency_key_in_use' }));
    return { ...known.answer, headers: { ...known.answer.headers, 'idempotent-replayed': 'true' } };
  }
  const keeping: { asked: string; answer: Answer | null } = { asked, answer: null };
  state.kept.set(key, keeping);
  keeping.answer = work(state, call, found);
  return keeping.answer;
}

function work(state: State, call: Call, { route, id }: { route: Route; id: string }): Answer {
  const { simulator } = state;
  const fields = call.method === 'GET' ? call.url.searchParams : new URLSearchParams(call.body);
  try {
    const told = route.work({
      store: simulator.store,
      fields,
      id,
      origin: simulator.url,
      refundsPend: simulator.refundsPend,
      emit: (happened) => emit(state, happened),
    });
    return json(200, told);
  } catch (error) {
    if (error instanceof StripeProblem) return problem(error);
    throw error;
  }
}

function problem({ status, error }: StripeProblem): Answer {
  return json(status, { error });
}

function json(status: number, body: unknown): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'request-id': newId('req') },
    body: JSON.stringify(body),
  };
}
