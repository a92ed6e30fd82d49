import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromStripeAmount, toStripeAmount } from '../../src/checkout/gateway/stripe/amounts.ts';
import type { CreatePaymentRequest } from '../../src/checkout/gateway/types.ts';
import { linesOf } from './contract.ts';
import { type StripeUnderTest, startStripeUnderTest, WEBHOOK_SECRET } from './simulators/stripe/harness.ts';
import { CARD_FINGERPRINT } from './simulators/stripe/payer.ts';
import { bookBalance, feeOf, type Json } from './simulators/stripe/store.ts';

let under: StripeUnderTest;
beforeAll(async () => {
  under = await startStripeUnderTest();
});
afterAll(() => under.close());

async function paid(change: Partial<CreatePaymentRequest> = {}): Promise<string> {
  const request = under.request(change);
  await under.gateway.createPayment(request);
  under.simulator.act(request.gatewayReference);
  return request.gatewayReference;
}

const lines = () => linesOf(under.gateway, under.statementDay());

test.each([
  ['CNY', 9_917, 9_917],
  ['JPY', 1_251, 1_251],
  ['KWD', 12_340, 12_340],
  ['ISK', 500, 50_000],
  ['UGX', 500, 50_000],
  ['MGA', 500, 5],
] as const)('%s %i is %i at Stripe, and back', (currency, ours, theirs) => {
  expect(toStripeAmount(ours, currency)).toBe(theirs);
  expect(fromStripeAmount(theirs, currency)).toBe(ours);
});

test.each([
  ['KWD', 12_345],
  ['MGA', 501],
  ['CNY', 100_000_000],
  ['ISK', Number.MAX_SAFE_INTEGER],
] as const)('%s %i cannot be told to Stripe', (currency, amountMinor) => {
  expect(toStripeAmount(amountMinor, currency)).toBeNull();
});

test('fees and disputes stand in the statement, payouts do not', async () => {
  const reference = await paid({ amountMinor: 10_050, currency: 'JPY' });
  const dispute = under.simulator.dispute(reference);
  under.simulator.closeDispute(dispute.id, 'won');
  bookBalance(under.simulator.store, { amount: -1, currency: 'jpy', category: 'payout', source: 'po_1' });
  const told = (await lines()).map(({ type, reference: about, amountMinor, feeMinor, currency }) =>
    [type, about === reference, amountMinor, feeMinor, currency].join(' '),
  );
  expect(told).toEqual([
    'dispute true -10050 0 JPY',
    'dispute true 10050 0 JPY',
    `payment true 10050 ${feeOf(10_050)} JPY`,
  ]);
});

test('what was taken of a reserved amount stands in the statement, not what was reserved', async () => {
  const reference = await paid({ capture: 'manual' });
  expect((await lines()).some((line) => line.reference === reference)).toBe(false);
  await under.gateway.capturePayment({ gatewayReference: reference, amountMinor: 5_000, currency: 'CNY' });
  const line = (await lines()).find((candidate) => candidate.reference === reference);
  expect(line).toMatchObject({ type: 'payment', amountMinor: 5_000 });
});

test('where Stripe converts, the amount is told in the currency of the payment and no fee is made up', async () => {
  under.simulator.store.settlement = { currency: 'usd', rate: 0.14 };
  const reference = await paid();
  under.simulator.store.settlement = null;
  const line = (await lines()).find((candidate) => candidate.reference === reference);
  expect(line).toMatchObject({ amountMinor: 9_900, currency: 'CNY', feeMinor: 0 });
});

test('a payment that somebody else made on the account is told by its own id', async () => {
  const { store } = under.simulator;
  const reference = await paid();
  const charge = store.charges.find(({ metadata }) => metadata['reference'] === reference);
  delete charge?.metadata['reference'];
  const line = (await lines()).find(({ gatewayId }) => gatewayId === charge?.id);
  expect(line?.reference).toBe(charge?.payment_intent);
});

test('a statement of many pages has every line once, and a day that never was is none', async () => {
  const { store } = under.simulator;
  const before = (await lines()).length;
  const charge = store.charges[0];
  for (let count = 0; count < 250; count += 1)
    bookBalance(store, { amount: 1, currency: 'jpy', category: 'charge', source: charge?.id ?? '' });
  expect(await lines()).toHaveLength(before + 250);
  expect(await linesOf(under.gateway, '2020-02-02')).toEqual([]);
  await expect(linesOf(under.gateway, 'yesterday')).rejects.toThrow('no day');
  under.simulator.faults.add({ operation: 'statement', kind: 'error_before' });
  await expect(lines()).rejects.toMatchObject({ code: 'gateway_unavailable' });
});

test('a page that expired is a payment that is closed', async () => {
  const request = under.request();
  await under.gateway.createPayment(request);
  await under.gateway.closePayment(request.gatewayReference);
  const raw = under.event('checkout.session.expired', request.gatewayReference);
  expect(under.gateway.parseNotification(raw, Date.now()).content).toMatchObject({
    kind: 'payment',
    payment: { gatewayReference: request.gatewayReference, status: 'closed', amountMinor: 9_900 },
  });
});

function parse(event: Json) {
  return under.gateway.parseNotification(under.simulator.signed(event), Date.now());
}

async function intentEvent(change: Json = {}): Promise<Json> {
  const reference = await paid({ method: 'alipay' });
  const intent = under.simulator.store.intents.find(({ metadata }) => metadata['reference'] === reference);
  return under.simulator.eventOf('payment_intent.succeeded', { ...intent, ...change });
}

test('events about things that are not ours, or mean nothing to us, are kept without a meaning', async () => {
  expect(parse(await intentEvent({ metadata: {} })).content).toEqual({ kind: 'other' });
  expect(parse(under.simulator.eventOf('customer.created', { id: 'cus_1' })).content).toEqual({
    kind: 'other',
  });
  const warning = {
    object: 'dispute',
    id: 'du_1',
    amount: 1,
    currency: 'cny',
    reason: 'general',
    status: 'warning_needs_response',
    payment_intent: 'pi_1',
  };
  expect(parse(under.simulator.eventOf('charge.dispute.created', warning)).content).toEqual({
    kind: 'other',
  });
});

test.each([
  ['of live mode', { livemode: true }, {}],
  ['that is no event', { object: 'charge' }, {}],
  ['with a negative amount', {}, { amount_received: -1 }],
  ['with a fraction', {}, { amount_received: 99.5 }],
  ['with an unknown status', {}, { status: 'paid' }],
])('a signed event %s is refused', async (_what, ofEvent, ofIntent) => {
  const event = { ...(await intentEvent(ofIntent)), ...ofEvent };
  expect(() => parse(event)).toThrow(expect.objectContaining({ code: 'notification_refused' }));
});

test('a signed lie about the amount is handed on as it is, for the proof to be refused by comparison', async () => {
  under.simulator.faults.add({ operation: 'notification', kind: 'wrong_amount' });
  const reference = await paid();
  const raw = under.event('payment_intent.succeeded', reference);
  expect(under.gateway.parseNotification(raw, Date.now()).content).toMatchObject({
    payment: { amountMinor: 1 },
  });
});

test('while a secret is rolled both hold; afterwards the old one proves nothing', async () => {
  const next = 'whsec_next0123456789abcdef';
  const event = await intentEvent();
  const withSecrets = (...webhookSecrets: string[]) => under.adapter({ webhookSecrets });
  const underOld = under.simulator.signed(event);
  under.simulator.secrets = [next, WEBHOOK_SECRET];
  const underBoth = under.simulator.signed(event);
  under.simulator.secrets = [next];
  const underNew = under.simulator.signed(event);
  under.simulator.secrets = [WEBHOOK_SECRET];
  for (const raw of [underOld, underBoth, underNew])
    expect(withSecrets(WEBHOOK_SECRET, next).parseNotification(raw, Date.now()).eventId).toBe(event['id']);
  expect(withSecrets(WEBHOOK_SECRET).parseNotification(underBoth, Date.now()).eventId).toBe(event['id']);
  expect(() => withSecrets(next).parseNotification(underOld, Date.now())).toThrow(
    expect.objectContaining({ code: 'notification_refused' }),
  );
});

test('an event is tried again for three days, signed anew each time, until the merchant takes it', async () => {
  const { notifications } = under.simulator;
  let tries = 0;
  under.merchant.answer = () => {
    tries += 1;
    const { status, body } = under.gateway.answerNotification(false);
    return { status, body };
  };
  const reference = await paid({ method: 'alipay' });
  await notifications.idle();
  under.merchant.answer = () => ({ status: 200, body: '' });
  const about = `payment_intent.succeeded ${reference}`;
  const deliveries = notifications.deliveries.filter((delivery) => delivery.reference === about);
  expect(deliveries.length).toBe(10);
  expect(deliveries.reduce((sum, { afterMs }) => sum + afterMs, 0)).toBeLessThanOrEqual(72 * 3_600_000);
  expect(tries).toBeGreaterThanOrEqual(10);
  expect(new Set(deliveries.map(({ eventId }) => eventId)).size).toBe(1);
});

test('a charge names its card and proves its payment; our query names it too', async () => {
  const reference = await paid();
  const charged = under.gateway.parseNotification(under.event('charge.succeeded', reference), Date.now());
  const queried = await under.gateway.queryPayment(reference);
  const { payment } = queried.outcome === 'found' ? queried : { payment: null };
  expect(charged.content).toEqual({ kind: 'payment', payment });
  expect(payment).toMatchObject({ status: 'succeeded', payerToken: `stripe:${CARD_FINGERPRINT}` });
});
