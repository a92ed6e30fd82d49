import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCoupon } from '../../src/checkout/offer/create-coupon.ts';
import { applyGatewayPayment } from '../../src/checkout/payment/apply-gateway-payment.ts';
import type { CheckoutView, RefundView } from '../../src/checkout/wire.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import { type Api, apiWith, type Reply } from '../support/api.ts';
import { addCoupon } from '../support/coupons.ts';
import { addLearners } from '../support/learners.ts';
import { type Book, reconcile } from '../support/reconcile.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe.each(['sqlite', 'postgresql'] as const)('coupons on %s', (engine) => {
  let till: Till;
  let dropDatabase = async (): Promise<void> => {};
  beforeAll(async () => {
    const database = engine === 'postgresql' ? await createPostgresDatabase() : undefined;
    dropDatabase = database?.drop ?? dropDatabase;
    till = await startTill({ ...(database && { DATABASE_URL: database.url }) });
  });
  afterAll(async () => {
    await till.close();
    await dropDatabase();
  });

  const advance = (byMs: number) =>
    till.sandbox('/control/advance', { method: 'POST', body: JSON.stringify({ byMs }) });
  const apply = (
    learner: Api,
    { checkoutId }: Pick<CheckoutView, 'checkoutId'>,
    code: string,
    key: string = randomUUID(),
  ): Promise<Reply<CheckoutView>> =>
    learner.call('POST', `/v1/checkouts/${checkoutId}/coupon`, { body: { code }, key });
  const takeOff = (learner: Api, { checkoutId }: CheckoutView): Promise<Reply<CheckoutView>> =>
    learner.call('DELETE', `/v1/checkouts/${checkoutId}/coupon`);
  const cancel = (learner: Api, { checkoutId }: CheckoutView) =>
    learner.call('POST', `/v1/checkouts/${checkoutId}/cancel`, { key: randomUUID(), body: {} });
  const couponRow = (code: string) =>
    till.db.query.selectFrom('coupon').selectAll().where('code', '=', code).executeTakeFirstOrThrow();
  const usesOf = async (code: string) => {
    const { couponId } = await couponRow(code);
    const uses = await till.db.query
      .selectFrom('coupon_use')
      .selectAll()
      .where('couponId', '=', couponId)
      .orderBy('couponUseId')
      .execute();
    return uses.map((use) => use.status);
  };
  const standing = async (code: string) => ({
    taken: (await couponRow(code)).taken,
    uses: await usesOf(code),
  });

  const booked = async (reference: string) => {
    const entries = await till.db.query
      .selectFrom('ledger_entry')
      .innerJoin(
        'ledger_transaction',
        'ledger_transaction.ledgerTransactionId',
        'ledger_entry.ledgerTransactionId',
      )
      .select(['account', 'amountMinor'])
      .where('reference', '=', reference)
      .execute();
    return Object.fromEntries(entries.map((entry) => [entry.account, entry.amountMinor]));
  };

  async function open(amountMinor = 9900): Promise<{ learner: Api; checkout: CheckoutView }> {
    const learner = await till.learner(`${engine}-${randomUUID()}`);
    const { body } = await learner.start(await till.product({ amountMinor }));
    return { learner, checkout: body };
  }

  async function scan(paying: CheckoutView): Promise<void> {
    const { gatewayReference: reference } = await till.db.query
      .selectFrom('payment_attempt')
      .select('gatewayReference')
      .where('paymentId', '=', paying.payment?.paymentId ?? '')
      .orderBy('number', 'desc')
      .executeTakeFirstOrThrow();
    await till.sandbox('/control/pay', { method: 'POST', body: JSON.stringify({ reference }) });
  }

  async function settle(learner: Api, checkout: CheckoutView): Promise<CheckoutView> {
    const { body } = await learner.pay(checkout);
    await scan(body);
    return until(
      async () => (await learner.view(checkout.checkoutId)).body,
      (view) => view.status === 'complete',
    );
  }

  it('make an order cheaper: reserved, shown, charged, redeemed, and every number agrees', async () => {
    const code = await addCoupon(till, { percentOff: 20, stock: 5 });
    const { learner, checkout } = await open();
    const applied = await apply(learner, checkout, ` ${code.toLowerCase()} `);
    expect(applied.body).toMatchObject({
      subtotalMinor: 9900,
      discountMinor: 1980,
      totalMinor: 7920,
      taxMinor: 448,
      coupon: { code },
      lines: [{ amountMinor: 9900, discountMinor: 1980, totalMinor: 7920 }],
    });
    expect(await standing(code)).toEqual({ taken: 1, uses: ['reserved'] });
    const paid = await settle(learner, applied.body);
    expect(paid).toMatchObject({ totalMinor: 7920, coupon: { code } });
    expect(await standing(code)).toEqual({ taken: 1, uses: ['redeemed'] });
    const line = await till.db.query
      .selectFrom('order_line')
      .selectAll()
      .where('orderId', '=', paid.order?.orderId ?? '')
      .executeTakeFirstOrThrow();
    expect(line).toMatchObject({ amountMinor: 9900, discountMinor: 1980, totalMinor: 7920, taxMinor: 448 });
    const { attemptId } = await till.db.query
      .selectFrom('payment_attempt')
      .select('attemptId')
      .where('paymentId', '=', paid.payment?.paymentId ?? '')
      .executeTakeFirstOrThrow();
    // 99.00 holds 5.60 of tax, 79.20 holds 4.48: the discount is 19.80 less 1.12.
    expect(await booked(`capture:${attemptId}`)).toEqual({
      'gateway_clearing:sandbox': 7920,
      discounts: 1868,
      revenue: -9340,
      tax_payable: -448,
    });
    const types = await till.db.query
      .selectFrom('domain_event')
      .select('type')
      .where('learnerId', '=', learner.learnerId)
      .where('type', 'like', 'coupon.%')
      .orderBy('eventId')
      .execute();
    expect(types.map(({ type }) => type)).toEqual(['coupon.reserved', 'coupon.redeemed']);
  });

  it('count once for one key, and again as another wish', async () => {
    const code = await addCoupon(till, { percentOff: 10, perLearnerLimit: 3 });
    const { learner, checkout } = await open();
    const key = randomUUID();
    const first = await apply(learner, checkout, code, key);
    const again = await apply(learner, checkout, code.toLowerCase(), key);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
    expect((await standing(code)).taken).toBe(1);
    const other = await apply(learner, checkout, 'SOMETHING-ELSE', key);
    expect(other.body.code).toBe('idempotency_key_reused');
    await apply(learner, checkout, code);
    expect((await standing(code)).taken).toBe(1);
  });

  it('come off again, one takes the place of another, and a refused one leaves the first', async () => {
    const [ten, twenty] = [
      await addCoupon(till, { percentOff: 10 }),
      await addCoupon(till, { percentOff: 20 }),
    ];
    const { learner, checkout } = await open();
    await apply(learner, checkout, ten);
    expect((await apply(learner, checkout, twenty)).body).toMatchObject({
      totalMinor: 7920,
      coupon: { code: twenty },
    });
    expect(await standing(ten)).toEqual({ taken: 0, uses: ['returned'] });
    expect((await apply(learner, checkout, 'NO-SUCH-CODE')).body.code).toBe('coupon_unknown');
    expect((await learner.view(checkout.checkoutId)).body.coupon).toEqual({ code: twenty });
    expect((await standing(twenty)).taken).toBe(1);
    const bare = await takeOff(learner, checkout);
    expect(bare.body).toMatchObject({ totalMinor: 9900, discountMinor: 0, taxMinor: 560 });
    expect(bare.body.coupon).toBeUndefined();
    expect((await takeOff(learner, checkout)).status).toBe(200);
    expect(await standing(twenty)).toEqual({ taken: 0, uses: ['returned'] });
  });

  it('of nobody else’s checkout, and not once pay was pressed or the time is over', async () => {
    const code = await addCoupon(till, { percentOff: 10 });
    const { learner, checkout } = await open();
    const stranger = await till.learner();
    expect((await apply(stranger, checkout, code)).status).toBe(404);
    expect((await takeOff(stranger, checkout)).status).toBe(404);
    await learner.pay(checkout);
    expect((await apply(learner, checkout, code)).body.code).toBe('coupon_too_late');
    await cancel(learner, checkout);
    expect((await apply(learner, checkout, code)).body.code).toBe('checkout_canceled');
    expect(await standing(code)).toEqual({ taken: 0, uses: [] });
  });

  it('say why they do not help', async () => {
    const { learner, checkout } = await open();
    const now = Number(till.running.house.clock.nowMs());
    const refusals = {
      coupon_not_started: { percentOff: 10, startsAtMs: now + DAY_MS },
      coupon_not_for_item: { percentOff: 10, productKinds: ['ebook' as const] },
      coupon_other_currency: { amountsOff: { USD: 100 } },
    };
    for (const [code, terms] of Object.entries(refusals)) {
      const refused = await apply(learner, checkout, await addCoupon(till, terms));
      expect([refused.status, refused.body.code]).toEqual([409, code]);
    }
    const short = await apply(
      learner,
      checkout,
      await addCoupon(till, { percentOff: 10, minimums: { CNY: 10_000 } }),
    );
    expect(short.body).toMatchObject({
      code: 'coupon_minimum_not_met',
      minimumMinor: 10_000,
      message: { zh: '满 ¥100.00 才能使用这个优惠码。' },
    });
  });

  it('are used as often as a learner may, and for a first purchase by newcomers alone', async () => {
    const learner = await till.learner();
    const once = await addCoupon(till, { percentOff: 50 });
    const first = await addCoupon(till, { percentOff: 50, firstPurchaseOnly: true });
    const { body: checkout } = await learner.start(await till.product());
    const { body: beside } = await learner.start(await till.product());
    const { body: applied } = await apply(learner, checkout, once);
    expect((await apply(learner, beside, once)).body.code).toBe('coupon_already_used');
    expect((await apply(learner, beside, first)).status).toBe(200);
    await takeOff(learner, beside);
    await settle(learner, applied);
    expect((await apply(learner, beside, first)).body.code).toBe('coupon_first_purchase_only');
    expect((await apply(learner, beside, once)).body.code).toBe('coupon_already_used');
  });

  it('that take everything off need no gateway, and are booked as given', async () => {
    const code = await addCoupon(till, { amountsOff: { CNY: 99_00 } });
    const { learner, checkout } = await open();
    const { body: applied } = await apply(learner, checkout, code);
    expect(applied.totalMinor).toBe(0);
    const paid = await learner.pay(applied);
    expect(paid.body).toMatchObject({ status: 'complete', payment: { status: 'succeeded' } });
    expect(await learner.entitlements()).toHaveLength(1);
    expect(await standing(code)).toEqual({ taken: 1, uses: ['redeemed'] });
    expect(await booked(`capture:${paid.body.payment?.paymentId}`)).toEqual({
      discounts: 9340,
      revenue: -9340,
    });
  });

  it('have one code each, however it is written', async () => {
    const { checkout } = till.running.house;
    const make = (code: string) =>
      createCoupon(checkout, {
        code,
        terms: { percentOff: 5 },
        merchantAccountId: 'ma_demo',
        createdBy: 'test',
      });
    expect((await make(`only ${engine}`)).code).toBe(`ONLY${engine.toUpperCase()}`);
    await expect(make(`ONLY-${engine}`)).rejects.toMatchObject({ code: 'coupon_code_taken' });
  });

  it('are tried a few times, not a thousand', async () => {
    const { learner, checkout } = await open();
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, index) => apply(learner, checkout, `GUESS-${index}`)),
    );
    const codes = new Set(tries.map(({ body }) => body.code));
    expect(codes).toEqual(new Set(['coupon_unknown', 'rate_limited']));
    expect(tries.filter(({ status }) => status === 404).length).toBeLessThan(15);
  });

  it('go back by a whole refund within the policy, and not once they are over', async () => {
    const lasting = await addCoupon(till, { percentOff: 10 });
    const ending = await addCoupon(till, {
      percentOff: 10,
      endsAtMs: till.running.house.clock.nowMs() + DAY_MS,
    });
    const buy = async (code: string) => {
      const { learner, checkout } = await open();
      const paid = await settle(learner, (await apply(learner, checkout, code)).body);
      return { learner, paymentId: paid.payment?.paymentId ?? '' };
    };
    const giveBack = async ({ learner, paymentId }: Awaited<ReturnType<typeof buy>>) => {
      const asked = await learner.call<RefundView>('POST', `/v1/payments/${paymentId}/refunds`, {
        key: randomUUID(),
      });
      expect(asked.status).toBe(201);
      await until(
        async () => (await learner.orders())[0]?.status,
        (status) => status === 'refunded',
      );
    };
    const [one, other] = [await buy(lasting), await buy(ending)];
    await giveBack(one);
    expect(await standing(lasting)).toEqual({ taken: 0, uses: ['returned'] });
    await advance(2 * DAY_MS);
    await giveBack(other);
    expect(await standing(ending)).toEqual({ taken: 1, uses: ['redeemed'] });
    const { learner, checkout } = await open();
    expect((await apply(learner, checkout, ending)).body.code).toBe('coupon_expired');
  });

  it('go back when a checkout is canceled, or expires with a code that nobody scanned', async () => {
    const code = await addCoupon(till, { percentOff: 10 });
    const [canceled, left] = [await open(), await open()];
    await apply(canceled.learner, canceled.checkout, code);
    await cancel(canceled.learner, canceled.checkout);
    expect(await standing(code)).toEqual({ taken: 0, uses: ['returned'] });
    const { body: applied } = await apply(left.learner, left.checkout, code);
    await left.learner.pay(applied);
    await advance(16 * MINUTE_MS);
    await until(
      () => {
        till.running.house.jobs.wake('checkout.expire_sessions');
        till.running.house.jobs.wake('checkout.return_coupons');
        return standing(code);
      },
      ({ taken }) => taken === 0,
    );
    expect(await usesOf(code)).toEqual(['returned', 'returned']);
    expect((await apply(left.learner, left.checkout, code)).body.code).toBe('checkout_expired');
  });

  it('with ten uses make exactly ten of a hundred concurrent orders cheaper, also when some let go', async () => {
    const code = await addCoupon(till, { percentOff: 30, stock: 10 });
    const product = await till.product();
    const learners = await addLearners(till.db, 100);
    const buyers = await Promise.all(
      learners.map(async (signedIn) => {
        const api = apiWith(till.url, signedIn);
        return { api, checkout: (await api.start(product)).body };
      }),
    );
    const answers = await Promise.all(
      buyers.map(async ({ api, checkout }) => ({ api, checkout, reply: await apply(api, checkout, code) })),
    );
    const winners = answers.filter(({ reply }) => reply.status === 200);
    expect(winners).toHaveLength(10);
    const losers = answers.filter(({ reply }) => reply.status !== 200);
    expect(new Set(losers.map(({ reply }) => reply.body.code))).toEqual(new Set(['coupon_used_up']));
    // Four let go while ninety press again: four of those get it, and nobody else.
    const [released, kept] = [winners.slice(0, 4), winners.slice(4)];
    const [, second] = await Promise.all([
      Promise.all(released.map(({ api, checkout }) => takeOff(api, checkout))),
      Promise.all(losers.map(async (one) => ({ ...one, reply: await apply(one.api, one.checkout, code) }))),
    ]);
    const third = await Promise.all(
      second
        .filter(({ reply }) => reply.status !== 200)
        .slice(0, 8)
        .map(async (one) => ({ ...one, reply: await apply(one.api, one.checkout, code) })),
    );
    const holders = [...kept, ...second, ...third].filter(({ reply }) => reply.status === 200);
    expect(holders).toHaveLength(10);
    expect((await couponRow(code)).taken).toBe(10);
    await Promise.all(holders.map(({ api, reply }) => settle(api, reply.body)));
    const { taken, uses } = await standing(code);
    expect(taken).toBe(10);
    expect(uses.filter((status) => status !== 'returned')).toEqual(Array(10).fill('redeemed'));
    const cheaper = await till.db.query
      .selectFrom('order_line')
      .select('orderId')
      .where('productId', '=', product.productId)
      .where('discountMinor', '>', 0)
      .execute();
    expect(cheaper).toHaveLength(10);
    const book = (await till.sandbox('/control/book')) as Book;
    expect((await reconcile(till.db, book)).differences).toEqual([]);
  });

  it('whose money comes after all still hold while a use is left, and are returned money when none is', async () => {
    const { checkout: deps, jobs } = till.running.house;
    /** Cancels a checkout whose code could still be paid, and waits until its use is back. */
    const letGo = async (code: string) => {
      const { learner, checkout } = await open();
      const { body: applied } = await apply(learner, checkout, code);
      await learner.pay(applied);
      await cancel(learner, checkout);
      await until(
        () => {
          jobs.wake('checkout.return_coupons');
          return standing(code);
        },
        ({ taken }) => taken === 0,
      );
      return applied;
    };
    const arrive = async ({ checkoutId }: CheckoutView) => {
      const attempt = await till.db.query
        .selectFrom('payment_attempt')
        .innerJoin('payment', 'payment.paymentId', 'payment_attempt.paymentId')
        .selectAll('payment_attempt')
        .where('payment.checkoutId', '=', checkoutId)
        .executeTakeFirstOrThrow();
      const { gatewayReference, gatewayMerchantId, amountMinor, currency } = attempt;
      const payment = {
        gatewayReference,
        gatewayPaymentId: 'ch_late',
        gatewayMerchantId,
        livemode: false,
        amountMinor,
        currency,
        status: 'succeeded' as const,
        declineCode: null,
        paidAtMs: deps.clock.nowMs(),
      };
      return deps.db.transact((tx) =>
        applyGatewayPayment(deps, tx, { gateway: attempt.gateway, payment, source: 'query' }),
      );
    };
    const free = await addCoupon(till, { percentOff: 10, stock: 1 });
    expect(await arrive(await letGo(free))).toBe('succeeded');
    expect(await standing(free)).toEqual({ taken: 1, uses: ['redeemed'] });

    const wanted = await addCoupon(till, { percentOff: 10, stock: 1 });
    const late = await letGo(wanted);
    const other = await open();
    expect((await apply(other.learner, other.checkout, wanted)).status).toBe(200);
    expect(await arrive(late)).toBe('surplus');
    expect(await standing(wanted)).toEqual({ taken: 1, uses: ['returned', 'reserved'] });
    const { reason } = await till.db.query
      .selectFrom('refund')
      .innerJoin('payment', 'payment.paymentId', 'refund.paymentId')
      .select('refund.reason')
      .where('payment.checkoutId', '=', late.checkoutId)
      .executeTakeFirstOrThrow();
    expect(reason).toBe('paid_too_late');
  });
});
