import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StripeConfig } from '../../src/checkout/gateway/stripe/index.ts';
import type {
  CreatePaymentRequest,
  CreatePaymentResult,
  PaymentGateway,
  RefundRequest,
} from '../../src/checkout/gateway/types.ts';
import { newReference } from '../../src/kernel/id.ts';
import { SECRET_KEY, type StripeUnderTest, startStripeUnderTest } from './simulators/stripe/harness.ts';
import { newId } from './simulators/stripe/store.ts';

let under: StripeUnderTest;
let gateway: PaymentGateway;
beforeAll(async () => {
  under = await startStripeUnderTest();
  gateway = under.gateway;
});
afterAll(() => under.close());

async function created(change: Partial<CreatePaymentRequest> = {}) {
  const request = under.request(change);
  const result = await gateway.createPayment(request);
  return { request, result, reference: request.gatewayReference };
}

async function paid(change: Partial<CreatePaymentRequest> = {}): Promise<string> {
  const { reference } = await created(change);
  under.simulator.act(reference);
  return reference;
}

function refundOf(gatewayReference: string, change: Partial<RefundRequest> = {}): RefundRequest {
  return {
    refundReference: newReference('R'),
    gatewayReference,
    amountMinor: 4_000,
    capturedMinor: 9_900,
    currency: 'CNY',
    reason: 'changed my mind',
    notifyUrl: under.merchant.url,
    ...change,
  };
}

function library(): Stripe {
  const { hostname, port } = new URL(under.simulator.url);
  return new Stripe(SECRET_KEY, {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

function actionOf(result: CreatePaymentResult) {
  if (result.outcome !== 'requires_action') throw new Error(JSON.stringify(result));
  return result.action;
}

function sessionOf(reference: string) {
  const session = under.simulator.store.sessions.find((one) => one.client_reference_id === reference);
  if (session === undefined) throw new Error('no page');
  return session;
}

test("Stripe's own library reads from the simulator what our adapter made, and finds it in the lists", async () => {
  const { reference } = await created();
  under.simulator.act(reference);
  const session = await library().checkout.sessions.retrieve(sessionOf(reference).id, {
    expand: ['payment_intent.latest_charge'],
  });
  expect(session).toMatchObject({ client_reference_id: reference, amount_total: 9_900, status: 'complete' });
  expect(session.payment_intent).toMatchObject({ metadata: { reference }, amount_received: 9_900 });
  const listed: unknown[] = [];
  for await (const one of library().paymentIntents.list({ created: { gte: 0 }, limit: 1 }))
    listed.push(one.id);
  expect(listed.length).toBe(under.simulator.store.intents.length);
});

test('what the library makes under a key of ours is the same payment, and another wish under it is an error', async () => {
  const { reference } = await created({ method: 'alipay' });
  const made = under.simulator.store.intents.find(({ metadata }) => metadata['reference'] === reference);
  const wish: Stripe.PaymentIntentCreateParams = {
    amount: 1,
    currency: 'cny',
    allowed_payment_method_types: ['alipay'],
    payment_method_data: { type: 'alipay' },
  };
  const again = library().paymentIntents.create(wish, { idempotencyKey: reference });
  await expect(again).rejects.toMatchObject({ type: 'StripeIdempotencyError' });
  expect(under.simulator.store.intents.filter(({ metadata }) => metadata['reference'] === reference)).toEqual(
    [made],
  );
});

/** The fields of the last POST to a path. */
function lastPost(path: string): Record<string, string> {
  const call = under.simulator.calls.findLast(
    ({ method, url }) => method === 'POST' && url.pathname === path,
  );
  return Object.fromEntries(new URLSearchParams(call?.body));
}

test("what we send is what Stripe's own library sends for the same wish, by the types of its version", async () => {
  const page = await created({ capture: 'manual', challenge: true });
  const { gatewayReference: reference, description, returnUrl } = page.request;
  const ourPage = lastPost('/v1/checkout/sessions');
  const metadata = { reference, form: 'page' };
  await library().checkout.sessions.create({
    mode: 'payment',
    client_reference_id: reference,
    allowed_payment_method_types: ['card'],
    line_items: [
      {
        quantity: 1,
        price_data: { currency: 'cny', unit_amount: 9_900, product_data: { name: description } },
      },
    ],
    success_url: returnUrl,
    cancel_url: returnUrl,
    expires_at: Number(ourPage['expires_at']),
    locale: 'en',
    metadata,
    payment_intent_data: { metadata, description, capture_method: 'manual' },
    payment_method_options: { card: { request_three_d_secure: 'challenge' } },
  });
  expect(ourPage).toEqual(lastPost('/v1/checkout/sessions'));

  const direct = await created({ method: 'wechat_pay', flow: 'qr', amountMinor: 123 });
  const ourIntent = lastPost('/v1/payment_intents');
  await library().paymentIntents.create({
    amount: 123,
    currency: 'cny',
    description,
    metadata: { reference: direct.reference },
    allowed_payment_method_types: ['wechat_pay'],
    payment_method_data: { type: 'wechat_pay' },
    payment_method_options: { wechat_pay: { client: 'web' } },
    confirm: true,
    return_url: returnUrl,
  });
  expect(ourIntent).toEqual(lastPost('/v1/payment_intents'));
});

test("the simulator's events hold for Stripe's own library, and the library's signatures for us", async () => {
  const reference = await paid();
  const raw = under.event('payment_intent.succeeded', reference);
  const secret = under.simulator.secrets[0] ?? '';
  const { webhooks } = library();
  const header = String(raw.headers['stripe-signature']);
  expect(webhooks.constructEvent(raw.body, header, secret).type).toBe('payment_intent.succeeded');
  expect(() => webhooks.constructEvent(raw.body, header, 'whsec_other')).toThrow();
  const theirs = webhooks.generateTestHeaderString({ payload: raw.body.toString(), secret });
  const notification = gateway.parseNotification(
    { headers: { 'stripe-signature': theirs }, body: raw.body },
    Date.now(),
  );
  expect(notification.content).toMatchObject({ kind: 'payment', payment: { gatewayReference: reference } });
});

test('a card is paid on a page of Stripe, in the language of the learner, challenged when asked', async () => {
  const plain = await created({ language: 'zh' });
  expect(actionOf(plain.result)).toMatchObject({
    type: 'redirect',
    url: sessionOf(plain.reference)['url'],
    expiresAtMs: plain.request.expiresAtMs,
  });
  expect(sessionOf(plain.reference)).toMatchObject({ locale: 'zh', threeDSecure: 'automatic' });
  const challenged = await created({ challenge: true });
  expect(sessionOf(challenged.reference)).toMatchObject({ threeDSecure: 'challenge' });
  const sent = under.simulator.calls.map(({ body }) => body).join('\n');
  expect(sent).not.toMatch(/card\[number\]|card%5Bnumber%5D/);
});

test('Alipay by Stripe is an address to leave for, WeChat Pay a QR', async () => {
  const alipay = await created({ method: 'alipay' });
  expect(actionOf(alipay.result)).toMatchObject({
    type: 'redirect',
    url: expect.stringContaining('/redirect/pi_'),
  });
  const wechat = await created({ method: 'wechat_pay', flow: 'qr' });
  expect(actionOf(wechat.result)).toMatchObject({ type: 'qr', qrText: expect.stringMatching(/^weixin:/) });
  for (const { reference } of [alipay, wechat]) {
    under.simulator.act(reference);
    expect(await gateway.queryPayment(reference)).toMatchObject({ payment: { status: 'succeeded' } });
  }
});

test.each([
  [{ method: 'wechat_pay', flow: 'redirect', surface: 'mobile_web' }, 'flow_not_supported'],
  [{ method: 'alipay', flow: 'qr', surface: 'web' }, 'flow_not_supported'],
  [{ method: 'card', flow: 'redirect', surface: 'ios_app' }, 'flow_not_supported'],
  [{ method: 'alipay', flow: 'redirect', capture: 'manual' }, 'capture_not_supported'],
  [{ currency: 'KWD', amountMinor: 12_341 }, 'amount_not_supported'],
  [{ currency: 'CNY', amountMinor: 100_000_000 }, 'amount_not_supported'],
  [{ currency: 'CNY', amountMinor: 0 }, 'amount_not_supported'],
] satisfies [Partial<CreatePaymentRequest>, string][])(
  '%o is refused before anything is sent',
  async (change, code) => {
    const before = under.simulator.calls.length;
    expect((await created(change)).result).toEqual({ outcome: 'declined', declineCode: code });
    expect(under.simulator.calls.length).toBe(before);
  },
);

test('on the page a declined payer may try again; a payment without a page ends with the decline', async () => {
  const { reference: page } = await created();
  under.simulator.act(page, 'declined');
  expect(await gateway.queryPayment(page)).toMatchObject({
    payment: { status: 'pending', declineCode: null },
  });
  const failed = gateway.parseNotification(under.event('payment_intent.payment_failed', page), Date.now());
  expect(failed.content).toMatchObject({ payment: { status: 'pending' } });
  under.simulator.act(page);
  expect(await gateway.queryPayment(page)).toMatchObject({ payment: { status: 'succeeded' } });

  const { reference: direct } = await created({ method: 'alipay' });
  under.simulator.act(direct, 'declined');
  const payment = { status: 'failed', declineCode: 'insufficient_funds' };
  expect(await gateway.queryPayment(direct)).toMatchObject({ payment });
  const told = gateway.parseNotification(under.event('payment_intent.payment_failed', direct), Date.now());
  expect(told.content).toMatchObject({ payment });
  const { reference: unproved } = await created({ method: 'alipay' });
  under.simulator.act(unproved, 'fails_challenge');
  expect(await gateway.queryPayment(unproved)).toMatchObject({
    payment: { declineCode: 'challenge_failed' },
  });
});

test('reserved money is taken once, in whole or in part, or let go', async () => {
  const { reference } = await created({ capture: 'manual' });
  const capture = { gatewayReference: reference, amountMinor: 5_000, currency: 'CNY' };
  expect(await gateway.capturePayment(capture)).toEqual({
    outcome: 'refused',
    failureCode: 'not_authorized',
  });
  under.simulator.act(reference);
  const reserved = await gateway.queryPayment(reference);
  expect(reserved).toMatchObject({ payment: { status: 'authorized', amountMinor: 9_900, paidAtMs: null } });
  const until = reserved.outcome === 'found' ? (reserved.payment.captureUntilMs ?? 0) : 0;
  expect(until - Date.now()).toBeGreaterThan(6 * 86_400_000);
  under.simulator.faults.add({ operation: 'capture', kind: 'no_answer' });
  expect(await under.impatient.capturePayment(capture)).toMatchObject({ outcome: 'unknown' });
  const payment = { status: 'succeeded', amountMinor: 5_000 };
  expect(await gateway.capturePayment(capture)).toMatchObject({ outcome: 'captured', payment });
  expect(await gateway.closePayment(reference)).toMatchObject({ outcome: 'settled', payment });

  const let_go = await paid({ capture: 'manual' });
  expect(await gateway.closePayment(let_go)).toEqual({ outcome: 'closed' });
  expect(await gateway.capturePayment({ ...capture, gatewayReference: let_go })).toMatchObject({
    outcome: 'settled',
    payment: { status: 'closed' },
  });
  expect(await gateway.refundPayment(refundOf(let_go))).toEqual({
    outcome: 'refused',
    failureCode: 'payment_not_paid',
  });
});

test('a payment whose answer was lost is found in the lists of its minutes, past any number of others', async () => {
  const { reference: page } = await created();
  const { reference: direct } = await created({ method: 'alipay' });
  const { sessions, intents } = under.simulator.store;
  const intent = intents.find(({ metadata }) => metadata['reference'] === direct);
  for (let count = 0; count < 150; count += 1) {
    sessions.push({ ...sessionOf(page), id: newId('cs_test'), client_reference_id: newReference('T') });
    if (intent !== undefined)
      intents.push({ ...intent, id: newId('pi'), metadata: { reference: newReference('T') } });
  }
  const restarted = under.adapter();
  expect(await restarted.queryPayment(page)).toMatchObject({ payment: { gatewayReference: page } });
  expect(await restarted.queryPayment(direct)).toMatchObject({ payment: { gatewayReference: direct } });
  const calls = under.simulator.calls.length;
  await restarted.queryPayment(direct);
  expect(under.simulator.calls.length).toBe(calls + 1);
});

test('a number that is too old or not of our making is never sent, since it could not be found again', async () => {
  const late = under.adapter({}, { wallMs: () => Date.now() + 11 * 60_000 });
  expect(await late.createPayment(under.request())).toEqual({
    outcome: 'not_sent',
    cause: 'the reference is too old',
  });
  expect((await created({ gatewayReference: 'ORDER1' })).result).toMatchObject({ outcome: 'not_sent' });
  expect(await gateway.queryPayment('ORDER1')).toMatchObject({ outcome: 'unknown' });
});

test('what Stripe turned away was surely not charged; what is at work under the key is doubt', async () => {
  const wrongKey = under.adapter({ secretKey: 'sk_test_wrong' });
  expect(await wrongKey.createPayment(under.request())).toMatchObject({ outcome: 'not_sent' });
  expect(await wrongKey.queryPayment(newReference('T'))).toMatchObject({ outcome: 'unknown' });
  under.simulator.faults.add({ operation: 'create', kind: 'rate_limited' });
  expect((await created()).result).toMatchObject({ outcome: 'not_sent' });
  under.simulator.faults.add({ operation: 'create', kind: 'key_in_use' });
  expect((await created()).result).toEqual({ outcome: 'unknown', cause: 'status 409' });
  under.simulator.faults.add({ operation: 'create', kind: 'invalid' });
  expect((await created()).result).toEqual({ outcome: 'declined', declineCode: 'amount_too_small' });
  under.simulator.faults.add({ operation: 'create', kind: 'not_activated' });
  expect((await created()).result).toEqual({ outcome: 'declined', declineCode: 'method_not_enabled' });
  under.simulator.faults.add({ operation: 'create', kind: 'card_declined' });
  expect((await created()).result).toEqual({ outcome: 'declined', declineCode: 'expired_card' });
  const { reference } = await created();
  const reused = await gateway.createPayment(under.request({ gatewayReference: reference, amountMinor: 1 }));
  expect(reused).toEqual({ outcome: 'unknown', cause: 'idempotency_error' });
});

test('a refund asked for again after Stripe forgot its key is still the same refund', async () => {
  const request = refundOf(await paid());
  const first = await gateway.refundPayment(request);
  under.simulator.forgetKeys();
  expect(await gateway.refundPayment(request)).toEqual(first);
  const refunds = under.simulator.store.refunds.filter(
    ({ metadata }) => metadata['reference'] === request.refundReference,
  );
  expect(refunds).toHaveLength(1);
});

test.each(['succeeded', 'failed'] as const)(
  'a refund that waits is told by an event when it %s',
  async (status) => {
    const request = refundOf(await paid());
    under.simulator.refundsPend = true;
    expect(await gateway.refundPayment(request)).toMatchObject({ refund: { status: 'pending' } });
    under.simulator.refundsPend = false;
    under.simulator.settleRefund(request.refundReference, status);
    const raw = under.event('refund.updated', request.refundReference);
    const refund = {
      refundReference: request.refundReference,
      gatewayReference: request.gatewayReference,
      amountMinor: 4_000,
      status,
      failureCode: status === 'failed' ? 'lost_or_stolen_card' : null,
    };
    expect(gateway.parseNotification(raw, Date.now()).content).toMatchObject({ kind: 'refund', refund });
    expect(await gateway.queryRefund(request.refundReference, request.gatewayReference)).toMatchObject({
      refund,
    });
  },
);

test.each(['won', 'lost'] as const)(
  'a dispute is told when it opens and when it is %s, and pauses refunds',
  async (end) => {
    const reference = await paid();
    const dispute = under.simulator.dispute(reference);
    const opened = gateway.parseNotification(under.event('charge.dispute.created', dispute.id), Date.now());
    expect(opened.content).toMatchObject({
      kind: 'dispute',
      dispute: {
        status: 'opened',
        amountMinor: 9_900,
        currency: 'CNY',
        reason: 'fraudulent',
        gatewayReference: null,
      },
    });
    const told = opened.content.kind === 'dispute' ? opened.content.dispute.gatewayPaymentId : '';
    expect(await gateway.findReference?.(told)).toBe(reference);
    expect(await gateway.findReference?.('pi_nobody')).toBeNull();
    await expect(under.unreachable.findReference?.(told)).rejects.toMatchObject({
      code: 'gateway_unavailable',
    });
    expect(await gateway.refundPayment(refundOf(reference))).toEqual({
      outcome: 'refused',
      failureCode: 'charge_disputed',
    });
    under.simulator.closeDispute(dispute.id, end);
    const closed = gateway.parseNotification(under.event('charge.dispute.closed', dispute.id), Date.now());
    expect(closed.content).toMatchObject({ dispute: { gatewayDisputeId: dispute.id, status: end } });
    const asked = { gatewayReference: reference, gatewayPaymentId: null };
    expect(await gateway.queryDisputes?.(asked)).toMatchObject({
      outcome: 'found',
      disputes: [{ gatewayDisputeId: dispute.id, gatewayReference: reference, status: end }],
    });
    expect(await under.unreachable.queryDisputes?.(asked)).toMatchObject({ outcome: 'unknown' });
  },
);

test.each([
  ['no key', { secretKey: 'pk_test_public' }, 'no secret or restricted key'],
  ['no account', { accountId: 'me' }, 'acct_'],
  ['no webhook secret', { webhookSecrets: [] }, 'no webhook secret'],
  ['a bad webhook secret', { webhookSecrets: ['whsec_'] }, 'whsec_'],
  ['an address without https', { baseUrl: 'http://api.stripe.com' }, 'https'],
  [
    'live money at a simulator',
    { secretKey: 'sk_live_secretsecret', baseUrl: 'http://127.0.0.1:1' },
    'live money',
  ],
] satisfies [string, Partial<StripeConfig>, string][])(
  'a configuration with %s stops the start and shows no secret',
  (_what, change, message) => {
    expect(() => under.adapter(change)).toThrow(message);
    expect(() => under.adapter(change)).not.toThrow('secretsecret');
  },
);

test('the mode is the mode of the key', () => {
  const live = under.adapter({ secretKey: 'rk_live_0123456789', baseUrl: 'https://api.stripe.com' });
  expect(live.capabilities.testOnly).toBe(false);
  expect(gateway.capabilities.testOnly).toBe(true);
});
