import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_SECRETS } from '../../src/app/config.ts';
import { giveCoupon } from '../../src/checkout/offer/give-coupon.ts';
import { findPayment } from '../../src/checkout/payment/store.ts';
import { judgeRefund, requireRefundable } from '../../src/checkout/refund/judge-refund.ts';
import { RefundRules } from '../../src/checkout/refund/rules/rules.ts';
import { registerRefundRules } from '../../src/checkout/refund/rules/store.ts';
import { refundableOrdersOf } from '../../src/checkout/refund/view-refundable.ts';
import { requireWithinCaps, type StaffGift } from '../../src/checkout/require-within-caps.ts';
import { signServerToken } from '../../src/demo/host-token.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import { DomainError } from '../../src/kernel/errors.ts';
import type { Api } from '../support/api.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

const shipped = RefundRules.parse(JSON.parse(readFileSync('demo/refund-rules.json', 'utf8')));
const ours = {
  ...shipped,
  version: 'lenient-1',
  kinds: { ...shipped.kinds, course: { days: 14, onceOpened: 'allowed', progressPercentMax: 20 } },
};

const codeOf = async (work: () => Promise<unknown>): Promise<string> => {
  const error: unknown = await work().then(
    () => null,
    (caught: unknown) => caught,
  );
  return error instanceof DomainError ? error.code : String(error);
};

describe.each(['sqlite', 'postgresql'] as const)('refund rules on %s', (engine) => {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-rules-'));
  let till: Till;
  let dropDatabase = async (): Promise<void> => {};
  beforeAll(async () => {
    const file = join(folder, 'rules.json');
    writeFileSync(file, JSON.stringify(ours));
    const database = engine === 'postgresql' ? await createPostgresDatabase() : undefined;
    dropDatabase = database?.drop ?? dropDatabase;
    till = await startTill({ REFUND_RULES: file, ...(database && { DATABASE_URL: database.url }) });
  });
  afterAll(async () => {
    await till.close();
    await dropDatabase();
    rmSync(folder, { recursive: true });
  });

  /** Buys one product of a kind. */
  async function buy(
    kind: 'course' | 'ebook',
  ): Promise<{ learner: Api; paymentId: string; orderId: string }> {
    const learner = await till.learner(`${engine}-${randomUUID()}`);
    const product = await till.product();
    await till.db.query
      .updateTable('product')
      .set({ kind })
      .where('productId', '=', product.productId)
      .execute();
    const { body: checkout } = await learner.start(product);
    const { body: paying } = await learner.pay(checkout);
    const paymentId = paying.payment?.paymentId ?? '';
    const { gatewayReference: reference } = await till.db.query
      .selectFrom('payment_attempt')
      .select('gatewayReference')
      .where('paymentId', '=', paymentId)
      .executeTakeFirstOrThrow();
    await till.sandbox('/control/pay', { method: 'POST', body: JSON.stringify({ reference }) });
    const paid = await until(
      async () => (await learner.view(checkout.checkoutId)).body,
      (view) => view.status === 'complete',
    );
    return { learner, paymentId, orderId: paid.order?.orderId ?? '' };
  }

  const report = async (learner: Api, body: { kind: string; percent?: number }) => {
    const [entitlement] = await learner.entitlements();
    const answer = await fetch(`${till.url}/v1/entitlements/${entitlement?.entitlementId}/usage`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${signServerToken(DEMO_SECRETS.host, Date.now())}`,
      },
      body: JSON.stringify({ reportId: randomUUID(), occurredAtMs: Date.now(), ...body }),
    });
    expect(answer.status).toBe(200);
  };
  const refund = (learner: Api, paymentId: string) =>
    learner.call('POST', `/v1/payments/${paymentId}/refunds`, { key: randomUUID() });
  const rulesOf = async (orderId: string) =>
    (
      await till.db.query
        .selectFrom('orders')
        .select('refundRulesVersion')
        .where('orderId', '=', orderId)
        .executeTakeFirstOrThrow()
    ).refundRulesVersion;
  const judge = async (paymentId: string) => {
    const payment = await findPayment(till.db.query, paymentId);
    if (payment === undefined) throw new Error('no payment');
    return judgeRefund(till.running.house.checkout, till.db.query, payment);
  };

  it('a course may be opened and studied a little, and is refunded; further on it is not', async () => {
    const [little, far] = [await buy('course'), await buy('course')];
    expect(await rulesOf(little.orderId)).toBe('lenient-1');
    await report(little.learner, { kind: 'opened' });
    await report(little.learner, { kind: 'progress', percent: 20 });
    await report(far.learner, { kind: 'progress', percent: 21 });
    expect((await refund(little.learner, little.paymentId)).status).toBe(201);
    expect((await refund(far.learner, far.paymentId)).body.code).toBe('refund_too_far');
  });

  it('an e-book is exempt once opened; a person may grant it with a flag of the rules and a reason', async () => {
    const { learner, paymentId } = await buy('ebook');
    await report(learner, { kind: 'opened' });
    expect((await refund(learner, paymentId)).body.code).toBe('refund_exempt');
    const judged = await judge(paymentId);
    expect(requireRefundable(judged, { flag: 'minor', reason: '家长来电说明' })).toBe(true);
    const granting = (flag: string, reason: string) =>
      codeOf(async () => requireRefundable(judged, { flag, reason }));
    expect(await granting('because', '家长来电说明')).toBe('invalid_request');
    expect(await granting('minor', ' ')).toBe('invalid_request');
    const [order] = await refundableOrdersOf(till.running.house.checkout, learner.learnerId);
    expect(order).toMatchObject({
      refusal: 'exempt',
      days: 7,
      legalText: { en: expect.stringContaining('E-books') },
    });
  });

  it('an order is judged by the rules it was placed under, whatever holds now', async () => {
    const { learner, paymentId, orderId } = await buy('course');
    await till.db.query
      .updateTable('orders')
      .set({ refundRulesVersion: shipped.version })
      .where('orderId', '=', orderId)
      .execute();
    await report(learner, { kind: 'opened' });
    expect((await refund(learner, paymentId)).body.code).toBe('refund_opened');
  });

  it('a version that was used cannot be changed', async () => {
    const changed = RefundRules.parse({ ...ours, exceptions: [] });
    await expect(registerRefundRules(till.running.house.checkout, [changed])).rejects.toThrow(
      'the refund rules lenient-1 were changed',
    );
    await registerRefundRules(till.running.house.checkout, [RefundRules.parse(ours)]);
    await expect(till.db.query.updateTable('refund_rules').set({ rules: '{}' }).execute()).rejects.toThrow(
      /immutable/,
    );
  });

  it('what was returned in part, or is contested, is not for the learner alone, nor is the whole for an agent', async () => {
    const { learner, paymentId } = await buy('course');
    const change = (status: string) =>
      till.db.query.updateTable('payment').set({ status }).where('paymentId', '=', paymentId).execute();
    for (const [status, code] of [
      ['partially_refunded', 'refund_partly_done'],
      ['disputed', 'refund_disputed'],
    ] as const) {
      await change(status);
      expect((await refund(learner, paymentId)).body.code).toBe(code);
      const judged = await judge(paymentId);
      expect(await codeOf(async () => requireRefundable(judged, { flag: 'goodwill', reason: 'x' }))).toBe(
        code,
      );
    }
    await change('succeeded');
  });

  it('the learner reads before pressing how much goes where and when it is there', async () => {
    const { learner } = await buy('course');
    const [order] = await refundableOrdersOf(till.running.house.checkout, learner.learnerId);
    expect(order?.refusal).toBeNull();
    expect(order?.destinations).toEqual([
      {
        method: 'wechat_pay',
        amountMinor: 9900,
        arrival: { byMs: expect.any(Number), text: { zh: '10 分钟内', en: 'within 10 minutes' } },
      },
    ]);
  });

  describe('what staff may give', () => {
    const gift = (change: Partial<StaffGift> = {}): StaffGift => ({
      staffId: `stf_${randomUUID()}`,
      kind: 'refund',
      learnerId: 'lrn_1',
      ownLearnerIds: [],
      currency: 'CNY',
      amountMinor: 50_000,
      ...change,
    });
    const refusalOf = (given: StaffGift) =>
      codeOf(() => requireWithinCaps(till.running.house.checkout, till.db.query, given));

    it('is capped per action, in every currency, and never for an account of their own', async () => {
      expect(await refusalOf(gift())).toBe('null');
      expect(await refusalOf(gift({ amountMinor: 50_001 }))).toBe('staff_cap_exceeded');
      expect(await refusalOf(gift({ currency: 'JPY', amountMinor: 1 }))).toBe('staff_cap_exceeded');
      expect(await refusalOf(gift({ ownLearnerIds: ['lrn_1'], amountMinor: 1 }))).toBe('staff_own_account');
    });

    it('above a cap is for a second person, who is another one', async () => {
      const big = gift({ amountMinor: 500_000, confirmedBy: 'stf_other' });
      expect(await refusalOf(big)).toBe('null');
      expect(await refusalOf({ ...big, confirmedBy: big.staffId })).toBe('staff_cap_exceeded');
      expect(await refusalOf({ ...big, ownLearnerIds: ['lrn_1'] })).toBe('staff_own_account');
    });

    it('is capped per day: coupons by worth and number, each for one learner and one use', async () => {
      const staffId = `stf_${randomUUID()}`;
      const { checkout } = till.running.house;
      const give = (change: { percentOff?: number; amountMinor?: number }) =>
        till.db.transact((tx) =>
          giveCoupon(checkout, tx, {
            staffId,
            learnerId: 'lrn_1',
            ownLearnerIds: [],
            currency: 'CNY',
            daysValid: 7,
            note: '补偿',
            ...change,
          }),
        );
      const coupon = await give({ amountMinor: 10_000 });
      expect(coupon).toMatchObject({
        learnerId: 'lrn_1',
        stock: 1,
        amountsOff: { CNY: 10_000 },
        createdBy: staffId,
      });
      expect(Math.abs((coupon.endsAtMs ?? 0) - coupon.createdAtMs - 7 * 86_400_000)).toBeLessThan(1_000);
      expect(await codeOf(() => give({ percentOff: 31 }))).toBe('staff_cap_exceeded');
      for (let given = 1; given < 10; given += 1) await give({ amountMinor: 10_000 });
      expect(await codeOf(() => give({ amountMinor: 1 }))).toBe('staff_cap_exceeded');
      for (let given = 10; given < 30; given += 1) await give({ percentOff: 30 });
      expect(await codeOf(() => give({ percentOff: 1 }))).toBe('staff_cap_exceeded');
    });

    it('counts the refunds of the day', async () => {
      const { paymentId } = await buy('course');
      const staffId = `stf_${randomUUID()}`;
      const payment = await findPayment(till.db.query, paymentId);
      const nowMs = till.running.house.clock.nowMs();
      await till.db.query
        .insertInto('refund')
        .values({
          refundId: `ref_${randomUUID()}`,
          paymentId,
          attemptId: payment?.countedAttemptId ?? null,
          orderId: payment?.orderId ?? '',
          learnerId: payment?.learnerId ?? '',
          conversationId: null,
          merchantAccountId: 'ma_demo',
          livemode: 0,
          refundReference: `R${randomUUID()}`,
          sourceKey: `test:${paymentId}`,
          kind: 'order',
          requestedBy: 'agent',
          requestedById: staffId,
          reason: 'goodwill',
          currency: 'CNY',
          amountMinor: 280_000,
          status: 'succeeded',
          failureCode: null,
          createdAtMs: nowMs,
          updatedAtMs: nowMs,
          checkAtMs: null,
          checks: 0,
          succeededAtMs: nowMs,
          resolutionNote: null,
        })
        .execute();
      expect(await refusalOf(gift({ staffId, amountMinor: 20_000 }))).toBe('null');
      expect(await refusalOf(gift({ staffId, amountMinor: 20_001 }))).toBe('staff_cap_exceeded');
      expect(await refusalOf(gift({ amountMinor: 20_001 }))).toBe('null');
    });
  });
});
