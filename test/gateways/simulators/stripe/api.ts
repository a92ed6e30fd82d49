import type { Call, Fault } from '../kit.ts';
import { type Happened, newIntent, refuseUnless, take } from './payer.ts';
import {
  bookBalance,
  byId,
  type Json,
  newId,
  nowS,
  type SimIntent,
  type SimRefund,
  type SimSession,
  type Store,
  StripeProblem,
} from './store.ts';

export interface Work {
  readonly store: Store;
  readonly fields: URLSearchParams;
  /** What stands in the path for an id. */
  readonly id: string;
  /** Where pages of this simulator are. */
  readonly origin: string;
  /** New refunds wait before they are done. */
  readonly refundsPend: boolean;
  emit(happened: readonly Happened[]): void;
}

export interface Route {
  readonly operation: Fault['operation'];
  work(work: Work): unknown;
}

const THREE_DECIMALS = ['bhd', 'jod', 'kwd', 'omr', 'tnd'];

const routes: readonly (readonly [pattern: RegExp, route: Route])[] = [
  [/^POST \/v1\/checkout\/sessions$/, { operation: 'create', work: createSession }],
  [/^POST \/v1\/payment_intents$/, { operation: 'create', work: createIntent }],
  [/^GET \/v1\/checkout\/sessions$/, { operation: 'query', work: (work) => list(work, work.store.sessions) }],
  [/^GET \/v1\/payment_intents$/, { operation: 'query', work: (work) => list(work, work.store.intents) }],
  [/^GET \/v1\/refunds$/, { operation: 'query', work: listRefunds }],
  [/^GET \/v1\/disputes$/, { operation: 'query', work: listDisputes }],
  [/^GET \/v1\/balance_transactions$/, { operation: 'statement', work: listBalance }],
  [/^GET \/v1\/checkout\/sessions\/(\w+)$/, { operation: 'query', work: (work) => sessionView(work) }],
  [/^GET \/v1\/payment_intents\/(\w+)$/, { operation: 'query', work: (work) => intentView(work) }],
  [/^POST \/v1\/checkout\/sessions\/(\w+)\/expire$/, { operation: 'close', work: expireSession }],
  [/^POST \/v1\/payment_intents\/(\w+)\/cancel$/, { operation: 'close', work: cancelIntent }],
  [/^POST \/v1\/payment_intents\/(\w+)\/capture$/, { operation: 'capture', work: captureIntent }],
  [/^POST \/v1\/refunds$/, { operation: 'refund', work: createRefund }],
];

/** The route of a call with what stands for its id; undefined when Stripe has none. */
export function routeOf(call: Call): { readonly route: Route; readonly id: string } | undefined {
  for (const [pattern, route] of routes) {
    const match = pattern.exec(`${call.method} ${call.url.pathname}`);
    if (match !== null) return { route, id: match[1] ?? '' };
  }
  return undefined;
}

function required(fields: URLSearchParams, name: string): string {
  const value = fields.get(name);
  if (value === null) throw new StripeProblem(400, { code: 'parameter_missing', param: name });
  return value;
}

function metadataOf(fields: URLSearchParams, prefix: string): Record<string, string> {
  const start = `${prefix}[`;
  const own = [...fields].filter(([name]) => name.startsWith(start));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(start.length, -1), value]));
}

/** Amounts of three decimals must end in 0. */
function amountOf(fields: URLSearchParams, name: string, currency: string): number {
  const amount = Number(required(fields, name));
  refuseUnless(Number.isSafeInteger(amount) && amount > 0, 'parameter_invalid_integer');
  refuseUnless(amount <= 99_999_999, 'amount_too_large');
  refuseUnless(!THREE_DECIMALS.includes(currency) || amount % 10 === 0, 'invalid_amount');
  return amount;
}

/** Since the version that we name, `allowed_payment_method_types` stands in its place. */
function refuseOldParameter(fields: URLSearchParams): void {
  const isOld = [...fields.keys()].some((name) => name.startsWith('payment_method_types'));
  refuseUnless(!isOld, 'payment_method_types_no_longer_supported');
}

function createSession({ store, fields, origin }: Work): SimSession {
  refuseOldParameter(fields);
  const currency = required(fields, 'line_items[0][price_data][currency]');
  const expiresAt = Number(required(fields, 'expires_at'));
  const aheadS = expiresAt - nowS();
  refuseUnless(aheadS >= 30 * 60 && aheadS <= 24 * 3_600, 'expires_at_out_of_range');
  refuseUnless(required(fields, 'mode') === 'payment', 'mode_invalid');
  const id = newId('cs_test');
  const session: SimSession = {
    object: 'checkout.session',
    id,
    created: nowS(),
    client_reference_id: required(fields, 'client_reference_id'),
    amount_total: amountOf(fields, 'line_items[0][price_data][unit_amount]', currency),
    currency,
    expires_at: expiresAt,
    livemode: false,
    url: `${origin}/c/pay/${id}`,
    success_url: required(fields, 'success_url'),
    locale: fields.get('locale'),
    status: 'open',
    payment_status: 'unpaid',
    payment_intent: null,
    threeDSecure: fields.get('payment_method_options[card][request_three_d_secure]'),
    data: {
      metadata: metadataOf(fields, 'payment_intent_data[metadata]'),
      capture: fields.get('payment_intent_data[capture_method]') ?? 'automatic',
    },
  };
  store.sessions.push(session);
  return session;
}

function createIntent({ store, fields, origin }: Work): SimIntent {
  refuseOldParameter(fields);
  const currency = required(fields, 'currency');
  const method = required(fields, 'allowed_payment_method_types[0]');
  refuseUnless(required(fields, 'payment_method_data[type]') === method, 'parameter_invalid');
  const intent = newIntent({
    amount: amountOf(fields, 'amount', currency),
    currency,
    capture: 'automatic',
    metadata: metadataOf(fields, 'metadata'),
  });
  if (fields.get('confirm') === 'true') {
    required(fields, 'return_url');
    intent.status = 'requires_action';
    intent.next_action = nextAction(method, `${origin}/redirect/${intent.id}`, fields);
  }
  store.intents.push(intent);
  return intent;
}

function nextAction(method: string, url: string, fields: URLSearchParams): Json {
  if (method !== 'wechat_pay')
    return { type: 'alipay_handle_redirect', alipay_handle_redirect: { url, native_data: null } };
  refuseUnless(fields.get('payment_method_options[wechat_pay][client]') === 'web', 'parameter_missing');
  return {
    type: 'wechat_pay_display_qr_code',
    wechat_pay_display_qr_code: { data: 'weixin://wxpay/bizpayurl?pr=xyz', hosted_instructions_url: url },
  };
}

interface Listed {
  readonly id: string;
  readonly created: number;
}

/** Newest first, by created time and cursor. */
function list<Thing extends Listed>({ fields }: Pick<Work, 'fields'>, things: readonly Thing[]): Json {
  const bound = (name: string, otherwise: number) => Number(fields.get(`created[${name}]`) ?? otherwise);
  const wanted = [...things]
    .reverse()
    .filter(
      ({ created }) =>
        created >= bound('gte', 0) && created <= bound('lte', 1e12) && created < bound('lt', 1e12),
    );
  const after = fields.get('starting_after');
  const start = after === null ? 0 : wanted.findIndex(({ id }) => id === after) + 1;
  const limit = Math.min(100, Number(fields.get('limit') ?? 10));
  const data = wanted.slice(start, start + limit);
  return { object: 'list', url: '/', has_more: start + limit < wanted.length, data };
}

function listRefunds(work: Work): Json {
  const intentId = work.fields.get('payment_intent');
  return list(
    work,
    work.store.refunds.filter(({ payment_intent }) => payment_intent === intentId),
  );
}

function listDisputes(work: Work): Json {
  const intentId = work.fields.get('payment_intent');
  return list(
    work,
    work.store.disputes.filter(({ payment_intent }) => payment_intent === intentId),
  );
}

function listBalance(work: Work): Json {
  const { store } = work;
  const sources = [...store.charges, ...store.refunds, ...store.disputes];
  const page = list(work, store.balance);
  if (![...work.fields.values()].includes('data.source')) return page;
  const data = (page['data'] as Json[]).map((entry) => ({
    ...entry,
    source: sources.find(({ id }) => id === entry['source']) ?? { object: 'payout', id: entry['source'] },
  }));
  return { ...page, data };
}

function sessionView({ store, fields, id }: Work): Json {
  const session = byId(store.sessions, id);
  const wantsIntent = [...fields.values()].some((value) => value.startsWith('payment_intent'));
  if (!wantsIntent || session.payment_intent === null) return session;
  return { ...session, payment_intent: withCharge(store, byId(store.intents, session.payment_intent)) };
}

function intentView({ store, fields, id }: Work): Json {
  const intent = byId(store.intents, id);
  return [...fields.values()].includes('latest_charge') ? withCharge(store, intent) : intent;
}

function withCharge(store: Store, intent: SimIntent): Json {
  const charge = store.charges.find(({ id }) => id === intent.latest_charge) ?? null;
  return { ...intent, latest_charge: charge };
}

function expireSession({ store, id, emit }: Work): SimSession {
  const session = byId(store.sessions, id);
  refuseUnless(session.status === 'open', 'resource_not_open');
  session.status = 'expired';
  const intent = store.intents.find((candidate) => candidate.id === session.payment_intent);
  if (intent !== undefined) intent.status = 'canceled';
  emit([{ type: 'checkout.session.expired', object: session }]);
  return session;
}

function cancelIntent({ store, id, emit }: Work): SimIntent {
  const intent = byId(store.intents, id);
  const isOpen = ['requires_payment_method', 'requires_action', 'requires_capture'].includes(intent.status);
  refuseUnless(isOpen, 'payment_intent_unexpected_state');
  intent.status = 'canceled';
  intent.amount_capturable = 0;
  emit([{ type: 'payment_intent.canceled', object: intent }]);
  return intent;
}

function captureIntent({ store, fields, id, emit }: Work): Json {
  const intent = byId(store.intents, id);
  refuseUnless(intent.status === 'requires_capture', 'payment_intent_unexpected_state');
  const amount = Number(fields.get('amount_to_capture') ?? intent.amount);
  refuseUnless(amount > 0 && amount <= intent.amount, 'amount_too_large');
  emit(take(store, intent, amount));
  return withCharge(store, intent);
}

function createRefund({ store, fields, refundsPend, emit }: Work): SimRefund {
  const intent = byId(store.intents, required(fields, 'payment_intent'));
  refuseUnless(intent.status === 'succeeded', 'payment_intent_unexpected_state');
  const charge = byId(store.charges, intent.latest_charge ?? '');
  refuseUnless(!charge.disputed, 'charge_disputed');
  refuseUnless(charge.amount_refunded < charge.amount_captured, 'charge_already_refunded');
  const amount = amountOf(fields, 'amount', intent.currency);
  refuseUnless(amount <= charge.amount_captured - charge.amount_refunded, 'amount_too_large');
  charge.amount_refunded += amount;
  const refund: SimRefund = {
    object: 'refund',
    id: newId('re'),
    created: nowS(),
    amount,
    currency: intent.currency,
    charge: charge.id,
    payment_intent: intent.id,
    status: refundsPend ? 'pending' : 'succeeded',
    failure_reason: null,
    metadata: metadataOf(fields, 'metadata'),
  };
  store.refunds.push(refund);
  const { currency, id } = refund;
  bookBalance(store, { amount: -amount, currency, category: 'refund', source: id });
  emit([
    { type: 'charge.refunded', object: charge },
    { type: 'refund.created', object: refund },
  ]);
  return refund;
}
