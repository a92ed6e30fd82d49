import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imbalancesOf, trialBalance, walletDifferences } from '../../src/checkout/index.ts';
import { refundPayment } from '../../src/checkout/refund/refund-payment.ts';
import type { CheckoutView } from '../../src/checkout/wire.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import type { Api } from '../support/api.ts';
import { addCoupon } from '../support/coupons.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

/** What 100 paid and 20 bonus count in: currencies of 2, 0 and 3 digits after the point. */
const UNITS = { CNY: 100, JPY: 1, KWD: 7 } as const;
type Currency = keyof typeof UNITS;
const PACKAGES = Object.entries(UNITS).map(([currency, unit]) => ({
  packageId: currency,
  currency,
  amountMinor: 100 * unit,
  bonusMinor: 20 * unit,
  bonusDays: 30,
}));

describe.each(['sqlite', 'postgresql'] as const)('a payment from several sources, on %s', (engine) => {
  let till: Till;
  let dropDatabase = async (): Promise<void> => {};
  beforeAll(async () => {
    const database = engine === 'postgresql' ? await createPostgresDatabase() : undefined;
    dropDatabase = database?.drop ?? dropDatabase;
    till = await startTill({
      TOP_UP_PACKAGES: JSON.stringify(PACKAGES),
      CREATOR_SHARES: JSON.stringify([{ creatorId: 'lin', author: '林老师', sharePpm: 300_000 }]),
      ...(database && { DATABASE_URL: database.url }),
    });
  });
  afterAll(async () => {
    await till.close();
    await dropDatabase();
  });

  const post = (learner: Api, path: string, body: object) =>
    learner.call<CheckoutView>('POST', path, { key: randomUUID(), body });
  const payAndScan = async (learner: Api, checkout: CheckoutView, walletMinor: number) => {
    const { body: paying } = await post(learner, `/v1/checkouts/${checkout.checkoutId}/pay`, {
      method: 'wechat_pay',
      walletMinor,
      expectedTotalMinor: checkout.totalMinor,
      consent: { version: checkout.consent.version, language: 'zh' },
    });
    const { gatewayReference: reference } = await till.db.query
      .selectFrom('payment_attempt')
      .select('gatewayReference')
      .where('paymentId', '=', paying.payment?.paymentId ?? '')
      .executeTakeFirstOrThrow();
    await till.sandbox('/control/pay', { method: 'POST', body: JSON.stringify({ reference }) });
    await until(
      async () => (await learner.view(checkout.checkoutId)).body,
      ({ status }) => status === 'complete',
    );
    return paying.payment?.paymentId ?? '';
  };
  async function topUp(learner: Api, currency: Currency): Promise<void> {
    const start = { currency, surface: 'web', language: 'zh', expectedTotalMinor: 100 * UNITS[currency] };
    const { body } = await post(learner, '/v1/checkouts', { topUp: { packageId: currency }, ...start });
    await payAndScan(learner, body, 0);
  }
  /** Gives a part of a payment back, as the seller decides it, and waits until it is done. */
  async function refundPart(paymentId: string, amountMinor: number): Promise<void> {
    await refundPayment(till.running.house.checkout, {
      by: { kind: 'host', id: 'key_test' },
      key: randomUUID(),
      paymentId,
      part: { kind: 'amount', amountMinor },
      reason: 'goodwill',
    });
    await until(
      () => till.db.query.selectFrom('refund').select('status').where('paymentId', '=', paymentId).execute(),
      (refunds) => refunds.every(({ status }) => status === 'succeeded'),
    );
  }
  const sourcesOf = async (paymentId: string) => {
    const refunds = await till.db.query
      .selectFrom('refund')
      .leftJoin('wallet_return', 'wallet_return.refundId', 'refund.refundId')
      .select(['refund.sourceKey', 'refund.attemptId', 'refund.amountMinor'])
      .select(['wallet_return.kind', 'wallet_return.amountMinor as lotMinor'])
      .where('refund.paymentId', '=', paymentId)
      .orderBy('refund.sourceKey')
      .orderBy('wallet_return.partNumber', 'desc')
      .execute();
    return refunds.map((row) =>
      row.attemptId === null ? [row.kind, row.lotMinor] : ['gateway', row.amountMinor],
    );
  };
  const balances = async () => {
    const all = await trialBalance(till.db.query, false);
    return (account: string, currency: string) =>
      all.find((row) => row.account === account && row.currency === currency)?.balanceMinor ?? 0;
  };

  it.each(['CNY', 'JPY', 'KWD'] as const)(
    '%s: 100 paid, 20 bonus, a coupon and the rest by QR go back in three uneven parts, and not one unit more',
    async (currency) => {
      const unit = UNITS[currency];
      const learner = await till.learner();
      await topUp(learner, currency);
      const was = await balances();
      const { body: started } = await learner.start(
        await till.product({ currency, amountMinor: 200 * unit }),
      );
      const code = await addCoupon(till, { percentOff: 10 });
      const path = `/v1/checkouts/${started.checkoutId}`;
      const { body: checkout } = await post(learner, `${path}/coupon`, { code });
      expect([checkout.totalMinor, checkout.wallet?.usableMinor]).toEqual([180 * unit, 120 * unit]);
      const paymentId = await payAndScan(learner, checkout, 120 * unit);

      await refundPart(paymentId, 37 * unit);
      await refundPart(paymentId, 64 * unit);
      await refundPart(paymentId, 79 * unit);
      expect(await sourcesOf(paymentId)).toEqual([
        ['gateway', 37 * unit],
        ['gateway', 23 * unit],
        ['paid', 41 * unit],
        ['paid', 59 * unit],
        ['bonus', 20 * unit],
      ]);
      await expect(refundPart(paymentId, 1)).rejects.toMatchObject({ code: 'refund_done' });

      const { body: wallet } = await learner.call<{ balances: object[] }>('GET', '/v1/wallet');
      expect(wallet.balances).toEqual([
        { currency, paidMinor: 100 * unit, bonusMinor: 20 * unit, heldMinor: 0 },
      ]);
      expect((await learner.orders())[0]?.status).toBe('refunded');
      const is = await balances();
      for (const account of ['gateway_clearing:sandbox', 'wallet:paid', 'wallet:bonus', 'bonus_promised'])
        expect(is(account, currency)).toBe(was(account, currency));
      expect(is('bonus_discounts', currency)).toBe(0);
      for (const account of ['creator_payable:lin', 'tax_payable'])
        expect(is(account, currency)).toBe(was(account, currency));
      expect(imbalancesOf(await trialBalance(till.db.query, false))).toEqual([]);
      expect(await walletDifferences(till.db.query, false)).toEqual([]);
    },
  );

  it('a creator is owed their share of the price without tax, whoever paid it, and nobody else', async () => {
    const learner = await till.learner();
    await topUp(learner, 'CNY');
    const was = await balances();
    const { body: checkout } = await learner.start(await till.product({ amountMinor: 10_000 }));
    await payAndScan(learner, checkout, 9_000);
    const is = await balances();
    // 30 % of 100.00 less the tax of 5.66 in it.
    expect(is('creator_payable:lin', 'CNY') - was('creator_payable:lin', 'CNY')).toBe(-2_830);
    expect(is('creator_share', 'CNY') - was('creator_share', 'CNY')).toBe(2_830);
    const product = await till.product({ amountMinor: 10_000 });
    await till.db.query
      .updateTable('product')
      .set({ author: '许未央' })
      .where('productId', '=', product.productId)
      .execute();
    const { body: other } = await learner.start(product);
    await payAndScan(learner, other, 0);
    expect((await balances())('creator_share', 'CNY')).toBe(is('creator_share', 'CNY'));
  });
});
