import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PaymentView } from '../../src/checkout/payment/wire.ts';
import type { CheckoutView } from '../../src/checkout/wire.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import { type Api, apiWith } from '../support/api.ts';
import { hostServerToken } from '../support/host-server-token.ts';
import { type Book, reconcile } from '../support/reconcile.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe.each(['sqlite', 'postgresql'] as const)('reserving first on %s', (engine) => {
  let till: Till;
  let host: Api;
  let dropDatabase = async (): Promise<void> => {};
  beforeAll(async () => {
    const database = engine === 'postgresql' ? await createPostgresDatabase() : undefined;
    dropDatabase = database?.drop ?? dropDatabase;
    till = await startTill({
      CAPTURE_MODE: 'manual',
      GATEWAY_TIMEOUT_MS: '1000',
      ...(database && { DATABASE_URL: database.url }),
    });
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
  const statusAtGateway = async (reference: string) =>
    (await book()).charges.find((charge) => charge.reference === reference)?.status;
  const change = (paymentId: string, how: 'capture' | 'void', key: string = randomUUID()) =>
    host.call<PaymentView>('POST', `/v1/payments/${paymentId}/${how}`, { key });
  const paymentOf = async (paymentId: string) =>
    (await host.call<PaymentView>('GET', `/v1/host/payments/${paymentId}`)).body;
  const settled = (paymentId: string, status: string) =>
    until(
      () => paymentOf(paymentId),
      (payment) => payment.status === status,
    );
  const eventsOf = async (paymentId: string) =>
    (
      await till.db.query
        .selectFrom('domain_event')
        .select('type')
        .where('subjectId', '=', paymentId)
        .orderBy('position')
        .execute()
    ).map(({ type }) => type);

  interface Reserved {
    readonly learner: Api;
    readonly checkout: CheckoutView;
    readonly paymentId: string;
    readonly reference: string;
  }

  async function pressed(): Promise<Reserved> {
    const learner = await till.learner();
    const { body: checkout } = await learner.start(await till.product());
    const { body } = await learner.pay(checkout);
    const paymentId = body.payment?.paymentId ?? '';
    const reference = (await paymentOf(paymentId)).attempts.at(-1)?.gatewayReference ?? '';
    return { learner, checkout, paymentId, reference };
  }

  async function reserved(): Promise<Reserved> {
    const pressing = await pressed();
    await control('/control/pay', { reference: pressing.reference });
    await settled(pressing.paymentId, 'authorized');
    return pressing;
  }

  it('grants nothing until it is captured, once, and then everything', async () => {
    const { learner, checkout, paymentId, reference } = await reserved();
    const view = (await learner.view(checkout.checkoutId)).body;
    expect(view).toMatchObject({
      status: 'confirmed',
      payment: { status: 'authorized', action: { type: 'none' } },
      access: [],
    });
    expect(view.expiresAtMs).toBeGreaterThan(Date.now() + 6 * DAY_MS);
    expect(await learner.entitlements()).toEqual([]);
    expect((await learner.pay(checkout, { method: 'alipay' })).body.payment?.status).toBe('authorized');
    const key = randomUUID();
    const captured = await change(paymentId, 'capture', key);
    expect([captured.status, captured.body.status]).toEqual([200, 'succeeded']);
    const again = await change(paymentId, 'capture', key);
    expect([again.headers.get('idempotent-replayed'), again.body.status]).toEqual(['true', 'succeeded']);
    expect((await change(paymentId, 'capture')).body.code).toBe('payment_not_authorized');
    expect((await change(paymentId, 'void')).body.code).toBe('payment_not_authorized');
    expect(await learner.entitlements()).toHaveLength(1);
    expect(await eventsOf(paymentId)).toEqual(['payment.created', 'payment.authorized', 'payment.succeeded']);
    expect(await statusAtGateway(reference)).toBe('succeeded');
  });

  it('is given back by a void, which ends the checkout, and by the learner who cancels', async () => {
    const one = await reserved();
    const voided = await change(one.paymentId, 'void');
    expect([voided.status, voided.body.status]).toEqual([200, 'canceled']);
    expect(await statusAtGateway(one.reference)).toBe('closed');
    expect((await one.learner.view(one.checkout.checkoutId)).body.status).toBe('canceled');
    expect((await change(one.paymentId, 'capture')).body.code).toBe('payment_not_authorized');
    const other = await reserved();
    await other.learner.call('POST', `/v1/checkouts/${other.checkout.checkoutId}/cancel`, {
      key: randomUUID(),
    });
    await until(
      () => statusAtGateway(other.reference),
      (status) => status === 'closed',
    );
    expect(await other.learner.entitlements()).toEqual([]);
  });

  it('captured and voided at once, one of them wins and both sides agree', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { learner, paymentId, reference } = await reserved();
      const answers = await Promise.all([
        change(paymentId, 'void'),
        ...Array.from({ length: 4 }, () => change(paymentId, 'capture')),
        change(paymentId, 'void'),
      ]);
      const won = answers.filter(({ status }) => status === 200);
      expect(won.length).toBeGreaterThan(0);
      for (const { body } of answers.filter(({ status }) => status !== 200))
        expect(['capture_running', 'payment_not_authorized']).toContain(body.code);
      const { status } = await until(
        () => paymentOf(paymentId),
        (payment) =>
          payment.status === 'succeeded' || payment.attempts.every((each) => each.status === 'canceled'),
      );
      expect(new Set(won.map(({ body }) => body.status))).toEqual(new Set([status]));
      expect(await statusAtGateway(reference)).toBe(status === 'succeeded' ? 'succeeded' : 'closed');
      expect(await learner.entitlements()).toHaveLength(status === 'succeeded' ? 1 : 0);
    }
  });

  it.each(['error_after', 'error_before'])(
    'a capture in doubt (%s) is asked about and finished once',
    async (kind) => {
      const { learner, checkout, paymentId, reference } = await reserved();
      await control('/control/faults', { operation: 'capture', kind, reference });
      await control('/control/faults', { operation: 'notification', kind: 'no_answer', reference });
      const doubt = await change(paymentId, 'capture');
      expect([doubt.status, doubt.body.status]).toEqual([200, 'processing']);
      expect((await change(paymentId, 'capture')).body.code).toBe('capture_running');
      expect((await change(paymentId, 'void')).body.code).toBe('capture_running');
      const canceling = await learner.call<CheckoutView>(
        'POST',
        `/v1/checkouts/${checkout.checkoutId}/cancel`,
        {
          key: randomUUID(),
        },
      );
      expect(canceling.body.code).toBe('payment_being_checked');
      await control('/control/advance', { byMs: 10_000 });
      await settled(paymentId, 'succeeded');
      expect(await learner.entitlements()).toHaveLength(1);
      expect((await reconcile(till.db, await book())).differences).toEqual([]);
    },
  );

  it('a capture that the gateway refuses is told, and the money stays reserved or is gone as the gateway says', async () => {
    const { paymentId, reference } = await reserved();
    const attempt = (await paymentOf(paymentId)).attempts.at(-1);
    await till.db.query
      .updateTable('payment_attempt')
      .set({ amountMinor: 9_901 })
      .where('attemptId', '=', attempt?.attemptId ?? '')
      .execute();
    const refused = await change(paymentId, 'capture');
    expect([refused.status, refused.body.code]).toEqual([409, 'capture_refused']);
    expect(refused.body).toMatchObject({ failureCode: 'capture_amount_mismatch' });
    await till.db.query
      .updateTable('payment_attempt')
      .set({ amountMinor: 9_900 })
      .where('attemptId', '=', attempt?.attemptId ?? '')
      .execute();
    expect((await change(paymentId, 'capture')).body.status).toBe('succeeded');
    expect(await statusAtGateway(reference)).toBe('succeeded');
  });

  it('what would be surplus is given back instead of captured, and says another amount proves nothing', async () => {
    const learner = await till.learner();
    const product = await till.product();
    const [first, second] = [(await learner.start(product)).body, (await learner.start(product)).body];
    const paid: { paymentId: string; reference: string }[] = [];
    for (const checkout of [first, second]) {
      const paymentId = (await learner.pay(checkout)).body.payment?.paymentId ?? '';
      paid.push({ paymentId, reference: (await paymentOf(paymentId)).attempts[0]?.gatewayReference ?? '' });
    }
    await control('/control/pay', { reference: paid[0]?.reference });
    await settled(paid[0]?.paymentId ?? '', 'authorized');
    expect((await change(paid[0]?.paymentId ?? '', 'capture')).body.status).toBe('succeeded');
    await control('/control/pay', { reference: paid[1]?.reference });
    await until(
      () => statusAtGateway(paid[1]?.reference ?? ''),
      (status) => status === 'closed',
    );
    const lied = await pressed();
    const lie = { operation: 'notification', kind: 'wrong_amount', reference: lied.reference };
    await control('/control/faults', lie);
    await control('/control/pay', { reference: lied.reference });
    await settled(lied.paymentId, 'authorized');
    await change(lied.paymentId, 'void');
  });

  it('reserved on an attempt that was over, the money goes back', async () => {
    const { learner, checkout, paymentId, reference } = await pressed();
    await control('/control/faults', { operation: 'close', kind: 'ignored', reference, times: 9 });
    await learner.call('POST', `/v1/checkouts/${checkout.checkoutId}/cancel`, { key: randomUUID() });
    await until(
      async () => (await paymentOf(paymentId)).attempts,
      (attempts) => attempts.every(({ status }) => status === 'canceled'),
    );
    await till.sandbox('/control/faults', { method: 'DELETE' });
    await control('/control/pay', { reference });
    await until(
      () => statusAtGateway(reference),
      (status) => status === 'closed',
    );
    expect(await learner.entitlements()).toEqual([]);
  });

  it('nobody else captures or reads it, and a capture needs a key', async () => {
    const { learner, paymentId } = await pressed();
    const path = `/v1/payments/${paymentId}/capture`;
    expect((await learner.call('POST', path, { key: randomUUID() })).status).toBe(401);
    expect((await learner.call('GET', `/v1/host/payments/${paymentId}`)).status).toBe(401);
    expect((await host.call('POST', path)).body.code).toBe('idempotency_key_missing');
    expect((await change('pay_none', 'capture')).body.code).toBe('not_found');
    expect((await change('pay_none', 'void')).body.code).toBe('not_found');
    expect((await change(paymentId, 'void')).body.code).toBe('payment_not_authorized');
  });

  it('nearing its end without a decision it is given back: the checkout expires an hour before', async () => {
    const { learner, checkout, paymentId, reference } = await reserved();
    await control('/control/advance', { byMs: 7 * DAY_MS - HOUR_MS + 1_000 });
    await until(
      async () => (await learner.view(checkout.checkoutId)).body.status,
      (status) => status === 'expired',
      15_000,
    );
    await until(
      () => statusAtGateway(reference),
      (status) => status === 'closed',
    );
    expect((await paymentOf(paymentId)).status).not.toBe('succeeded');
  });
});

describe('reserving first, captured at its end', () => {
  it('is captured by itself an hour before the reservation ends, when the rule says so', async () => {
    const till = await startTill({ CAPTURE_MODE: 'manual', AUTHORIZATION_END: 'capture' });
    try {
      const learner = await till.learner();
      const { body: checkout } = await learner.start(await till.product());
      await learner.pay(checkout);
      const { gatewayReference } = await till.db.query
        .selectFrom('payment_attempt')
        .select('gatewayReference')
        .executeTakeFirstOrThrow();
      await till.sandbox('/control/pay', {
        method: 'POST',
        body: JSON.stringify({ reference: gatewayReference }),
      });
      const view = async () => (await learner.view(checkout.checkoutId)).body;
      await until(view, ({ payment }) => payment?.status === 'authorized');
      await till.sandbox('/control/advance', {
        method: 'POST',
        body: JSON.stringify({ byMs: 7 * DAY_MS - HOUR_MS + 1_000 }),
      });
      await until(view, ({ status }) => status === 'complete', 15_000);
      expect(await learner.entitlements()).toHaveLength(1);
    } finally {
      await till.close();
    }
  });
});
