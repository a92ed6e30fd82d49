import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PaymentView } from '../../src/checkout/payment/wire.ts';
import type { HostRefundAnswer, HostRefundView } from '../../src/checkout/refund/wire.ts';
import type { CheckoutView } from '../../src/checkout/wire.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import { type Api, apiWith } from '../support/api.ts';
import { hostServerToken } from '../support/host-server-token.ts';
import { type Book, reconcile } from '../support/reconcile.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

interface Bought {
  readonly learner: Api;
  readonly paymentId: string;
  readonly reference: string;
}

describe.each(['sqlite', 'postgresql'] as const)('refunds in parts on %s', (engine) => {
  let till: Till;
  let host: Api;
  let dropDatabase = async (): Promise<void> => {};
  beforeAll(async () => {
    const database = engine === 'postgresql' ? await createPostgresDatabase() : undefined;
    dropDatabase = database?.drop ?? dropDatabase;
    till = await startTill({ GATEWAY_TIMEOUT_MS: '1000', ...(database && { DATABASE_URL: database.url }) });
    host = apiWith(till.url, { token: await hostServerToken(), learnerId: '' });
  });
  afterAll(async () => {
    await till.close();
    await dropDatabase();
  });
  beforeEach(async () => {
    await till.sandbox('/control/faults', { method: 'DELETE' });
  });

  const control = (path: string, body: object) =>
    till.sandbox(path, { method: 'POST', body: JSON.stringify(body) });
  const book = async () => (await till.sandbox('/control/book')) as Book;
  const paymentOf = async (paymentId: string) =>
    (await host.call<PaymentView>('GET', `/v1/host/payments/${paymentId}`)).body;
  const refund = (paymentId: string, body: object = {}, key: string = randomUUID()) =>
    host.call<HostRefundAnswer>('POST', `/v1/host/payments/${paymentId}/refunds`, {
      key,
      body: { reason: 'goodwill', ...body },
    });
  const resolve = (refundId: string, outcome: 'returned' | 'abandoned') =>
    host.call<HostRefundView>('POST', `/v1/host/refunds/${refundId}/resolution`, {
      key: randomUUID(),
      body: { outcome, note: 'by bank transfer' },
    });
  const done = (paymentId: string) =>
    until(
      () => paymentOf(paymentId),
      ({ refunds, refundedMinor }) =>
        refunds.every(({ status }) => status === 'succeeded') &&
        refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0) === refundedMinor,
    );
  const eventsOf = async (type: string, paymentId: string) =>
    (await till.db.query.selectFrom('domain_event').selectAll().where('type', '=', type).execute()).filter(
      ({ payload }) => payload.includes(paymentId),
    );

  /** Buys products of these prices in one checkout. */
  async function buy(prices: readonly number[]): Promise<Bought> {
    const learner = await till.learner();
    const products = [];
    for (const amountMinor of prices) products.push(await till.product({ amountMinor }));
    const started = await learner.call<CheckoutView>('POST', '/v1/checkouts', {
      key: randomUUID(),
      body: {
        lines: products.map(({ productId, priceId }) => ({ productId, priceId })),
        currency: 'CNY',
        expectedTotalMinor: prices.reduce((sum, price) => sum + price, 0),
        surface: 'web',
        language: 'zh',
      },
    });
    const paying = await learner.pay(started.body);
    const paymentId = paying.body.payment?.paymentId ?? '';
    const reference = (await paymentOf(paymentId)).attempts[0]?.gatewayReference ?? '';
    await control('/control/pay', { reference });
    await until(
      () => paymentOf(paymentId),
      ({ status }) => status === 'succeeded',
    );
    return { learner, paymentId, reference };
  }

  it('three uneven parts, then one fen more: exact shares, the last one refused, the books agree', async () => {
    const { learner, paymentId } = await buy([3_333, 3_333, 3_334]);
    for (const amountMinor of [1, 4_999, 1_000]) {
      const given = await refund(paymentId, { amountMinor });
      expect(given.status).toBe(201);
      expect(
        given.body.refunds.flatMap(({ lines }) => lines).reduce((sum, share) => sum + share.amountMinor, 0),
      ).toBe(amountMinor);
    }
    const parted = await done(paymentId);
    expect(parted).toMatchObject({ status: 'partially_refunded', refundedMinor: 6_000 });
    expect(parted.lines.map((line) => line.totalMinor - line.returnedMinor).sort()).toEqual([
      1_333, 1_333, 1_334,
    ]);
    expect(await learner.entitlements()).toHaveLength(3);
    const more = await refund(paymentId, { amountMinor: 4_001 });
    expect([more.status, more.body.code]).toEqual([409, 'refund_exceeds']);
    expect(more.body).toMatchObject({ refundableMinor: 4_000 });
    const rest = (await refund(paymentId, { reason: '付错了，卡 4242 4242 4242 4242' })).body;
    expect(rest.amountMinor).toBe(4_000);
    expect(rest.refunds.map(({ reason }) => reason)).toEqual(['付错了，卡 ••••4242']);
    const whole = await done(paymentId);
    expect(whole).toMatchObject({ status: 'refunded', refundedMinor: 10_000 });
    expect((await refund(paymentId, { amountMinor: 1 })).body.code).toBe('refund_done');
    expect(await learner.entitlements()).toEqual([]);
    const entries = await till.db.query
      .selectFrom('ledger_entry')
      .innerJoin(
        'ledger_transaction',
        'ledger_transaction.ledgerTransactionId',
        'ledger_entry.ledgerTransactionId',
      )
      .select(['account', 'amountMinor', 'reference'])
      .execute();
    const references = ['capture:', 'refund:'].flatMap((kind) =>
      [...whole.attempts.map((each) => each.attemptId), ...whole.refunds.map((each) => each.refundId)].map(
        (id) => kind + id,
      ),
    );
    const sums = new Map<string, number>();
    for (const { account, amountMinor, reference } of entries) {
      if (references.includes(reference)) sums.set(account, (sums.get(account) ?? 0) + amountMinor);
    }
    // Revenue and what was given back cancel out, and so do tax and the gateway's account.
    expect(Object.fromEntries(sums)).toMatchObject({ tax_payable: 0, 'gateway_clearing:sandbox': 0 });
    expect((sums.get('revenue') ?? 0) + (sums.get('refunds') ?? 0)).toBe(0);
    expect((await reconcile(till.db, await book())).differences).toEqual([]);
  });

  it('a whole line is paused while it goes back and ends alone; the funnel hears of that line only', async () => {
    const { learner, paymentId, reference } = await buy([5_000, 2_500]);
    const [first] = (await paymentOf(paymentId)).lines;
    await control('/control/faults', { operation: 'refund', kind: 'late', delayMs: 400, reference });
    const given = await refund(paymentId, { orderLineIds: [first?.orderLineId] });
    expect(given.body).toMatchObject({
      amountMinor: 5_000,
      refunds: [{ lines: [{ orderLineId: first?.orderLineId }] }],
    });
    expect((await learner.entitlements()).map(({ productId }) => productId)).not.toContain(first?.productId);
    const order = (await learner.orders())[0];
    expect(order?.lines.map(({ startUrl }) => startUrl === null)).toEqual([true, false]);
    await done(paymentId);
    expect(await learner.entitlements()).toHaveLength(1);
    expect((await learner.orders())[0]?.status).toBe('paid');
    const [told] = await eventsOf('payment.refunded', paymentId);
    expect(JSON.parse(told?.payload ?? '{}').lines).toMatchObject([
      { productId: first?.productId, refundedMinor: 5_000, isWhole: true },
    ]);
    expect((await refund(paymentId, { orderLineIds: [first?.orderLineId] })).body.code).toBe('refund_done');
    expect((await refund(paymentId, { orderLineIds: ['oln_none'] })).body.code).toBe('invalid_request');
  });

  it('many at once never return more than was captured, and one key is one refund', async () => {
    const { paymentId } = await buy([9_900]);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => refund(paymentId, { amountMinor: 2_500 })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    for (const { body } of answers.filter(({ status }) => status !== 201))
      expect(body.code).toBe('refund_exceeds');
    const key = randomUUID();
    const once = await refund(paymentId, { amountMinor: 100 }, key);
    const again = await refund(paymentId, { amountMinor: 100 }, key);
    expect([again.body.refunds[0]?.refundId, again.headers.get('idempotent-replayed')]).toEqual([
      once.body.refunds[0]?.refundId,
      'true',
    ]);
    expect((await refund(paymentId, { amountMinor: 101 }, key)).body.code).toBe('idempotency_key_reused');
    const { refundedMinor } = await done(paymentId);
    expect(refundedMinor).toBe(7_600);
    expect((await reconcile(till.db, await book())).differences).toEqual([]);
  });

  it('what the gateway will not return waits for a person, with access, and the learner is told', async () => {
    const { learner, paymentId, reference } = await buy([9_900]);
    await control('/control/faults', { operation: 'refund', kind: 'fail', reference });
    const { body } = await refund(paymentId);
    const handed = await until(
      () => paymentOf(paymentId),
      ({ refunds }) => refunds[0]?.status === 'manual',
    );
    expect(handed.refunds[0]).toMatchObject({ failureCode: 'account_closed' });
    expect(handed.lines[0]?.refundableMinor).toBe(0);
    expect(await learner.entitlements()).toHaveLength(1);
    const notice = () =>
      till.db.query
        .selectFrom('activity')
        .select('content')
        .where('activityId', '=', `act_refund_person_${body.refunds[0]?.refundId}`)
        .executeTakeFirst();
    expect((await until(notice, (row) => row !== undefined))?.content).toContain('转给同事');
    expect((await refund(paymentId)).body.code).toBe('refund_done');
    const returned = await resolve(body.refunds[0]?.refundId ?? '', 'returned');
    expect(returned.body).toMatchObject({ status: 'succeeded', resolutionNote: 'by bank transfer' });
    expect((await paymentOf(paymentId)).status).toBe('refunded');
    expect(await learner.entitlements()).toEqual([]);
    expect((await resolve(body.refunds[0]?.refundId ?? '', 'abandoned')).body.code).toBe('refund_not_manual');
    const byHand = await till.db.query
      .selectFrom('ledger_entry')
      .select('amountMinor')
      .where('account', '=', 'paid_by_hand')
      .execute();
    expect(byHand).toEqual([{ amountMinor: -9_900 }]);
  });

  it('given up by a person, the money can be refunded again', async () => {
    const { learner, paymentId, reference } = await buy([9_900]);
    await control('/control/faults', { operation: 'refund', kind: 'fail', reference });
    const { body } = await refund(paymentId, { amountMinor: 5_000 });
    await until(
      () => paymentOf(paymentId),
      ({ refunds }) => refunds[0]?.status === 'manual',
    );
    expect((await resolve(body.refunds[0]?.refundId ?? '', 'abandoned')).body.status).toBe('failed');
    expect(await eventsOf('refund.failed', paymentId)).toHaveLength(1);
    const { lines, status } = await paymentOf(paymentId);
    expect([lines[0]?.refundableMinor, status]).toEqual([9_900, 'succeeded']);
    expect(await learner.entitlements()).toHaveLength(1);
  });

  it('nothing is returned of what was not paid, by nobody but the seller, and never without a reason', async () => {
    const learner = await till.learner();
    const { body: checkout } = await learner.start(await till.product());
    const paymentId = (await learner.pay(checkout)).body.payment?.paymentId ?? '';
    expect((await refund(paymentId)).body.code).toBe('refund_not_paid');
    expect((await refund('pay_none')).body.code).toBe('not_found');
    expect((await refund(paymentId, { reason: ' ' })).body.code).toBe('invalid_request');
    expect((await refund(paymentId, { amountMinor: 1, orderLineIds: ['x'] })).body.code).toBe(
      'invalid_request',
    );
    const path = `/v1/host/payments/${paymentId}/refunds`;
    expect((await learner.call('POST', path, { key: randomUUID(), body: { reason: 'x' } })).status).toBe(401);
    expect((await resolve('ref_none', 'returned')).body.code).toBe('not_found');
  });
});
