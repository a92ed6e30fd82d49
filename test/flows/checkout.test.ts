import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CheckoutView } from '../../src/checkout/wire.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import type { RecommendationView } from '../../src/recommend/wire.ts';
import { type Api, apiOf } from '../support/api.ts';
import { changePrice } from '../support/products.ts';
import { type Book, reconcile } from '../support/reconcile.ts';
import { hostToken, startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

describe.each(['sqlite', 'postgresql'] as const)('selling on %s', (engine) => {
  let till: Till;
  let dropDatabase = async (): Promise<void> => {};
  beforeAll(async () => {
    const database = engine === 'postgresql' ? await createPostgresDatabase() : undefined;
    dropDatabase = database?.drop ?? dropDatabase;
    till = await startTill({ GATEWAY_TIMEOUT_MS: '1000', ...(database && { DATABASE_URL: database.url }) });
  });
  afterAll(async () => {
    await till.close();
    await dropDatabase();
  });
  beforeEach(async () => {
    await till.sandbox('/control/faults', { method: 'DELETE' });
  });

  const book = async () => (await till.sandbox('/control/book')) as Book;
  const referenceOf = async (paymentId: string | undefined) => {
    const attempts = await till.db.query
      .selectFrom('payment_attempt')
      .selectAll()
      .where('paymentId', '=', paymentId ?? '')
      .orderBy('number')
      .execute();
    return attempts.at(-1)?.gatewayReference ?? '';
  };
  const scanAndPay = (reference: string) =>
    till.sandbox('/control/pay', { method: 'POST', body: JSON.stringify({ reference }) });
  const paidView = (learner: Api, checkoutId: string) =>
    until(
      async () => (await learner.view(checkoutId)).body,
      (view) => view.status === 'complete',
    );
  const fault = (body: object) =>
    till.sandbox('/control/faults', { method: 'POST', body: JSON.stringify(body) });

  async function pressPay(
    learner: Api,
  ): Promise<{ checkout: CheckoutView; reference: string; paying: CheckoutView }> {
    const product = await till.product();
    const started = await learner.start(product);
    expect(started.status).toBe(201);
    const paying = await learner.pay(started.body);
    expect(paying.status).toBe(200);
    return {
      checkout: started.body,
      paying: paying.body,
      reference: await referenceOf(paying.body.payment?.paymentId),
    };
  }

  describe('a purchase', () => {
    it('goes from checkout to QR to paid to access, and every number agrees', async () => {
      const learner = await till.learner();
      const { checkout, paying, reference } = await pressPay(learner);
      expect(checkout.status).toBe('open');
      expect(checkout.taxMinor).toBe(560);
      expect(paying.payment?.action.type).toBe('qr');
      expect(paying.status).toBe('confirmed');
      // What pay answers is what a look at that moment shows.
      const { body: seen } = await learner.view(checkout.checkoutId);
      expect({ ...seen, serverNowMs: 0 }).toEqual({ ...paying, serverNowMs: 0 });
      await scanAndPay(reference);
      const paid = await paidView(learner, checkout.checkoutId);
      expect(paid.payment?.status).toBe('succeeded');
      expect(paid.access[0]?.startUrl).toMatch(/\/learn\//);
      expect(await learner.entitlements()).toHaveLength(1);
      expect((await learner.orders())[0]?.status).toBe('paid');
      expect((await reconcile(till.db, await book())).differences).toEqual([]);
    });

    it('by card leads through our own page to the gateway and back', async () => {
      const learner = await till.learner();
      const product = await till.product();
      const { body: checkout } = await learner.start(product);
      const paying = await learner.pay(checkout, { method: 'card', returnUrl: 'http://localhost:3080/' });
      const action = paying.body.payment?.action;
      if (action?.type !== 'redirect') throw new Error('no redirect');
      expect(new URL(action.url).origin).toBe(till.url);
      const leading = await fetch(action.url, { redirect: 'manual' });
      expect(leading.status).toBe(303);
      expect(leading.headers.get('location')).toContain(till.sandboxUrl);
      await scanAndPay(await referenceOf(paying.body.payment?.paymentId));
      await paidView(learner, checkout.checkoutId);
      const token = action.url.split('/go/')[1];
      const returned = await learner.call('GET', `/v1/returns/${token}`);
      expect(returned.body).toMatchObject({ status: 'succeeded', returnUrl: 'http://localhost:3080/' });
    });

    it('of something free is granted without a gateway', async () => {
      const learner = await till.learner();
      const product = await till.product({ amountMinor: 0 });
      const before = (await book()).charges.length;
      const { body: checkout } = await learner.start(product);
      const answer = await learner.pay(checkout);
      expect(answer.body).toMatchObject({ status: 'complete', payment: { status: 'succeeded' } });
      expect(await learner.entitlements()).toHaveLength(1);
      expect((await book()).charges).toHaveLength(before);
    });

    it('keeps the consent, tax and price version that were shown', async () => {
      const learner = await till.learner();
      const { paying } = await pressPay(learner);
      const order = await till.db.query
        .selectFrom('orders')
        .innerJoin('order_line', 'order_line.orderId', 'orders.orderId')
        .selectAll()
        .where('orders.orderId', '=', paying.order?.orderId ?? '')
        .executeTakeFirstOrThrow();
      expect(order).toMatchObject({
        consentVersion: '2026-11',
        consentLanguage: 'zh',
        consentSurface: 'web',
        buyerCountry: 'CN',
        priceVersion: 1,
        taxRatePpm: 60_000,
        taxIncluded: 1,
        merchantAccountId: 'ma_demo',
        livemode: 0,
      });
    });
  });

  describe('what a learner may not do', () => {
    it('terms that are no longer the present ones are asked for again', async () => {
      const learner = await till.learner();
      const { body: checkout } = await learner.start(await till.product());
      const answer = await learner.pay({ ...checkout, consent: { ...checkout.consent, version: '1999-01' } });
      expect([answer.status, answer.body.code]).toEqual([409, 'consent_outdated']);
    });

    it('what is paid cannot be canceled', async () => {
      const learner = await till.learner();
      const { checkout, reference } = await pressPay(learner);
      await scanAndPay(reference);
      await paidView(learner, checkout.checkoutId);
      const answer = await learner.call('POST', `/v1/checkouts/${checkout.checkoutId}/cancel`, {
        key: randomUUID(),
      });
      expect(answer.body.code).toBe('checkout_paid');
    });

    it('a guest is asked to sign in', async () => {
      const guest = await till.guest();
      const answer = await guest.start(await till.product());
      expect([answer.status, answer.body.code]).toEqual([401, 'identity_required']);
    });

    it('a token of one learner reads nothing of another', async () => {
      const { checkout } = await pressPay(await till.learner());
      const other = await till.learner();
      expect((await other.view(checkout.checkoutId)).status).toBe(404);
      expect((await other.pay(checkout)).body.code).toBe('not_found');
      expect(await other.orders()).toEqual([]);
    });

    it('a price that changed since it was shown is told with the new one', async () => {
      const learner = await till.learner();
      const product = await till.product();
      const changed = await changePrice(till.db, product, 12_900);
      const answer = await learner.start(product);
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({
        code: 'price_changed',
        newTotalMinor: 12_900,
        currency: 'CNY',
        lines: [{ priceId: changed.priceId }],
      });
      expect((await learner.start(changed)).status).toBe(201);
    });

    it('a total that is not the catalogue’s is refused, whatever the browser says', async () => {
      const learner = await till.learner();
      const product = await till.product();
      expect((await learner.start(product, { expectedTotalMinor: 1 })).body.code).toBe('price_changed');
      const { body: checkout } = await learner.start(product);
      expect((await learner.pay(checkout, { expectedTotalMinor: 1 })).body.code).toBe('price_changed');
    });

    it('nobody buys twice what they own', async () => {
      const learner = await till.learner();
      const { checkout, reference } = await pressPay(learner);
      await scanAndPay(reference);
      await paidView(learner, checkout.checkoutId);
      const line = checkout.lines[0];
      const price = await till.db.query
        .selectFrom('price')
        .selectAll()
        .where('productId', '=', line?.productId ?? '')
        .executeTakeFirstOrThrow();
      const again = await learner.start({ ...price, title: '' });
      expect([again.status, again.body.code]).toEqual([409, 'already_owned']);
    });

    it('what may not be sold to a learner is refused when it is asked for, when pay is pressed, and kindly by the bot', async () => {
      const product = await till.product({ title: `葡萄酒品鉴 ${randomUUID()}` });
      const saleBounds = JSON.stringify({ soldIn: ['CN', 'SG'], notSoldIn: [], minAgeYears: 18 });
      const updatedAtMs = Date.now();
      await till.db.query
        .updateTable('product')
        .set({ saleBounds, updatedAtMs })
        .where('productId', '=', product.productId)
        .execute();
      const name = `buyer-${randomUUID()}`;
      const as = async (claims: object) =>
        apiOf(till.url, { hostToken: await hostToken(name, { ...claims }) });
      const asked = { body: { text: product.title, language: 'zh', surface: 'web' } };
      const startedAs = async (claims: object) => (await (await as(claims)).start(product)).body.code;
      expect(await startedAs({ country: 'US' })).toBe('not_sold_here');
      expect(await startedAs({ is_minor: true })).toBe('age_required');
      const minor = await as({ country: 'CN', is_minor: true });
      const told = await until(
        async () => (await minor.call<RecommendationView>('POST', '/v1/recommendations', asked)).body,
        ({ withheld }) => withheld.length > 0,
      );
      expect(told).toMatchObject({ withheld: [{ title: product.title, why: 'age' }] });
      expect(told.items.map(({ productId }) => productId)).not.toContain(product.productId);
      const { body: checkout } = await (await as({})).start(product);
      const elsewhere = await as({ country: 'US' });
      expect((await elsewhere.pay(checkout)).body.code).toBe('not_sold_here');
      expect(await elsewhere.orders()).toEqual([]);
      expect((await (await as({ country: 'SG', age: 30 })).pay(checkout)).status).toBe(200);
      const order = await till.db.query
        .selectFrom('orders')
        .select('buyerCountry')
        .where('checkoutId', '=', checkout.checkoutId)
        .executeTakeFirst();
      expect(order).toEqual({ buyerCountry: 'SG' });
    });

    it('an unknown product, another currency and a repeated product are refused by name', async () => {
      const learner = await till.learner();
      const product = await till.product();
      expect((await learner.start({ ...product, productId: 'prd_none' })).body.code).toBe(
        'product_not_found',
      );
      expect((await learner.start({ ...product, currency: 'USD' })).body.code).toBe('currency_not_offered');
      const line = { productId: product.productId, priceId: product.priceId };
      const twice = {
        lines: [line, line],
        currency: 'CNY',
        expectedTotalMinor: 19_800,
        surface: 'web',
        language: 'zh',
      };
      expect(
        (await learner.call('POST', '/v1/checkouts', { key: randomUUID(), body: twice })).body.code,
      ).toBe('invalid_request');
    });

    it('a method that does not work on the surface is refused with the reason', async () => {
      const learner = await till.learner();
      const { body: checkout } = await learner.start(await till.product(), { surface: 'wechat' });
      expect(checkout.methods.find((method) => method.method === 'alipay')).toMatchObject({
        available: false,
        reason: { zh: expect.stringContaining('微信') },
      });
      const answer = await learner.pay(checkout, { method: 'alipay' });
      expect([answer.status, answer.body.code]).toEqual([422, 'method_unavailable']);
    });

    it('a return URL of a foreign site is refused', async () => {
      const learner = await till.learner();
      const { body: checkout } = await learner.start(await till.product());
      const answer = await learner.pay(checkout, { method: 'card', returnUrl: 'https://evil.example/' });
      expect(answer.body.code).toBe('return_url_not_allowed');
    });
  });

  describe('idempotency', () => {
    it('needs a key, gives the first answer again, refuses another input', async () => {
      const learner = await till.learner();
      const product = await till.product();
      const key = randomUUID();
      const first = await learner.start(product, { key });
      const again = await learner.start(product, { key });
      expect(again.body.checkoutId).toBe(first.body.checkoutId);
      expect(again.headers.get('idempotent-replayed')).toBe('true');
      expect((await learner.start(product, { key, language: 'en' })).body.code).toBe(
        'idempotency_key_reused',
      );
      expect((await learner.call('POST', '/v1/checkouts', { body: {} })).status).toBe(400);
      const body = {
        lines: [{ productId: product.productId, priceId: product.priceId }],
        currency: 'CNY',
        expectedTotalMinor: 9900,
        surface: 'web',
        language: 'zh',
      };
      expect((await learner.call('POST', '/v1/checkouts', { body })).body.code).toBe(
        'idempotency_key_missing',
      );
    });

    it('a key of one learner means nothing for another', async () => {
      const key = randomUUID();
      const product = await till.product();
      const first = await (await till.learner()).start(product, { key });
      const second = await (await till.learner()).start(product, { key });
      expect(second.status).toBe(201);
      expect(second.body.checkoutId).not.toBe(first.body.checkoutId);
    });

    it.each([
      ['one key', 1],
      ['32 keys', 32],
    ])('32 parallel pays with %s are one charge', async (_name, keyCount) => {
      const learner = await till.learner();
      const { body: checkout } = await learner.start(await till.product());
      await fault({ operation: 'create', kind: 'delay', delayMs: 50, times: 1 });
      const keys = Array.from({ length: keyCount }, () => randomUUID());
      const answers = await Promise.all(
        Array.from({ length: 32 }, (_, index) =>
          learner.pay(checkout, { key: keys[index % keyCount] ?? '' }),
        ),
      );
      expect(answers.filter((answer) => answer.status === 200).length).toBeGreaterThan(0);
      for (const answer of answers.filter(({ status }) => status !== 200)) {
        expect(['idempotency_key_running', 'payment_being_checked']).toContain(answer.body.code);
        expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
      }
      const settled = await learner.pay(checkout, { key: keys[0] ?? '' });
      expect(settled.body.payment?.action.type).toBe('qr');
      const reference = await referenceOf(settled.body.payment?.paymentId);
      expect((await book()).charges.filter((charge) => charge.reference === reference)).toHaveLength(1);
      const attempts = await till.db.query
        .selectFrom('payment_attempt')
        .select('attemptId')
        .where('paymentId', '=', settled.body.payment?.paymentId ?? '')
        .execute();
      expect(attempts).toHaveLength(1);
      await scanAndPay(reference);
      await paidView(learner, checkout.checkoutId);
      expect((await reconcile(till.db, await book())).differences).toEqual([]);
    });
  });

  describe('only proof moves a payment', () => {
    it('saying "paid" in every way a browser can leaves the order unpaid', async () => {
      const learner = await till.learner();
      const { checkout, reference, paying } = await pressPay(learner);
      const forged = {
        eventId: 'evt_forged',
        type: 'charge.succeeded',
        createdAtMs: Date.now(),
        data: {
          reference,
          status: 'succeeded',
          amountMinor: 9900,
          currency: 'CNY',
          merchantId: 'sbx_merchant',
          mode: 'test',
        },
      };
      const notify = (headers: Record<string, string>, body: string) =>
        fetch(`${till.url}/v1/gateways/sandbox/notifications`, { method: 'POST', headers, body });
      const json = { 'content-type': 'application/json' };
      const statuses = [
        (await notify(json, JSON.stringify(forged))).status,
        (
          await notify(
            {
              ...json,
              'webhook-id': 'evt_forged',
              'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
              'webhook-signature': 'v1,AAAA',
            },
            JSON.stringify(forged),
          )
        ).status,
        (
          await notify(
            { 'content-type': 'application/x-www-form-urlencoded' },
            `trade_status=TRADE_SUCCESS&out_trade_no=${reference}`,
          )
        ).status,
        (
          await learner.call('POST', `/v1/checkouts/${checkout.checkoutId}`, {
            key: randomUUID(),
            body: { status: 'complete' },
          })
        ).status,
        (
          await learner.call('POST', `/v1/checkouts/${checkout.checkoutId}/pay`, {
            key: randomUUID(),
            body: { status: 'succeeded', paid: true },
          })
        ).status,
        (
          await learner.call('PATCH', `/v1/payments/${paying.payment?.paymentId}`, {
            body: { status: 'succeeded' },
          })
        ).status,
      ];
      expect(statuses.every((status) => status >= 400 && status < 500)).toBe(true);
      expect((await learner.view(checkout.checkoutId)).body).toMatchObject({
        status: 'confirmed',
        payment: { status: 'requires_action' },
      });
      expect(await learner.entitlements()).toEqual([]);
    });

    it('a notification of another amount, currency or merchant changes nothing; our own query decides', async () => {
      for (const kind of ['wrong_amount', 'wrong_currency', 'wrong_merchant', 'wrong_signature']) {
        const learner = await till.learner();
        const { checkout, reference } = await pressPay(learner);
        await fault({ operation: 'notification', kind, times: 1, reference });
        await scanAndPay(reference);
        await paidView(learner, checkout.checkoutId);
        expect(await learner.entitlements()).toHaveLength(1);
      }
      expect((await reconcile(till.db, await book())).differences).toEqual([]);
    }, 60_000);

    it('repeated, late and unordered notifications are harmless', async () => {
      for (const kind of ['duplicate', 'reorder', 'late']) {
        const learner = await till.learner();
        const { checkout, reference } = await pressPay(learner);
        await fault({ operation: 'notification', kind, times: 1, reference, delayMs: 200 });
        await scanAndPay(reference);
        await paidView(learner, checkout.checkoutId);
        await till.sandbox('/control/notifications/resend', {
          method: 'POST',
          body: JSON.stringify({ reference }),
        });
        expect(await learner.entitlements()).toHaveLength(1);
      }
      expect((await reconcile(till.db, await book())).differences).toEqual([]);
    }, 60_000);
  });

  describe('a gateway that misbehaves', () => {
    it('is down: nothing is charged, the learner is told and can try again', async () => {
      const learner = await till.learner();
      const { body: checkout } = await learner.start(await till.product());
      await fault({ operation: 'create', kind: 'error_before', times: 1 });
      const first = await learner.pay(checkout);
      expect(first.status).toBe(200);
      const settled = await until(
        async () => (await learner.view(checkout.checkoutId)).body,
        (view) => view.payment?.failure !== null || view.payment.action.type === 'qr',
        20_000,
      );
      expect(settled.payment?.failure?.code).toBe('gateway_unavailable');
      const again = await learner.pay(checkout);
      expect(again.body.payment?.action.type).toBe('qr');
    }, 40_000);

    it('gives no answer: the attempt is unknown, asked about, and never begun a second time meanwhile', async () => {
      const learner = await till.learner();
      const { body: checkout } = await learner.start(await till.product());
      await fault({ operation: 'create', kind: 'no_answer', times: 1 });
      const first = await learner.pay(checkout);
      expect(first.body.payment?.action.type).toBe('wait');
      const second = await learner.pay(checkout, { method: 'alipay' });
      expect(second.body.code).toBe('payment_being_checked');
      const ended = await until(
        async () => (await learner.view(checkout.checkoutId)).body,
        (view) => view.payment?.status !== 'processing',
        20_000,
      );
      expect(ended.payment?.status).toBe('failed');
      const again = await learner.pay(checkout);
      await scanAndPay(await referenceOf(again.body.payment?.paymentId));
      await paidView(learner, checkout.checkoutId);
      expect((await reconcile(till.db, await book())).differences).toEqual([]);
    }, 40_000);
  });

  describe('two ways to pay one checkout', () => {
    it('switching the method closes the first QR before the second opens', async () => {
      const learner = await till.learner();
      const { checkout, reference } = await pressPay(learner);
      const second = await learner.pay(checkout, { method: 'alipay' });
      expect(second.body.payment).toMatchObject({ method: 'alipay', action: { type: 'qr' } });
      expect((await book()).charges.find((charge) => charge.reference === reference)?.status).toBe('closed');
    });

    it('paid while being closed counts, and the second way is not opened', async () => {
      const learner = await till.learner();
      const { checkout, reference } = await pressPay(learner);
      await fault({ operation: 'notification', kind: 'late', delayMs: 3000, times: 1, reference });
      await scanAndPay(reference);
      const second = await learner.pay(checkout, { method: 'alipay' });
      expect(second.body.status).toBe('complete');
      expect(await learner.entitlements()).toHaveLength(1);
    });

    it('the same product paid in two checkouts is granted once and returned once', async () => {
      const learner = await till.learner();
      const product = await till.product();
      const checkouts = await Promise.all([learner.start(product), learner.start(product)]);
      const payings = await Promise.all(checkouts.map(({ body }) => learner.pay(body)));
      const references = await Promise.all(payings.map(({ body }) => referenceOf(body.payment?.paymentId)));
      await Promise.all(references.map(scanAndPay));
      const refund = await until(
        () =>
          till.db.query.selectFrom('refund').selectAll().where('learnerId', '=', learner.learnerId).execute(),
        (refunds) => refunds[0]?.status === 'succeeded',
      );
      expect(refund).toHaveLength(1);
      expect(refund[0]).toMatchObject({ amountMinor: 9900, reason: 'already_owned' });
      expect(await learner.entitlements()).toHaveLength(1);
      expect((await reconcile(till.db, await book())).differences).toEqual([]);
    });
  });

  describe('the end of a checkout', () => {
    const advance = async (byMs: number) => {
      await till.sandbox('/control/advance', { method: 'POST', body: JSON.stringify({ byMs }) });
    };

    it('canceled by the learner, its QR is closed at the gateway', async () => {
      const learner = await till.learner();
      const { checkout, reference } = await pressPay(learner);
      const canceled = await learner.call<CheckoutView>(
        'POST',
        `/v1/checkouts/${checkout.checkoutId}/cancel`,
        {
          key: randomUUID(),
        },
      );
      expect(canceled.body.status).toBe('canceled');
      await until(
        book,
        ({ charges }) => charges.find((charge) => charge.reference === reference)?.status === 'closed',
      );
      expect((await learner.pay(checkout)).body.code).toBe('checkout_canceled');
    });

    it('expired, it can no longer be paid, and a new one can', async () => {
      const learner = await till.learner();
      const { checkout, reference } = await pressPay(learner);
      await advance(16 * 60_000);
      expect((await learner.pay(checkout)).body.code).toBe('checkout_expired');
      await until(
        async () => (await learner.view(checkout.checkoutId)).body,
        (view) => view.status === 'expired' && view.payment?.action.type === 'none',
      );
      expect((await book()).charges.find((charge) => charge.reference === reference)?.status).toBe('closed');
    });

    it('paid in time but heard of late, it is honoured', async () => {
      const learner = await till.learner();
      const { checkout, reference } = await pressPay(learner);
      await fault({ operation: 'notification', kind: 'late', delayMs: 1500, times: 1, reference });
      await fault({ operation: 'query', kind: 'error_before', times: 3, reference });
      await fault({ operation: 'close', kind: 'error_before', times: 3, reference });
      await scanAndPay(reference);
      await advance(16 * 60_000);
      await paidView(learner, checkout.checkoutId);
      expect(await learner.entitlements()).toHaveLength(1);
      expect((await reconcile(till.db, await book())).differences).toEqual([]);
    });
  });
});
