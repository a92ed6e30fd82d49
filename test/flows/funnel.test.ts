import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillDemoCatalogue } from '../../src/app/demo-catalogue.ts';
import type { CheckoutView } from '../../src/checkout/wire.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import { eventOfRow } from '../../src/kernel/domain-event.ts';
import { naiveFunnel } from '../../src/metrics/naive-funnel.testing.ts';
import { FunnelBreakdown, type FunnelView } from '../../src/metrics/wire.ts';
import type { RecommendationView } from '../../src/recommend/wire.ts';
import type { Api } from '../support/api.ts';
import type { TestProduct } from '../support/products.ts';
import { staffCookie } from '../support/staff-cookie.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

interface Line {
  readonly product: Pick<TestProduct, 'productId' | 'priceId' | 'amountMinor' | 'currency'>;
  readonly impressionId?: string;
}

describe.each(['sqlite', 'postgresql'] as const)('the funnel on %s', (engine) => {
  let till: Till;
  let dropDatabase = async (): Promise<void> => {};
  let cookie = '';
  beforeAll(async () => {
    const database = engine === 'postgresql' ? await createPostgresDatabase() : undefined;
    dropDatabase = database?.drop ?? dropDatabase;
    till = await startTill(database && { DATABASE_URL: database.url });
    cookie = await staffCookie(till, 'analyst');
    await fillDemoCatalogue(till.running.house, 'http://localhost:3080');
    await until(
      () => till.running.house.recommend.shelf.view(),
      ({ products }) => products.length > 50,
    );
    await liveThrough();
  });
  afterAll(async () => {
    await till.close();
    await dropDatabase();
  });

  const ask = async (query: Record<string, string> = {}, headers: Record<string, string> = { cookie }) => {
    const response = await fetch(`${till.url}/v1/analytics/funnel?${new URLSearchParams(query)}`, {
      headers,
    });
    return { status: response.status, body: (await response.json()) as FunnelView & { code?: string } };
  };

  // ------------------------------------------------ a day at the till

  async function recommend(
    learner: Api,
    where: { surface: string; language: 'zh' | 'en'; currency: string },
  ) {
    const answer = await learner.call<RecommendationView>('POST', '/v1/recommendations', {
      body: { text: '有什么好课推荐', limit: 3, ...where },
    });
    expect(answer.status).toBe(201);
    return answer.body.items.filter(({ amountMinor }) => amountMinor > 0);
  }

  async function open(learner: Api, lines: readonly Line[]): Promise<CheckoutView> {
    const [first] = lines;
    const answer = await learner.call<CheckoutView>('POST', '/v1/checkouts', {
      key: randomUUID(),
      body: {
        lines: lines.map(({ product: { productId, priceId }, impressionId }) => ({
          productId,
          priceId,
          ...(impressionId && { impressionId }),
        })),
        currency: first?.product.currency,
        expectedTotalMinor: lines.reduce((sum, { product }) => sum + product.amountMinor, 0),
        surface: 'web',
        language: 'zh',
      },
    });
    expect(answer.status).toBe(201);
    return answer.body;
  }

  async function press(
    learner: Api,
    checkout: CheckoutView,
  ): Promise<{ paymentId: string; reference: string }> {
    const answer = await learner.pay(checkout);
    expect(answer.status).toBe(200);
    const paymentId = answer.body.payment?.paymentId ?? '';
    const attempt = await till.db.query
      .selectFrom('payment_attempt')
      .select('gatewayReference')
      .where('paymentId', '=', paymentId)
      .executeTakeFirstOrThrow();
    return { paymentId, reference: attempt.gatewayReference };
  }

  const scan = (reference: string) =>
    till.sandbox('/control/pay', { method: 'POST', body: JSON.stringify({ reference }) });

  async function buy(learner: Api, lines: readonly Line[]): Promise<string> {
    const checkout = await open(learner, lines);
    const { paymentId, reference } = await press(learner, checkout);
    await scan(reference);
    await until(
      async () => (await learner.view(checkout.checkoutId)).body,
      (view) => view.status === 'complete',
    );
    return paymentId;
  }

  const eventsOf = async (type: string) => {
    const rows = await till.db.query
      .selectFrom('domain_event')
      .selectAll()
      .where('type', '=', type)
      .where('position', 'is not', null)
      .orderBy('position')
      .execute();
    return rows.map(eventOfRow);
  };

  async function liveThrough(): Promise<void> {
    const web = { surface: 'web', language: 'zh', currency: 'CNY' } as const;
    const buyer = await till.learner();
    const [seen, alsoSeen] = await recommend(buyer, web);
    if (!seen || !alsoSeen) throw new Error('nothing was recommended');
    await buy(buyer, [{ product: seen, impressionId: seen.impressionId }]);
    const extra = await till.product({ amountMinor: 3_333, title: '写作课' });
    const twice = await till.product({ title: '写作课二' });
    const yen = await till.product({ currency: 'JPY', amountMinor: 1_500, title: '日语课' });
    await buy(buyer, [{ product: alsoSeen, impressionId: alsoSeen.impressionId }, { product: extra }]);

    const returner = await till.learner();
    const [liked] = await recommend(returner, { ...web, surface: 'mobile_web', language: 'en' });
    if (!liked) throw new Error('nothing was recommended');
    const paymentId = await buy(returner, [{ product: liked, impressionId: liked.impressionId }]);
    const refund = await returner.call('POST', `/v1/payments/${paymentId}/refunds`, { key: randomUUID() });
    expect(refund.status).toBe(201);

    const doubter = await till.learner();
    const [doubted] = await recommend(doubter, web);
    if (!doubted) throw new Error('nothing was recommended');
    // Opened twice and pressed twice is one impression that was opened and pressed.
    const checkout = await open(doubter, [{ product: doubted, impressionId: doubted.impressionId }]);
    await open(doubter, [{ product: doubted, impressionId: doubted.impressionId }]);
    await press(doubter, checkout);
    await doubter.pay(checkout);

    await buy(await till.learner(), [{ product: yen }]);
    await payTwice(await till.learner(), twice);
    await until(
      () => eventsOf('payment.refunded'),
      (events) => events.length === 1,
    );
  }

  /** Two devices pay one product: the second capture is surplus and goes back. */
  async function payTwice(learner: Api, product: TestProduct): Promise<void> {
    const checkouts = [await open(learner, [{ product }]), await open(learner, [{ product }])];
    const pressed = [];
    for (const checkout of checkouts) pressed.push(await press(learner, checkout));
    for (const { reference } of pressed) await scan(reference);
    await until(
      () =>
        till.db.query.selectFrom('refund').selectAll().where('learnerId', '=', learner.learnerId).execute(),
      (refunds) => refunds[0]?.status === 'succeeded',
    );
  }

  // ------------------------------------------------ what the analyst is told

  const today = () =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(Date.now());
  const yesterday = () => new Date(Date.parse(today()) - 86_400_000).toISOString().slice(0, 10);

  it.each(FunnelBreakdown.options)('by %s equals what the raw events say', async (breakdown) => {
    const events = (
      await Promise.all(
        [
          'recommendation.shown',
          'checkout.opened',
          'payment.created',
          'payment.succeeded',
          'payment.refunded',
        ].map(eventsOf),
      )
    ).flat();
    const period = { from: yesterday(), to: today(), timeZone: 'Asia/Shanghai' };
    const { status, body } = await ask({ ...period, breakdown });
    expect(status).toBe(200);
    const naive = naiveFunnel(events, { ...period, breakdown });
    expect(body.total).toEqual(naive.total);
    expect(body.total).toMatchObject({ impressions: 9, opened: 4, pressed: 4, paid: 3, refunded: 1 });
    const filled = body.rows.filter(({ impressions }) => impressions > 0);
    expect(Object.fromEntries(filled.map(({ key, label: _label, ...counts }) => [key, counts]))).toEqual(
      naive.rows,
    );
    expect(body.withoutImpression).toEqual(naive.withoutImpression);
    expect(body.money).toEqual(naive.money);
  });

  it('names products, channels and languages', async () => {
    const products = await ask({ breakdown: 'product' });
    const known = await till.db.query.selectFrom('product').select(['productId', 'title']).execute();
    const titles = new Map(known.map(({ productId, title }) => [productId, title]));
    expect(products.body.rows.map(({ label }) => label)).toEqual(
      products.body.rows.map(({ key }) => titles.get(key)),
    );
    const channels = await ask({ breakdown: 'channel' });
    expect(channels.body.rows.map(({ key, refunded }) => [key, refunded])).toEqual([
      ['web', 0],
      ['mobile_web', 1],
    ]);
    const languages = await ask({ breakdown: 'language' });
    expect(languages.body.rows.map(({ key, impressions }) => [key, impressions])).toEqual([
      ['zh', 6],
      ['en', 3],
    ]);
  });

  it('tells money that equals the ledger to the minor unit, surplus captures and their refunds left out', async () => {
    const { body } = await ask({ from: yesterday(), to: today() });
    expect(body.timeZone).toBe('Asia/Shanghai');
    const entries = await till.db.query
      .selectFrom('ledger_entry')
      .innerJoin(
        'ledger_transaction',
        'ledger_transaction.ledgerTransactionId',
        'ledger_entry.ledgerTransactionId',
      )
      .select(['kind', 'account', 'currency', 'amountMinor'])
      .where('accountingDay', '>=', body.from)
      .where('accountingDay', '<=', body.to)
      .execute();
    const income = new Set(['revenue', 'discounts', 'refunds', 'tax_payable']);
    const booked = (kind: string, currency: string) =>
      entries
        .filter((entry) => entry.kind === kind && entry.currency === currency && income.has(entry.account))
        .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const currencies = new Set(
      entries.filter(({ kind }) => kind === 'capture').map(({ currency }) => currency),
    );
    expect(currencies.size).toBeGreaterThan(1);
    expect(body.money.map(({ currency }) => currency)).toEqual([...currencies].sort());
    for (const { currency, paid, refunded } of body.money) {
      expect(paid.totalMinor).toBe(-booked('capture', currency));
      expect(refunded.totalMinor).toBe(booked('refund', currency));
    }
    expect(entries.some(({ kind }) => kind === 'surplus_refund')).toBe(true);
    expect(body.money.some(({ refunded }) => refunded.periodImpressionsMinor > 0)).toBe(true);
    expect(body.money.every(({ refunded }) => refunded.withoutImpressionMinor === 0)).toBe(true);
    expect(body.money.filter(({ paid }) => paid.withoutImpressionMinor > 0)).toHaveLength(2);
  });

  it('knows a currency alone, a day without anything, and what is new since the last question', async () => {
    const yen = await ask({ currency: 'JPY' });
    expect(yen.body.money).toEqual([
      {
        currency: 'JPY',
        paid: expect.objectContaining({ totalMinor: 1_500, withoutImpressionMinor: 1_500 }),
        refunded: expect.objectContaining({ totalMinor: 0 }),
      },
    ]);
    expect(yen.body.withoutImpression).toEqual({ opened: 1, pressed: 1, paid: 1, refunded: 0 });
    const before = await ask({ from: '2026-01-01', to: '2026-01-02', breakdown: 'day' });
    expect(before.body.rows.map(({ key, impressions }) => [key, impressions])).toEqual([
      ['2026-01-01', 0],
      ['2026-01-02', 0],
    ]);
    expect(before.body.money).toEqual([]);
    const { body: first } = await ask();
    await recommend(await till.learner(), { surface: 'web', language: 'zh', currency: 'CNY' });
    const later = await until(
      () => ask(),
      ({ body }) => body.total.impressions > first.total.impressions,
    );
    expect(later.body.readUpToPosition).toBeGreaterThan(first.readUpToPosition);
  });

  // ------------------------------------------------ who may ask, and what

  it('answers analysts, supervisors and admins, and nobody else', async () => {
    for (const role of ['supervisor', 'admin'] as const) {
      expect((await ask({}, { cookie: await staffCookie(till, role) })).status).toBe(200);
    }
    const agent = await ask({ from: 'no day' }, { cookie: await staffCookie(till, 'agent') });
    expect([agent.status, agent.body.code]).toEqual([403, 'role_forbidden']);
    const nobody = await ask({ from: 'no day' }, {});
    expect([nobody.status, nobody.body.code]).toEqual([401, 'staff_unauthenticated']);
    const learner = await till.learner();
    const other = await ask({}, { authorization: `Bearer ${learner.token}` });
    expect([other.status, other.body.code]).toEqual([401, 'staff_unauthenticated']);
  });

  it.each([
    { from: '2026-02-30' },
    { from: '2026-02-02', to: '2026-02-01' },
    { from: '2020-01-01', to: '2026-01-01' },
    { timeZone: 'Mars/Olympus' },
    { breakdown: 'mood' },
    { currency: 'yuan' },
    { learner: 'somebody' },
  ])('refuses %j by name', async (query) => {
    const { status, body } = await ask(query as Record<string, string>);
    expect([status, body.code]).toEqual([400, 'invalid_request']);
  });
});
