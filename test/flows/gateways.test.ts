import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaintsCommand } from '../../src/app/cli/complaints.ts';
import { gatewaysCommand } from '../../src/app/cli/gateways.ts';
import type { CheckoutView, PaymentMethod } from '../../src/checkout/wire.ts';
import { newId } from '../../src/kernel/id.ts';
import type { BookedPayment } from '../gateways/contract.ts';
import { APP_ID, SELLER_ID } from '../gateways/simulators/alipay/harness.ts';
import { type AlipaySimulator, startAlipay } from '../gateways/simulators/alipay/simulator.ts';
import { makeRsaKey } from '../gateways/simulators/rsa.ts';
import { ACCOUNT_ID, bookOf, SECRET_KEY, WEBHOOK_SECRET } from '../gateways/simulators/stripe/harness.ts';
import { type StripeSimulator, startStripe } from '../gateways/simulators/stripe/simulator.ts';
import { startWechatSimulator, type WechatSimulator } from '../gateways/simulators/wechat/index.ts';
import { type Api, apiOf, type StartOptions } from '../support/api.ts';
import { reconcile } from '../support/reconcile.ts';
import { hostToken, startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

const OPENID = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o';

let till: Till;
let wechat: WechatSimulator;
let alipay: AlipaySimulator;
let stripe: StripeSimulator;
beforeAll(async () => {
  const keys = { app: makeRsaKey(), alipay: makeRsaKey() };
  // Two of the gateways are told where to notify before the house has an address.
  const urlOf = (gateway: string) => `${till.url}/v1/gateways/${gateway}/notifications`;
  const complaintUrl = {
    secondMs: 2,
    get complaintUrl() {
      return urlOf('wechat_pay');
    },
  };
  const account = { accountId: ACCOUNT_ID, secretKey: SECRET_KEY, webhookSecret: WEBHOOK_SECRET };
  [wechat, alipay, stripe] = await Promise.all([
    startWechatSimulator(complaintUrl),
    startAlipay({ appId: APP_ID, sellerId: SELLER_ID, ...keys }),
    startStripe({
      ...account,
      get webhookUrl() {
        return urlOf('stripe');
      },
    }),
  ]);
  till = await startTill({
    WECHAT_PAY_MCHID: wechat.mchid,
    WECHAT_PAY_APP_ID: wechat.appId,
    WECHAT_PAY_CERT_SERIAL: wechat.merchantSerial,
    WECHAT_PAY_PRIVATE_KEY: wechat.merchantPrivateKey,
    WECHAT_PAY_API_V3_KEY: wechat.apiV3Key,
    WECHAT_PAY_PRODUCTS: 'native,h5,jsapi',
    WECHAT_PAY_BASE_URL: wechat.url,
    ALIPAY_APP_ID: APP_ID,
    ALIPAY_SELLER_ID: SELLER_ID,
    ALIPAY_PRIVATE_KEY: keys.app.privatePem,
    ALIPAY_PUBLIC_KEY: keys.alipay.publicPem,
    ALIPAY_BASE_URL: alipay.url,
    STRIPE_ACCOUNT_ID: ACCOUNT_ID,
    STRIPE_SECRET_KEY: SECRET_KEY,
    STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRET,
    STRIPE_BASE_URL: stripe.url,
    GATEWAY_ORDER: 'wechat_pay,alipay,stripe',
  });
});
afterAll(async () => {
  await Promise.all([alipay?.notifications.idle(), stripe?.notifications.idle(), wechat?.notifier.idle()]);
  await till?.close();
  await Promise.all([wechat?.close(), alipay?.close(), stripe?.close()]);
});

interface Press {
  readonly learner: Api;
  readonly checkout: CheckoutView;
  readonly paying: CheckoutView;
  readonly reference: string;
}

async function pressPay(
  method: PaymentMethod,
  options: StartOptions & { openid?: string } = {},
): Promise<Press> {
  const claims: Record<string, string> = options.openid ? { wechat_openid: options.openid } : {};
  const token = await hostToken(`buyer-${newId('b')}`, claims);
  const learner = await apiOf(till.url, { hostToken: token });
  const started = await learner.start(await till.product(), options);
  expect(started.status).toBe(201);
  const paying = await learner.pay(started.body, { method });
  expect(paying.status).toBe(200);
  const { gatewayReference } = await till.db.query
    .selectFrom('payment_attempt')
    .select('gatewayReference')
    .where('paymentId', '=', paying.body.payment?.paymentId ?? '')
    .executeTakeFirstOrThrow();
  return { learner, checkout: started.body, paying: paying.body, reference: gatewayReference };
}

const complete = ({ learner, checkout }: Press) =>
  until(
    async () => (await learner.view(checkout.checkoutId)).body,
    ({ status }) => status === 'complete',
  );
const advance = (byMs: number) =>
  till.sandbox('/control/advance', { method: 'POST', body: JSON.stringify({ byMs }) });

interface Side {
  readonly method: PaymentMethod;
  readonly pay: (reference: string) => unknown;
  readonly loseNext: () => void;
  readonly book: () => readonly BookedPayment[];
}

const sides: Readonly<Record<'wechat_pay' | 'alipay' | 'stripe', Side>> = {
  wechat_pay: {
    method: 'wechat_pay',
    pay: (reference) => wechat.pay(reference),
    loseNext: () => wechat.fault({ operation: 'notification', kind: 'lost' }),
    book: () =>
      [...wechat.book.orders.values()].map((order) => ({
        gatewayReference: order.outTradeNo,
        amountMinor: order.total,
        currency: 'CNY',
        capturedMinor: order.paidAtMs === null ? 0 : order.total,
        refunds: order.refunds.map(({ outRefundNo, amount }) => ({
          refundReference: outRefundNo,
          amountMinor: amount,
        })),
      })),
  },
  alipay: {
    method: 'alipay',
    pay: (reference) => alipay.pay(reference),
    loseNext: () => alipay.faults.add({ operation: 'notification', kind: 'lost' }),
    book: () => alipay.trades.book(),
  },
  stripe: {
    method: 'card',
    pay: (reference) => stripe.act(reference),
    loseNext: () => stripe.faults.add({ operation: 'notification', kind: 'lost' }),
    book: () => bookOf(stripe.store),
  },
};
const names = Object.keys(sides) as (keyof typeof sides)[];

describe.each(names)('a house that sells through %s', (name) => {
  const side = sides[name];

  it('is paid by a signed notification', async () => {
    const press = await pressPay(side.method);
    side.pay(press.reference);
    expect((await complete(press)).access).toHaveLength(1);
    const { source, status } = await till.db.query
      .selectFrom('gateway_event')
      .select(['source', 'status'])
      .where('gateway', '=', name)
      .where('reference', '=', press.reference)
      .orderBy('receivedAtMs')
      .executeTakeFirstOrThrow();
    expect({ source, status }).toEqual({ source: 'notification', status: 'applied' });
  });

  it('asks for what it was never told of, and gives it back when asked to', async () => {
    const press = await pressPay(side.method);
    side.loseNext();
    side.pay(press.reference);
    await advance(60_000);
    const { payment } = await complete(press);
    const refund = await press.learner.call('POST', `/v1/payments/${payment?.paymentId}/refunds`, {
      key: `refund-${press.reference}`,
    });
    expect(refund.status).toBeLessThan(300);
    await until(
      () => press.learner.orders(),
      ([order]) => order?.status === 'refunded',
    );
    const booked = side.book().find(({ gatewayReference }) => gatewayReference === press.reference);
    expect(booked?.refunds).toMatchObject([{ amountMinor: 9_900 }]);
  });
});

describe('WeChat Pay by surface', () => {
  const methodsOn = async (surface: string, openid?: string) => {
    const claims: Record<string, string> = openid ? { wechat_openid: openid } : {};
    const learner = await apiOf(till.url, { hostToken: await hostToken(`at-${newId('b')}`, claims) });
    const { body } = await learner.start(await till.product(), { surface });
    return Object.fromEntries(body.methods.map(({ method, ...view }) => [method, view]));
  };

  it('a phone browser leaves by a page of ours that names our origin and leads to H5', async () => {
    const press = await pressPay('wechat_pay', { surface: 'mobile_web' });
    const { action } = press.paying.payment ?? {};
    if (action?.type !== 'redirect') throw new Error('no page');
    const page = await fetch(action.url, { redirect: 'manual' });
    expect(page.status).toBe(200);
    expect(page.headers.get('referrer-policy')).toBe('origin');
    const text = await page.text();
    expect(text).toMatch(
      /http-equiv="refresh" content="0;url=https:\/\/wx\.tenpay\.com\/[^"]*&amp;redirect_url=/,
    );
    expect(text).not.toContain('<script');
    expect(wechat.book.orders.get(press.reference)?.product).toBe('h5');
    wechat.pay(press.reference);
    await complete(press);
  });

  it('inside WeChat a signed openid pays in the app; Alipay says why not and offers a link', async () => {
    const press = await pressPay('wechat_pay', { surface: 'wechat', openid: OPENID });
    expect(press.paying.payment?.action).toMatchObject({
      type: 'in_app',
      parameters: { appId: wechat.appId, signType: 'RSA', package: expect.stringMatching(/^prepay_id=/) },
    });
    expect(wechat.book.orders.get(press.reference)?.openid).toBe(OPENID);
    const methods = await methodsOn('wechat', OPENID);
    expect(methods['alipay']).toMatchObject({ available: false, elsewhere: true });
    expect(methods['wechat_pay']).toMatchObject({ available: true, flow: 'in_app' });
    wechat.pay(press.reference);
    await complete(press);
  });

  it('inside WeChat without an openid the sandbox’s page serves, and the real gateway is not asked', async () => {
    const press = await pressPay('wechat_pay', { surface: 'wechat' });
    expect(wechat.book.orders.has(press.reference)).toBe(false);
    expect(press.paying.payment?.action.type).toBe('redirect');
  });

  it('an iOS app sells nothing from outside, and says so', async () => {
    const methods = await methodsOn('ios_app', OPENID);
    for (const view of Object.values(methods)) {
      expect(view).toMatchObject({ available: false, reason: { zh: expect.stringContaining('iOS') } });
      expect(view).not.toHaveProperty('elsewhere');
    }
  });

  it('a page of five minutes that is over is replaced by another, and the first can no longer be paid', async () => {
    const press = await pressPay('wechat_pay', { surface: 'mobile_web' });
    await advance(5 * 60_000 + 1_000);
    const again = await press.learner.pay(press.checkout, { method: 'wechat_pay' });
    expect(again.body.payment?.action.type).toBe('redirect');
    expect(wechat.book.orders.get(press.reference)?.state).toBe('CLOSED');
    expect(() => wechat.pay(press.reference)).toThrow();
  });
});

describe('what WeChat Pay says', () => {
  it('a notification that lies about the amount grants nothing; the truth asked for afterwards does', async () => {
    const press = await pressPay('wechat_pay');
    wechat.fault({ operation: 'notification', kind: 'wrong_amount' });
    wechat.pay(press.reference);
    await complete(press);
    const { outcome } = await till.db.query
      .selectFrom('gateway_event')
      .select('outcome')
      .where('reference', '=', press.reference)
      .executeTakeFirstOrThrow();
    expect(outcome).toBe('mismatch');
  });

  it('a probe of our verifying is answered with a failure; what comes after it is handled', async () => {
    const press = await pressPay('wechat_pay');
    wechat.fault({ operation: 'notification', kind: 'probe' });
    wechat.pay(press.reference);
    await complete(press);
    const delivery = wechat.deliveryOf(press.reference, 'TRANSACTION.SUCCESS');
    await until(async () => delivery?.delivered, Boolean);
    expect(delivery?.tries).toEqual([401, 204]);
  });

  it('a failure after charging leaves doubt, nothing else may begin, and the truth asked for is access', async () => {
    wechat.fault({ operation: 'create', kind: 'error_after' });
    const press = await pressPay('wechat_pay');
    expect(press.paying.payment?.action.type).toBe('wait');
    const other = await press.learner.pay(press.checkout, { method: 'alipay' });
    expect(other.body.code).toBe('payment_being_checked');
    wechat.fault({ operation: 'notification', kind: 'lost' });
    wechat.pay(press.reference);
    await advance(60_000);
    await complete(press);
  });

  it('a notification that comes twice grants once', async () => {
    const press = await pressPay('wechat_pay');
    wechat.fault({ operation: 'notification', kind: 'duplicate' });
    wechat.pay(press.reference);
    await complete(press);
    await wechat.notifier.idle();
    expect(await press.learner.entitlements()).toHaveLength(1);
  });

  it('a complaint becomes a case with its payment, and the command lists it', async () => {
    const press = await pressPay('wechat_pay');
    wechat.pay(press.reference);
    const { payment } = await complete(press);
    const { complaintId } = wechat.complain(press.reference, '课程打不开，请退款');
    const caseOf = () =>
      till.db.query
        .selectFrom('gateway_complaint')
        .selectAll()
        .where('gatewayComplaintId', '=', complaintId)
        .executeTakeFirst();
    const found = await until(caseOf, (row) => row?.paymentId !== null && row !== undefined);
    expect(found).toMatchObject({
      paymentId: payment?.paymentId,
      learnerId: press.learner.learnerId,
      reason: '课程打不开，请退款',
    });
    const listed = await run(complaintsCommand, 'list', '--open');
    expect(listed.text).toContain(complaintId);
    wechat.settleComplaint(complaintId);
    await until(caseOf, (row) => row?.status === 'closed');
    expect((await run(complaintsCommand, 'list', '--open')).text).not.toContain(complaintId);
  });
});

async function run(command: typeof complaintsCommand, ...args: string[]) {
  const out: string[] = [];
  async function* stdin() {}
  const { house } = till.running;
  const code = await command.run(args, {
    stdin: stdin(),
    print: (line) => out.push(line),
    printError: (line) => out.push(line),
    clock: house.clock,
    newId,
    livemode: false,
    openDatabase: async () => house.db,
    gateways: () => house.checkout.gateways,
  });
  return { code, text: out.join('\n') };
}

it('every configured gateway answers a harmless question', async () => {
  const { code, text } = await run(gatewaysCommand, 'check');
  expect(text.split('\n').map((line) => line.split(':')[0])).toEqual([
    '✓ wechat_pay',
    '✓ alipay',
    '✓ stripe',
    '✓ sandbox',
  ]);
  expect(code).toBe(0);
});

it('in the end the books of all gateways are the database', async () => {
  await until(
    () => till.db.query.selectFrom('refund').select('status').where('status', '!=', 'succeeded').execute(),
    (open) => open.length === 0,
  );
  const book = names.flatMap((name) => sides[name].book());
  const charges = book.map((booked) => ({
    reference: booked.gatewayReference,
    status: booked.capturedMinor > 0 ? 'succeeded' : 'pending',
    amountMinor: booked.amountMinor,
    currency: booked.currency,
    capturedAmountMinor: booked.capturedMinor,
    refundedAmountMinor: booked.refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  }));
  const { differences, paidOrders } = await reconcile(till.db, { charges, refunds: [] }, names);
  expect(differences).toEqual([]);
  expect(paidOrders).toBeGreaterThan(7);
});
