import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CheckoutView, PaymentMethod } from '../../src/checkout/wire.ts';
import type { Api } from '../support/api.ts';
import type { TestProduct } from '../support/products.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';
import { ACCOUNT_ID, SECRET_KEY, WEBHOOK_SECRET } from './simulators/stripe/harness.ts';
import { type StripeSimulator, startStripe } from './simulators/stripe/simulator.ts';

let till: Till;
let stripe: StripeSimulator;
beforeAll(async () => {
  const options = {
    accountId: ACCOUNT_ID,
    secretKey: SECRET_KEY,
    webhookSecret: WEBHOOK_SECRET,
    webhookUrl: '',
  };
  stripe = await startStripe(options);
  till = await startTill({
    STRIPE_ACCOUNT_ID: ACCOUNT_ID,
    STRIPE_SECRET_KEY: SECRET_KEY,
    STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRET,
    STRIPE_METHODS: 'card,alipay,wechat_pay',
    STRIPE_BASE_URL: stripe.url,
    GATEWAY_ORDER: 'stripe',
  });
  // The endpoint that is set in Stripe's dashboard.
  options.webhookUrl = `${till.url}/v1/gateways/stripe/notifications`;
});
afterAll(async () => {
  await stripe?.notifications.idle();
  await till?.close();
  await stripe?.close();
});

async function start(product: Partial<TestProduct> = {}) {
  const learner = await till.learner();
  const { body: checkout } = await learner.start(await till.product(product));
  return { learner, checkout };
}

async function press(learner: Api, checkout: CheckoutView, method: PaymentMethod): Promise<string> {
  const { status, body } = await learner.pay(checkout, { method });
  expect(status).toBe(200);
  const attempts = await till.db.query
    .selectFrom('payment_attempt')
    .select(['gatewayReference', 'gateway'])
    .where('paymentId', '=', body.payment?.paymentId ?? '')
    .orderBy('number')
    .execute();
  expect(attempts.at(-1)?.gateway).toBe('stripe');
  return attempts.at(-1)?.gatewayReference ?? '';
}

function ended(learner: Api, checkoutId: string): Promise<CheckoutView> {
  return until(
    async () => (await learner.view(checkoutId)).body,
    ({ status }) => status === 'complete',
  );
}

test.each([
  ['card', 'CNY', 9_900],
  ['card', 'JPY', 1_251],
  ['card', 'KWD', 12_340],
  ['wechat_pay', 'CNY', 9_900],
] as const)(
  '%s in %s is paid at Stripe and opens access by a signed event',
  async (method, currency, amountMinor) => {
    const { learner, checkout } = await start({ currency, amountMinor });
    const reference = await press(learner, checkout, method);
    stripe.act(reference);
    const { payment, access } = await ended(learner, checkout.checkoutId);
    expect(payment?.status).toBe('succeeded');
    expect(access).toHaveLength(1);
    const [line] = stripe.store.balance.slice(-1);
    expect(line).toMatchObject({ amount: amountMinor, currency: currency.toLowerCase() });
  },
);

test('a payer who is declined on the page tries again there, and the till waits for it', async () => {
  const { learner, checkout } = await start();
  const reference = await press(learner, checkout, 'card');
  stripe.act(reference, 'declined');
  await stripe.notifications.idle();
  expect((await learner.view(checkout.checkoutId)).body.payment?.status).toBe('requires_action');
  stripe.act(reference);
  await ended(learner, checkout.checkoutId);
  expect(await learner.entitlements()).toHaveLength(1);
});

test('whoever changes from card to WeChat Pay closes the page first, and pays once', async () => {
  const { learner, checkout } = await start();
  const card = await press(learner, checkout, 'card');
  const wechat = await press(learner, checkout, 'wechat_pay');
  const page = stripe.store.sessions.find((session) => session.client_reference_id === card);
  expect(page?.status).toBe('expired');
  expect(() => stripe.act(card)).toThrow('the page is closed');
  stripe.act(wechat);
  await ended(learner, checkout.checkoutId);
});

test('a press whose answer is lost is taken up: the page that Stripe made is closed, and nobody is charged', async () => {
  const { learner, checkout } = await start();
  stripe.faults.add({ operation: 'create', kind: 'error_after' });
  const lost = await press(learner, checkout, 'card');
  await till.sandbox('/control/advance', { method: 'POST', body: JSON.stringify({ byMs: 30_000 }) });
  const page = await until(
    async () => stripe.store.sessions.find((session) => session.client_reference_id === lost),
    (session) => session?.status === 'expired',
  );
  expect(page?.payment_intent).toBeNull();
  const again = await press(learner, checkout, 'card');
  expect(again).not.toBe(lost);
  stripe.act(again);
  await ended(learner, checkout.checkoutId);
  expect(stripe.store.charges.filter(({ metadata }) => metadata['reference'] === lost)).toEqual([]);
});
