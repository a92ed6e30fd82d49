import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imbalancesOf, trialBalance, walletDifferences } from '../../src/checkout/index.ts';
import { refundPayment } from '../../src/checkout/refund/refund-payment.ts';
import type { WalletView } from '../../src/checkout/wallet/wire.ts';
import type { CheckoutView } from '../../src/checkout/wire.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import type { Api, Reply } from '../support/api.ts';
import type { TestProduct } from '../support/products.ts';
import { type Book, reconcile } from '../support/reconcile.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

const PACKAGES = [
  { packageId: 'cny_100', currency: 'CNY', amountMinor: 10_000, bonusMinor: 2_000, bonusDays: 30 },
  { packageId: 'jpy_1000', currency: 'JPY', amountMinor: 1_000, bonusMinor: 200, bonusDays: null },
  { packageId: 'kwd_10', currency: 'KWD', amountMinor: 10_000, bonusMinor: 2_000, bonusDays: null },
];
const DAY_MS = 86_400_000;

describe.each(['sqlite', 'postgresql'] as const)('the wallet on %s', (engine) => {
  let till: Till;
  let dropDatabase = async (): Promise<void> => {};
  beforeAll(async () => {
    const database = engine === 'postgresql' ? await createPostgresDatabase() : undefined;
    dropDatabase = database?.drop ?? dropDatabase;
    till = await startTill({
      GATEWAY_TIMEOUT_MS: '1000',
      TOP_UP_PACKAGES: JSON.stringify(PACKAGES),
      ...(database && { DATABASE_URL: database.url }),
    });
  });
  afterAll(async () => {
    await till.close();
    await dropDatabase();
  });

  const walletOf = async (learner: Api) => (await learner.call<WalletView>('GET', '/v1/wallet')).body;
  const balanceOf = async (learner: Api, currency = 'CNY') =>
    (await walletOf(learner)).balances.find((one) => one.currency === currency);
  const startTopUp = (learner: Api, packageId: string, over: object = {}): Promise<Reply<CheckoutView>> => {
    const { currency, amountMinor } = PACKAGES.find((one) => one.packageId === packageId) ?? {
      currency: 'CNY',
      amountMinor: 1,
    };
    return learner.call('POST', '/v1/checkouts', {
      key: randomUUID(),
      body: {
        topUp: { packageId },
        currency,
        expectedTotalMinor: amountMinor,
        surface: 'web',
        language: 'zh',
        ...over,
      },
    });
  };
  const referenceOf = async (checkout: CheckoutView) => {
    const row = await till.db.query
      .selectFrom('payment_attempt')
      .select('gatewayReference')
      .where('paymentId', '=', checkout.payment?.paymentId ?? '')
      .orderBy('number', 'desc')
      .executeTakeFirstOrThrow();
    return row.gatewayReference;
  };
  const ignoreClose = (reference: string) =>
    till.sandbox('/control/faults', {
      method: 'POST',
      body: JSON.stringify({ operation: 'close', kind: 'ignored', times: 1, reference }),
    });
  const refundsOf = (learner: Api) =>
    till.db.query.selectFrom('refund').selectAll().where('learnerId', '=', learner.learnerId).execute();
  const scan = (reference: string) =>
    till.sandbox('/control/pay', { method: 'POST', body: JSON.stringify({ reference }) });
  const view = (learner: Api, checkoutId: string, status: CheckoutView['status']) =>
    until(
      async () => (await learner.view(checkoutId)).body,
      (seen) => seen.status === status,
    );
  const pay = (learner: Api, checkout: CheckoutView, body: object): Promise<Reply<CheckoutView>> =>
    learner.call('POST', `/v1/checkouts/${checkout.checkoutId}/pay`, {
      key: randomUUID(),
      body: {
        expectedTotalMinor: checkout.totalMinor,
        consent: { version: checkout.consent.version, language: 'zh' },
        ...body,
      },
    });
  /** A learner with a topped-up wallet. */
  async function rich(packageId = 'cny_100'): Promise<Api> {
    const learner = await till.learner();
    const { body: checkout } = await startTopUp(learner, packageId);
    const { body: paying } = await pay(learner, checkout, { method: 'wechat_pay' });
    await scan(await referenceOf(paying));
    await view(learner, checkout.checkoutId, 'complete');
    return learner;
  }
  async function open(learner: Api, product: Partial<TestProduct> = {}): Promise<CheckoutView> {
    const started = await learner.start(await till.product(product));
    expect(started.status).toBe(201);
    return started.body;
  }
  const expectBalanced = async () => {
    expect(imbalancesOf(await trialBalance(till.db.query, false))).toEqual([]);
    expect(await walletDifferences(till.db.query, false)).toEqual([]);
  };
  const expectSound = async () => {
    await expectBalanced();
    const book = (await till.sandbox('/control/book')) as Book;
    expect((await reconcile(till.db, book)).differences).toEqual([]);
  };

  describe('a top-up', () => {
    it('has a checkout like a purchase, credits paid money and bonus apart, once, and is no revenue', async () => {
      const learner = await till.learner();
      expect(await walletOf(learner)).toMatchObject({ balances: [], lots: [], packages: PACKAGES });
      const { status, body: checkout } = await startTopUp(learner, 'cny_100');
      expect(status).toBe(201);
      expect(checkout).toMatchObject({
        totalMinor: 10_000,
        taxMinor: 0,
        lines: [],
        topUp: { packageId: 'cny_100', bonusMinor: 2_000, bonusDays: 30 },
      });
      const { body: paying } = await pay(learner, checkout, { method: 'alipay' });
      const reference = await referenceOf(paying);
      await Promise.all([scan(reference), scan(reference).catch(() => {})]);
      await view(learner, checkout.checkoutId, 'complete');
      expect(await balanceOf(learner)).toEqual({
        currency: 'CNY',
        paidMinor: 10_000,
        bonusMinor: 2_000,
        heldMinor: 0,
      });
      expect(await learner.entitlements()).toEqual([]);
      expect((await learner.orders())[0]?.lines).toEqual([
        { productId: 'cny_100', title: '余额充值', totalMinor: 10_000, startUrl: null },
      ]);
      const sale = await till.db.query
        .selectFrom('domain_event')
        .select('type')
        .where('learnerId', '=', learner.learnerId)
        .execute();
      expect(sale.map(({ type }) => type)).toContain('wallet.topped_up');
      expect(sale.map(({ type }) => type)).not.toContain('payment.succeeded');
      await expectSound();
    });

    it('is refused for a package there is not, another price, with lines beside it, and from the wallet itself', async () => {
      const learner = await rich();
      const unknown = await startTopUp(learner, 'cny_1', { expectedTotalMinor: 1 });
      expect([unknown.status, unknown.body.code]).toEqual([404, 'top_up_not_found']);
      const cheap = await startTopUp(learner, 'cny_100', { expectedTotalMinor: 1 });
      expect([cheap.status, cheap.body.code]).toEqual([409, 'price_changed']);
      const both = await startTopUp(learner, 'cny_100', { lines: [{ productId: 'a', priceId: 'b' }] });
      expect([both.status, both.body.code]).toEqual([400, 'invalid_request']);
      const { body: checkout } = await startTopUp(learner, 'cny_100');
      const circular = await pay(learner, checkout, { method: 'alipay', walletMinor: 5 });
      expect([circular.status, circular.body.code]).toEqual([422, 'wallet_not_usable']);
      expect(checkout.wallet).toBeUndefined();
    });

    it('paid twice credits once, and the second capture goes back', async () => {
      const learner = await till.learner();
      const { body: checkout } = await startTopUp(learner, 'cny_100');
      const { body: first } = await pay(learner, checkout, { method: 'alipay' });
      const firstReference = await referenceOf(first);
      await ignoreClose(firstReference);
      const { body: second } = await pay(learner, checkout, { method: 'wechat_pay' });
      const secondReference = await referenceOf(second);
      expect(secondReference).not.toBe(firstReference);
      await Promise.all([scan(firstReference), scan(secondReference)]);
      await view(learner, checkout.checkoutId, 'complete');
      await until(
        () => refundsOf(learner),
        ([refund]) => refund?.status === 'succeeded',
      );
      expect((await balanceOf(learner))?.paidMinor).toBe(10_000);
      await expectSound();
    });
  });

  describe('paying with it', () => {
    it('in part: the learner sees both amounts, the rest goes by QR, one posting books both', async () => {
      const learner = await rich();
      const checkout = await open(learner, { amountMinor: 19_900 });
      expect(checkout.wallet).toEqual({
        availableMinor: 12_000,
        usableMinor: 12_000,
        usedMinor: 0,
        canTopUp: true,
      });
      const { body: paying } = await pay(learner, checkout, { method: 'wechat_pay', walletMinor: 12_000 });
      expect(paying.wallet).toEqual({
        availableMinor: 12_000,
        usableMinor: 12_000,
        usedMinor: 12_000,
        canTopUp: true,
      });
      expect(await balanceOf(learner)).toMatchObject({ paidMinor: 0, bonusMinor: 0, heldMinor: 12_000 });
      const reference = await referenceOf(paying);
      const book = (await till.sandbox('/control/book')) as Book;
      expect(book.charges.find((charge) => charge.reference === reference)?.amountMinor).toBe(7_900);
      await scan(reference);
      const paid = await view(learner, checkout.checkoutId, 'complete');
      expect(paid.wallet).toEqual({ availableMinor: 0, usableMinor: 0, usedMinor: 12_000, canTopUp: true });
      expect(await learner.entitlements()).toHaveLength(1);
      const { entries } = await postingOf(reference);
      expect(entries).toMatchObject({
        'gateway_clearing:sandbox': 7_900,
        'wallet:paid': 10_000,
        'wallet:bonus': 2_000,
        bonus_promised: -2_000,
        bonus_discounts: 2_000,
      });
      await expectSound();
    });

    it('in whole: at once, without a gateway and without a method; its proof is the posting', async () => {
      const learner = await rich();
      const checkout = await open(learner, { amountMinor: 9_900 });
      const before = ((await till.sandbox('/control/book')) as Book).charges.length;
      const { status, body: paid } = await pay(learner, checkout, { walletMinor: 9_900 });
      expect([status, paid.status, paid.payment?.status]).toEqual([200, 'complete', 'succeeded']);
      expect(paid.wallet?.usedMinor).toBe(9_900);
      expect(((await till.sandbox('/control/book')) as Book).charges).toHaveLength(before);
      // Bonus that ends is spent before paid money.
      expect(await balanceOf(learner)).toMatchObject({ paidMinor: 2_100, bonusMinor: 0, heldMinor: 0 });
      expect(await learner.entitlements()).toHaveLength(1);
      await expectSound();
    });

    it('more than there is, or than the total, is refused and nothing is written', async () => {
      const learner = await rich();
      const checkout = await open(learner, { amountMinor: 19_900 });
      const refused = await pay(learner, checkout, { method: 'alipay', walletMinor: 12_001 });
      expect([refused.status, refused.body.code]).toEqual([409, 'wallet_balance_changed']);
      expect(refused.body).toMatchObject({ availableMinor: 12_000, currency: 'CNY' });
      const more = await pay(learner, checkout, { method: 'alipay', walletMinor: 19_901 });
      expect([more.status, more.body.code]).toEqual([409, 'wallet_balance_changed']);
      expect((await learner.view(checkout.checkoutId)).body).toMatchObject({ status: 'open', order: null });
      const methodless = await pay(learner, checkout, { walletMinor: 10 });
      expect(methodless.body.code).toBe('method_unavailable');
    });

    it('two checkouts at once cannot spend one balance twice', async () => {
      const learner = await rich();
      const checkouts = await Promise.all(
        Array.from({ length: 4 }, () => open(learner, { amountMinor: 7_000 })),
      );
      const answers = await Promise.all(
        checkouts.map((checkout) => pay(learner, checkout, { walletMinor: 7_000 })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
      expect(await balanceOf(learner)).toMatchObject({ paidMinor: 5_000, bonusMinor: 0, heldMinor: 0 });
    });
  });

  describe('money that is held', () => {
    it('comes back when the attempt fails, and the learner can use it again', async () => {
      const learner = await rich();
      const checkout = await open(learner, { amountMinor: 15_000 });
      const { body: paying } = await pay(learner, checkout, { method: 'card', walletMinor: 12_000 });
      await till.sandbox('/control/pay', {
        method: 'POST',
        body: JSON.stringify({ reference: await referenceOf(paying), card: '4000000000000002' }),
      });
      await until(
        async () => (await learner.view(checkout.checkoutId)).body,
        (seen) => seen.payment?.failure != null,
      );
      expect(await balanceOf(learner)).toMatchObject({ paidMinor: 10_000, bonusMinor: 2_000, heldMinor: 0 });
      const { body: again } = await pay(learner, checkout, { method: 'alipay', walletMinor: 2_000 });
      expect(again.wallet).toMatchObject({ usedMinor: 2_000, usableMinor: 12_000 });
      await scan(await referenceOf(again));
      await view(learner, checkout.checkoutId, 'complete');
      await expectSound();
    });

    it('is remade when the learner changes the method or the amount, and let go when they cancel', async () => {
      const learner = await rich();
      const checkout = await open(learner, { amountMinor: 15_000 });
      const { body: first } = await pay(learner, checkout, { method: 'alipay', walletMinor: 12_000 });
      const firstReference = await referenceOf(first);
      const { body: same } = await pay(learner, checkout, { method: 'alipay', walletMinor: 12_000 });
      expect(await referenceOf(same)).toBe(firstReference);
      const { body: less } = await pay(learner, checkout, { method: 'alipay', walletMinor: 500 });
      expect(await referenceOf(less)).not.toBe(firstReference);
      expect((await balanceOf(learner))?.heldMinor).toBe(500);
      const { body: other } = await pay(learner, checkout, { method: 'wechat_pay' });
      expect(other.payment?.method).toBe('wechat_pay');
      expect((await balanceOf(learner))?.heldMinor).toBe(0);
      await pay(learner, checkout, { method: 'wechat_pay', walletMinor: 700 });
      await learner.call('POST', `/v1/checkouts/${checkout.checkoutId}/cancel`, { key: randomUUID() });
      await until(
        () => balanceOf(learner),
        (balance) => balance?.heldMinor === 0,
      );
      expect(await balanceOf(learner)).toMatchObject({ paidMinor: 10_000, bonusMinor: 2_000 });
    });

    /** A checkout that was canceled here while its QR can still be paid there. */
    async function canceledButOpen(learner: Api) {
      const checkout = await open(learner, { amountMinor: 15_000 });
      const { body: paying } = await pay(learner, checkout, { method: 'alipay', walletMinor: 12_000 });
      const reference = await referenceOf(paying);
      await ignoreClose(reference);
      await learner.call('POST', `/v1/checkouts/${checkout.checkoutId}/cancel`, { key: randomUUID() });
      await until(
        () => balanceOf(learner),
        (balance) => balance?.heldMinor === 0,
      );
      return { checkout, reference };
    }

    it('is taken anew when the rest is paid late and the money is still there', async () => {
      const learner = await rich();
      const { checkout, reference } = await canceledButOpen(learner);
      await scan(reference);
      await view(learner, checkout.checkoutId, 'complete');
      expect(await balanceOf(learner)).toMatchObject({ paidMinor: 0, bonusMinor: 0, heldMinor: 0 });
      expect(await learner.entitlements()).toHaveLength(1);
      await expectSound();
    });

    it('is gone when it was spent meanwhile: then what was paid late goes back whence it came', async () => {
      const learner = await rich();
      const { checkout, reference } = await canceledButOpen(learner);
      const other = await open(learner, { amountMinor: 3_000 });
      await pay(learner, other, { walletMinor: 3_000 });
      await scan(reference);
      await until(
        () => refundsOf(learner),
        ([refund]) => refund?.status === 'succeeded',
      );
      expect((await refundsOf(learner))[0]).toMatchObject({ reason: 'balance_spent', amountMinor: 3_000 });
      expect((await learner.view(checkout.checkoutId)).body.status).toBe('canceled');
      expect(await balanceOf(learner)).toMatchObject({ paidMinor: 9_000, bonusMinor: 0, heldMinor: 0 });
      await expectSound();
    });
  });

  describe('a refund', () => {
    const refund = (learner: Api, paymentId: string | undefined) =>
      learner.call<{ refundId: string; amountMinor: number }>('POST', `/v1/payments/${paymentId}/refunds`, {
        key: randomUUID(),
      });
    const allBack = (learner: Api) =>
      until(
        () => refundsOf(learner),
        (refunds) => refunds.length > 0 && refunds.every(({ status }) => status === 'succeeded'),
      );

    it('of a purchase paid both ways: the gateway’s part first, the rest to its lots, bonus as bonus', async () => {
      const learner = await rich();
      const checkout = await open(learner, { amountMinor: 15_000 });
      const { body: paying } = await pay(learner, checkout, { method: 'alipay', walletMinor: 12_000 });
      await scan(await referenceOf(paying));
      await view(learner, checkout.checkoutId, 'complete');
      const asked = await refund(learner, paying.payment?.paymentId);
      expect([asked.status, asked.body.amountMinor]).toEqual([201, 15_000]);
      const refunds = await allBack(learner);
      expect(refunds.map(({ attemptId, amountMinor }) => [attemptId !== null, amountMinor]).sort()).toEqual([
        [false, 12_000],
        [true, 3_000],
      ]);
      expect(await balanceOf(learner)).toMatchObject({ paidMinor: 10_000, bonusMinor: 2_000, heldMinor: 0 });
      expect(await learner.entitlements()).toEqual([]);
      await expectSound();
    });

    it('of a purchase paid from the wallet alone asks no gateway', async () => {
      const learner = await rich();
      const checkout = await open(learner, { amountMinor: 5_000 });
      const { body: paid } = await pay(learner, checkout, { walletMinor: 5_000 });
      expect((await refund(learner, paid.payment?.paymentId)).status).toBe(201);
      await allBack(learner);
      expect(await balanceOf(learner)).toMatchObject({ paidMinor: 10_000, bonusMinor: 2_000, heldMinor: 0 });
      await expectSound();
    });

    it('of a top-up returns what is unspent, less the bonus that was used, and takes the rest of the bonus', async () => {
      const learner = await rich();
      const [order] = await learner.orders();
      const checkout = await open(learner, { amountMinor: 1_500 });
      await pay(learner, checkout, { walletMinor: 1_500 });
      const asked = await refund(learner, order?.paymentId ?? undefined);
      expect([asked.status, asked.body.amountMinor]).toEqual([201, 8_500]);
      const [back] = await allBack(learner);
      expect(back?.amountMinor).toBe(8_500);
      expect(await balanceOf(learner)).toMatchObject({ paidMinor: 1_500, bonusMinor: 0, heldMinor: 0 });
      const again = await refund(learner, order?.paymentId ?? undefined);
      expect([again.status, again.body.code]).toEqual([409, 'refund_top_up_spent']);
      await expectSound();
    });

    it('of a whole top-up ends its order and leaves nothing in the wallet', async () => {
      const learner = await rich();
      const [order] = await learner.orders();
      await refund(learner, order?.paymentId ?? undefined);
      await allBack(learner);
      expect((await learner.orders())[0]?.status).toBe('refunded');
      expect(await balanceOf(learner)).toMatchObject({ paidMinor: 0, bonusMinor: 0, heldMinor: 0 });
      await expectSound();
    });

    it('of a part of a top-up, as the seller decides it, takes the bonus in proportion', async () => {
      const learner = await rich();
      const [order] = await learner.orders();
      await refundPayment(till.running.house.checkout, {
        by: { kind: 'host', id: 'key_test' },
        key: randomUUID(),
        paymentId: order?.paymentId ?? '',
        part: { kind: 'amount', amountMinor: 2_500 },
        reason: 'goodwill',
      });
      await allBack(learner);
      expect(await balanceOf(learner)).toMatchObject({ paidMinor: 7_500, bonusMinor: 1_500, heldMinor: 0 });
      await expectSound();
    });
  });

  describe('a top-up that its payer contests', () => {
    const contest = async (learner: Api, status: 'opened' | 'won' | 'lost') => {
      const { gatewayReference: reference } = await till.db.query
        .selectFrom('payment_attempt')
        .innerJoin('wallet_lot', 'wallet_lot.sourcePaymentId', 'payment_attempt.paymentId')
        .select('gatewayReference')
        .where('learnerId', '=', learner.learnerId)
        .executeTakeFirstOrThrow();
      await till.sandbox('/control/disputes', {
        method: 'POST',
        body: JSON.stringify({ reference, status }),
      });
    };
    const reached = (learner: Api, balance: object) =>
      until(
        () => balanceOf(learner),
        (seen) => JSON.stringify(seen) === JSON.stringify({ currency: 'CNY', ...balance }),
      );

    it('cannot be spent meanwhile, and can again when the dispute is won', async () => {
      const learner = await rich();
      await contest(learner, 'opened');
      await reached(learner, { paidMinor: 0, bonusMinor: 0, heldMinor: 12_000 });
      const checkout = await open(learner, { amountMinor: 5_000 });
      expect((await pay(learner, checkout, { walletMinor: 5_000 })).body.code).toBe('wallet_balance_changed');
      await contest(learner, 'won');
      await reached(learner, { paidMinor: 10_000, bonusMinor: 2_000, heldMinor: 0 });
      await expectSound();
    });

    it('leaves what was spent of it as a receivable when it is lost: no posting is blocked, no balance below zero', async () => {
      const learner = await rich();
      const checkout = await open(learner, { amountMinor: 5_000 });
      await pay(learner, checkout, { walletMinor: 5_000 });
      await contest(learner, 'opened');
      await reached(learner, { paidMinor: 0, bonusMinor: 0, heldMinor: 7_000 });
      await contest(learner, 'lost');
      await reached(learner, { paidMinor: 0, bonusMinor: 0, heldMinor: 0 });
      const balances = await trialBalance(till.db.query, false);
      expect(balances).toContainEqual({
        account: 'receivable:top_up',
        kind: 'asset',
        currency: 'CNY',
        balanceMinor: 3_000,
      });
      await expectBalanced();
    });
  });

  async function postingOf(reference: string) {
    const rows = await till.db.query
      .selectFrom('payment_attempt')
      .innerJoin('ledger_transaction', (join) => join.on('ledger_transaction.reference', 'like', 'capture:%'))
      .innerJoin('ledger_entry', 'ledger_entry.ledgerTransactionId', 'ledger_transaction.ledgerTransactionId')
      .select([
        'payment_attempt.attemptId',
        'ledger_transaction.reference',
        'account',
        'ledger_entry.amountMinor',
      ])
      .where('payment_attempt.gatewayReference', '=', reference)
      .execute();
    const mine = rows.filter((row) => row.reference === `capture:${row.attemptId}`);
    return { entries: Object.fromEntries(mine.map(({ account, amountMinor }) => [account, amountMinor])) };
  }

  // The clock goes ahead here, so these come last.
  describe('as time goes by', () => {
    const advance = (byMs: number) =>
      till.sandbox('/control/advance', { method: 'POST', body: JSON.stringify({ byMs }) });

    it('an expired checkout lets its hold go, and bonus whose time is over is gone', async () => {
      const learner = await rich();
      const checkout = await open(learner, { amountMinor: 15_000 });
      await pay(learner, checkout, { method: 'wechat_pay', walletMinor: 12_000 });
      await advance(3_600_000);
      await until(
        () => balanceOf(learner),
        (balance) => balance?.heldMinor === 0 && balance.paidMinor === 10_000,
      );
      await advance(31 * DAY_MS);
      expect(await balanceOf(learner)).toMatchObject({ paidMinor: 10_000, bonusMinor: 0 });
      await until(
        () =>
          till.db.query
            .selectFrom('wallet_lot')
            .select('expiredMinor')
            .where('learnerId', '=', learner.learnerId)
            .where('kind', '=', 'bonus')
            .execute(),
        (lots) => lots[0]?.expiredMinor === 2_000,
      );
      await expectBalanced();
    });
  });
});
