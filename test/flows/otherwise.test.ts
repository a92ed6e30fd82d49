import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HostEntitlementView, RefundView } from '../../src/checkout/wire.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import type { Api } from '../support/api.ts';
import { hostServerToken } from '../support/host-server-token.ts';
import { changePrice } from '../support/products.ts';
import { type Book, reconcile } from '../support/reconcile.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

describe.each(['sqlite', 'postgresql'] as const)('when paying goes otherwise, on %s', (engine) => {
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
  const post = (path: string, body: object) =>
    till.sandbox(path, { method: 'POST', body: JSON.stringify(body) });
  const fault = (body: object) => post('/control/faults', body);
  const advance = (byMs: number) => post('/control/advance', { byMs });
  const attemptsOf = (paymentId: string | undefined) =>
    till.db.query
      .selectFrom('payment_attempt')
      .selectAll()
      .where('paymentId', '=', paymentId ?? '')
      .orderBy('number')
      .execute();
  const referenceOf = async (paymentId: string | undefined) =>
    (await attemptsOf(paymentId)).at(-1)?.gatewayReference ?? '';
  const viewUntil = (learner: Api, checkoutId: string, status: string) =>
    until(
      async () => (await learner.view(checkoutId)).body,
      (view) => view.status === status,
    );
  const noDifferences = async () => expect((await reconcile(till.db, await book())).differences).toEqual([]);
  const activities = (learner: Api) =>
    till.db.query
      .selectFrom('activity')
      .innerJoin('conversation', 'conversation.conversationId', 'activity.conversationId')
      .select(['activity.activityId', 'activity.content'])
      .where('conversation.learnerId', '=', learner.learnerId)
      .execute();
  const refundNotices = async (learner: Api) =>
    (await activities(learner)).filter(({ activityId }) => activityId.startsWith('act_refund_'));

  async function payByCard(learner: Api, card: string, challenge?: 'pass' | 'fail') {
    const { body: checkout } = await learner.start(await till.product());
    const { body } = await learner.pay(checkout, { method: 'card', returnUrl: 'http://localhost:3080/' });
    const reference = await referenceOf(body.payment?.paymentId);
    await post('/control/pay', { reference, card, ...(challenge && { challenge }) });
    return { checkout, reference, paymentId: body.payment?.paymentId ?? '' };
  }

  async function buy(learner: Api) {
    const { body: checkout } = await learner.start(await till.product());
    const { body } = await learner.pay(checkout);
    await post('/control/pay', { reference: await referenceOf(body.payment?.paymentId) });
    await viewUntil(learner, checkout.checkoutId, 'complete');
    return { checkout, paymentId: body.payment?.paymentId ?? '' };
  }

  describe('cards', () => {
    it.each([
      ['4000000000000002', 'card_declined'],
      ['4000000000009995', 'insufficient_funds'],
    ])('%s is declined with its reason, and another way succeeds', async (card, code) => {
      const learner = await till.learner();
      const { checkout, paymentId } = await payByCard(learner, card);
      const failed = await until(
        async () => (await learner.view(checkout.checkoutId)).body,
        (view) => view.payment?.failure !== null,
      );
      expect(failed.payment?.failure).toMatchObject({
        code,
        message: {
          zh: expect.stringContaining('没有扣款'),
          en: expect.stringContaining('nothing was charged'),
        },
      });
      await learner.pay(checkout, { method: 'alipay' });
      await post('/control/pay', { reference: await referenceOf(paymentId) });
      await viewUntil(learner, checkout.checkoutId, 'complete');
      expect((await attemptsOf(paymentId)).map((attempt) => attempt.status)).toEqual(['failed', 'succeeded']);
      await noDifferences();
    });

    it('a challenge that is passed pays, one that is failed charges nothing', async () => {
      const learner = await till.learner();
      const passed = await payByCard(learner, '4000002760003184', 'pass');
      await viewUntil(learner, passed.checkout.checkoutId, 'complete');
      const failed = await payByCard(learner, '4000002760003184', 'fail');
      const view = await until(
        async () => (await learner.view(failed.checkout.checkoutId)).body,
        ({ payment }) => payment?.failure !== null,
      );
      expect(view.payment?.failure?.code).toBe('challenge_failed');
      await noDifferences();
    });

    it('a slow card and one that times out after the charge end paid once, with access', async () => {
      const learner = await till.learner();
      for (const card of ['4000000000000077', '4000000000000341']) {
        const { checkout } = await payByCard(learner, card);
        // Whoever comes back from the gateway and looks makes us ask it, rather than wait for the late notification.
        await viewUntil(learner, checkout.checkoutId, 'complete').catch(() => advance(20_000));
        await viewUntil(learner, checkout.checkoutId, 'complete');
      }
      expect(await learner.entitlements()).toHaveLength(2);
      await noDifferences();
    }, 60_000);
  });

  describe('money that no order needs', () => {
    it('two QRs of two methods both paid: one counts, the other is returned and told once', async () => {
      const learner = await till.learner();
      const { body: checkout } = await learner.start(await till.product());
      const first = await learner.pay(checkout, { method: 'wechat_pay' });
      const paymentId = first.body.payment?.paymentId;
      const firstReference = await referenceOf(paymentId);
      await fault({ operation: 'close', kind: 'ignored', times: 1, reference: firstReference });
      await learner.pay(checkout, { method: 'alipay' });
      const secondReference = await referenceOf(paymentId);
      expect(secondReference).not.toBe(firstReference);
      await Promise.all(
        [firstReference, secondReference].map((reference) => post('/control/pay', { reference })),
      );
      await viewUntil(learner, checkout.checkoutId, 'complete');
      await until(
        () => refundNotices(learner),
        (notices) => notices.length === 1,
      );
      expect((await attemptsOf(paymentId)).map((attempt) => attempt.status).sort()).toEqual([
        'succeeded',
        'surplus',
      ]);
      expect(
        (await book()).charges.filter(
          ({ reference, refundedAmountMinor }) =>
            [firstReference, secondReference].includes(reference) && refundedAmountMinor === 9900,
        ),
      ).toHaveLength(1);
      expect((await refundNotices(learner))[0]?.content).toContain('多付的 ¥99.00 已原路退回');
      expect(await learner.entitlements()).toHaveLength(1);
      await noDifferences();
    });

    it('paid from two devices: one access, the surplus returned once and told once', async () => {
      const learner = await till.learner();
      const product = await till.product();
      const checkouts = await Promise.all([
        learner.start(product),
        learner.start(product, { surface: 'mobile_web' }),
      ]);
      const payings = await Promise.all(
        checkouts.map(({ body }, index) =>
          learner.pay(body, { method: index === 0 ? 'wechat_pay' : 'alipay' }),
        ),
      );
      const references = await Promise.all(payings.map(({ body }) => referenceOf(body.payment?.paymentId)));
      await Promise.all(references.map((reference) => post('/control/pay', { reference })));
      await until(
        () => refundNotices(learner),
        (notices) => notices.length === 1,
      );
      await Promise.all(references.map((reference) => post('/control/notifications/resend', { reference })));
      expect(await learner.entitlements()).toHaveLength(1);
      expect(await refundNotices(learner)).toHaveLength(1);
      await noDifferences();
    });

    it('paid after the checkout was canceled and the price changed: returned, and told', async () => {
      const learner = await till.learner();
      const product = await till.product();
      const { body: checkout } = await learner.start(product);
      const { body } = await learner.pay(checkout);
      const reference = await referenceOf(body.payment?.paymentId);
      await fault({ operation: 'close', kind: 'ignored', times: 1, reference });
      await learner.call('POST', `/v1/checkouts/${checkout.checkoutId}/cancel`, { key: randomUUID() });
      await until(
        () => attemptsOf(body.payment?.paymentId),
        ([attempt]) => attempt?.status === 'canceled',
      );
      await changePrice(till.db, product, 19_900);
      await post('/control/pay', { reference });
      await until(
        () => refundNotices(learner),
        (notices) => notices.length === 1,
      );
      expect(await learner.entitlements()).toEqual([]);
      const refund = await till.db.query
        .selectFrom('refund')
        .selectAll()
        .where('learnerId', '=', learner.learnerId)
        .executeTakeFirstOrThrow();
      expect(refund).toMatchObject({
        kind: 'surplus',
        reason: 'paid_too_late',
        amountMinor: 9900,
        status: 'succeeded',
      });
      await noDifferences();
    });

    it('paid after the checkout was canceled while the price still holds: honoured', async () => {
      const learner = await till.learner();
      const { body: checkout } = await learner.start(await till.product());
      const { body } = await learner.pay(checkout);
      const reference = await referenceOf(body.payment?.paymentId);
      await fault({ operation: 'close', kind: 'ignored', times: 1, reference });
      await learner.call('POST', `/v1/checkouts/${checkout.checkoutId}/cancel`, { key: randomUUID() });
      await until(
        () => attemptsOf(body.payment?.paymentId),
        ([attempt]) => attempt?.status === 'canceled',
      );
      await post('/control/pay', { reference });
      await viewUntil(learner, checkout.checkoutId, 'complete');
      expect(await learner.entitlements()).toHaveLength(1);
      await noDifferences();
    });

    it('paid in time and heard of after the checkout expired and the price changed: honoured', async () => {
      const learner = await till.learner();
      const product = await till.product();
      const { body: checkout } = await learner.start(product);
      const { body } = await learner.pay(checkout);
      const reference = await referenceOf(body.payment?.paymentId);
      await fault({ operation: 'notification', kind: 'no_answer', times: 1, reference });
      await fault({ operation: 'query', kind: 'error_before', times: 1, reference });
      await fault({ operation: 'close', kind: 'error_before', times: 1, reference });
      await post('/control/pay', { reference });
      await changePrice(till.db, product, 19_900);
      await advance(16 * 60_000);
      await viewUntil(learner, checkout.checkoutId, 'complete');
      expect(await learner.entitlements()).toHaveLength(1);
      await noDifferences();
    });
  });

  describe('a refund by the learner', () => {
    const refund = (learner: Api, paymentId: string, key = randomUUID()) =>
      learner.call<RefundView>('POST', `/v1/payments/${paymentId}/refunds`, { key });
    const hostCall = async <T>(
      method: string,
      path: string,
      body?: object,
    ): Promise<{ status: number; body: T }> => {
      const response = await fetch(`${till.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await hostServerToken()}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as T };
    };

    it('within the policy withdraws access at once, returns everything, and tells it in the thread', async () => {
      const learner = await till.learner();
      const { checkout, paymentId } = await buy(learner);
      const key = randomUUID();
      const answer = await refund(learner, paymentId, key);
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({ amountMinor: 9900, currency: 'CNY', status: 'pending' });
      expect(await learner.entitlements()).toEqual([]);
      expect((await refund(learner, paymentId, key)).headers.get('idempotent-replayed')).toBe('true');
      expect(['refund_running', 'refund_done']).toContain((await refund(learner, paymentId)).body.code);
      await until(
        () => refundNotices(learner),
        (notices) => notices.length === 1,
      );
      expect((await learner.orders())[0]?.status).toBe('refunded');
      expect((await learner.view(checkout.checkoutId)).body.payment?.status).toBe('refunded');
      expect((await refund(learner, paymentId)).body.code).toBe('refund_done');
      await noDifferences();
    });

    it('the order says that a refund is under way, and opens nothing meanwhile', async () => {
      const learner = await till.learner();
      const { paymentId } = await buy(learner);
      expect((await learner.orders())[0]?.isRefunding).toBeUndefined();
      await fault({ operation: 'refund', kind: 'error_before', times: 1 });
      await refund(learner, paymentId);
      expect((await learner.orders())[0]).toMatchObject({
        status: 'paid',
        isRefunding: true,
        lines: [{ startUrl: null }],
      });
      const refunded = await until(
        () => learner.orders(),
        ([order]) => order?.status === 'refunded',
        20_000,
      );
      expect(refunded[0]?.isRefunding).toBeUndefined();
    }, 30_000);

    it('lets the same content be bought again afterwards', async () => {
      const learner = await till.learner();
      const { checkout, paymentId } = await buy(learner);
      await refund(learner, paymentId);
      await until(
        () => learner.orders(),
        ([order]) => order?.status === 'refunded',
      );
      const line = checkout.lines[0];
      const price = await till.db.query
        .selectFrom('price')
        .selectAll()
        .where('productId', '=', line?.productId ?? '')
        .executeTakeFirstOrThrow();
      const again = await learner.start({ ...price, title: '' });
      expect(again.status).toBe(201);
    });

    it('is refused once the host has reported that the content was opened', async () => {
      const learner = await till.learner('opener');
      const { paymentId } = await buy(learner);
      const owned = await hostCall<{ entitlements: HostEntitlementView[] }>(
        'GET',
        '/v1/host/entitlements?hostUserId=opener',
      );
      const entitlementId = owned.body.entitlements[0]?.entitlementId;
      const report = { reportId: 'open-1', kind: 'opened', occurredAtMs: Date.now() };
      expect((await hostCall('POST', `/v1/entitlements/${entitlementId}/usage`, report)).body).toEqual({
        recorded: true,
      });
      expect((await hostCall('POST', `/v1/entitlements/${entitlementId}/usage`, report)).body).toEqual({
        recorded: false,
      });
      expect((await refund(learner, paymentId)).body.code).toBe('refund_opened');
      expect(await learner.entitlements()).toHaveLength(1);
    });

    it('is refused after the window, for another learner, and for what was never paid', async () => {
      const learner = await till.learner();
      const { paymentId } = await buy(learner);
      expect((await refund(await till.learner(), paymentId)).status).toBe(404);
      const { body: unpaid } = await learner.pay((await learner.start(await till.product())).body);
      expect((await refund(learner, unpaid.payment?.paymentId ?? '')).body.code).toBe('refund_not_paid');
      await advance(7 * 86_400_000 + 60_000);
      expect((await refund(learner, paymentId)).body.code).toBe('refund_too_late');
    });

    it('a gateway in doubt about it is asked again, and returns once', async () => {
      const learner = await till.learner();
      const { paymentId } = await buy(learner);
      await fault({ operation: 'refund', kind: 'error_after', times: 1 });
      await refund(learner, paymentId);
      await until(
        () => learner.orders(),
        ([order]) => order?.status === 'refunded',
        20_000,
      );
      await noDifferences();
    }, 30_000);

    it('nobody without the host’s own server token reports or reads for it', async () => {
      const learner = await till.learner();
      expect((await learner.call('GET', '/v1/host/entitlements?hostUserId=opener')).status).toBe(401);
      expect(
        (
          await learner.call('POST', '/v1/entitlements/ent_x/usage', {
            body: { reportId: 'r', kind: 'opened', occurredAtMs: 1 },
          })
        ).status,
      ).toBe(401);
    });
  });
});
