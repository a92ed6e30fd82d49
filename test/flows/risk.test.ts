import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { capturePayment } from '../../src/checkout/payment/capture-payment.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import { decideReview } from '../../src/risk/index.ts';
import { type Api, apiOf } from '../support/api.ts';
import { type Book, reconcile } from '../support/reconcile.ts';
import { hostToken, startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

const DECLINING_CARD = '4000000000000002';

describe.each(['sqlite', 'postgresql'] as const)('risk in the pay path, on %s', (engine) => {
  let till: Till;
  let dropDatabase = async (): Promise<void> => {};
  beforeAll(async () => {
    const database = engine === 'postgresql' ? await createPostgresDatabase() : undefined;
    dropDatabase = database?.drop ?? dropDatabase;
    // Reservations that end are captured by this till, unless somebody still has to say yes.
    till = await startTill({ AUTHORIZATION_END: 'capture', ...(database && { DATABASE_URL: database.url }) });
  });
  afterAll(async () => {
    await till.close();
    await dropDatabase();
  });

  const post = (path: string, body: object) =>
    till.sandbox(path, { method: 'POST', body: JSON.stringify(body) });
  const attemptsOf = (checkoutId: string) =>
    till.db.query
      .selectFrom('payment_attempt')
      .innerJoin('payment', 'payment.paymentId', 'payment_attempt.paymentId')
      .selectAll('payment_attempt')
      .where('payment.checkoutId', '=', checkoutId)
      .orderBy('number')
      .execute();
  const decisionsOf = async (learner: Api) => {
    const rows = await till.db.query
      .selectFrom('risk_assessment')
      .selectAll()
      .where('learnerId', '=', learner.learnerId)
      .orderBy('createdAtMs')
      .orderBy('assessmentId')
      .execute();
    return rows.map((row) => row.decision);
  };
  const order = async (learner: Api, amountMinor: number) =>
    (await learner.start(await till.product({ amountMinor }))).body;

  /** A card that the bank declines, on the checkout given. */
  async function declineOnce(learner: Api, checkout: Awaited<ReturnType<typeof order>>): Promise<void> {
    const before = (await attemptsOf(checkout.checkoutId)).length;
    await learner.pay(checkout, { method: 'card', returnUrl: 'http://localhost:3080/' });
    const attempt = (await attemptsOf(checkout.checkoutId)).at(before);
    await post('/control/pay', { reference: attempt?.gatewayReference, card: DECLINING_CARD });
    await until(
      () => attemptsOf(checkout.checkoutId),
      (attempts) => attempts.at(before)?.status === 'failed',
    );
  }

  it('allows an ordinary purchase and keeps why', async () => {
    const host = await hostToken(`mailed-${engine}`, { email: 'somebody@academy.example' });
    const learner = await apiOf(till.url, { hostToken: host });
    const deviceId = `dev_${'5'.repeat(32)}`;
    const answer = await learner.pay(await order(learner, 9_900), { deviceId });
    expect(answer.body.payment?.action.type).toBe('qr');
    expect(await decisionsOf(learner)).toEqual(['allow']);
    const kept = await till.db.query
      .selectFrom('risk_assessment')
      .selectAll()
      .where('learnerId', '=', learner.learnerId)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(kept.features)).toMatchObject({
      ...{ payments_1h: 1, learners_30d_device: 1, devices_30d: 1, deviceAgeDays: 0 },
      ...{ learners_7d_emailDomain: 1, learners_30d_payment: null },
    });
    // Counted by a keyed hash: what the browser called itself stands nowhere.
    expect(JSON.stringify(kept)).not.toContain(deviceId);
    expect(kept.modelVersion).not.toBeNull();
    expect(kept.score).toBeGreaterThanOrEqual(0);
    expect(kept.score).toBeLessThanOrEqual(1);
  });

  it('sees that two learners tried one card, and keeps its token nowhere but in what the gateway signed', async () => {
    const [first, second] = [await till.learner(), await till.learner()];
    for (const learner of [first, second]) await declineOnce(learner, await order(learner, 9_900));
    await second.pay(await order(second, 9_900), { method: 'card', returnUrl: 'http://localhost:3080/' });
    const kept = await till.db.query
      .selectFrom('risk_assessment')
      .select('features')
      .where('learnerId', '=', second.learnerId)
      .orderBy('createdAtMs', 'desc')
      .orderBy('assessmentId', 'desc')
      .executeTakeFirstOrThrow();
    const features = JSON.parse(kept.features);
    expect(features.learners_30d_payment).toBeGreaterThanOrEqual(2);
    expect(features.failures_24h_payment).toBeGreaterThanOrEqual(2);
    const told = await till.db.query.selectFrom('gateway_event').select(['content', 'raw']).execute();
    const token = told.map(({ raw }) => /"cardToken":"(card_[0-9a-f]+)"/.exec(raw ?? '')?.[1]).find(Boolean);
    expect(token).toBeDefined();
    const events = await till.db.query.selectFrom('domain_event').select('payload').execute();
    expect(JSON.stringify([told.map(({ content }) => content), events])).not.toContain(token);
  });

  it('challenges a dear first purchase of a new account: the gateway makes sure who pays', async () => {
    const learner = await till.learner();
    const checkout = await order(learner, 36_800);
    const answer = await learner.pay(checkout);
    expect(await decisionsOf(learner)).toEqual(['challenge']);
    expect(answer.body.payment?.action.type).toBe('redirect');
    const [attempt] = await attemptsOf(checkout.checkoutId);
    await post('/control/pay', { reference: attempt?.gatewayReference, challenge: 'fail' });
    await until(
      async () => (await learner.view(checkout.checkoutId)).body,
      (view) => view.payment?.failure?.code === 'challenge_failed',
    );
    await learner.pay(checkout);
    const second = (await attemptsOf(checkout.checkoutId)).at(1);
    await post('/control/pay', { reference: second?.gatewayReference, challenge: 'pass' });
    await until(
      async () => (await learner.view(checkout.checkoutId)).body,
      (view) => view.status === 'complete',
    );
  });

  it('blocks after four declined cards in ten minutes with a fair sentence, and lets them pay later', async () => {
    const learner = await till.learner();
    const checkout = await order(learner, 9_900);
    for (let tries = 0; tries < 4; tries += 1) await declineOnce(learner, checkout);
    const blocked = await learner.pay(checkout);
    expect([blocked.status, blocked.body.code]).toEqual([403, 'payment_blocked']);
    expect(blocked.body.message.zh).not.toMatch(/欺诈|盗|黑名单/);
    expect(blocked.body.message.en).not.toMatch(/fraud|stolen|suspicious/i);
    expect(blocked.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await attemptsOf(checkout.checkoutId)).toHaveLength(4);
    expect((await decisionsOf(learner)).at(-1)).toBe('block');
    await post('/control/advance', { byMs: 11 * 60_000 });
    expect((await learner.pay(checkout)).status).toBe(200);
  }, 60_000);

  it('holds a dear purchase after two declines for a person; approved it can be paid, rejected it cannot', async () => {
    for (const decision of ['approved', 'rejected'] as const) {
      const learner = await till.learner();
      const checkout = await order(learner, 36_800);
      await declineOnce(learner, checkout);
      await declineOnce(learner, checkout);
      const held = await learner.pay(checkout);
      expect([held.status, held.body.code]).toEqual([409, 'payment_held']);
      expect((await learner.pay(checkout)).body.code).toBe('payment_held');
      const reviews = await till.db.query
        .selectFrom('risk_review')
        .selectAll()
        .where('checkoutId', '=', checkout.checkoutId)
        .execute();
      expect(reviews).toHaveLength(1);
      await decideReview(till.running.house.checkout.risk, {
        reviewId: reviews[0]?.reviewId ?? '',
        decision,
        staffId: 'stf_1',
        note: null,
      });
      if (decision === 'rejected') {
        await until(
          async () => (await learner.view(checkout.checkoutId)).body,
          (view) => view.status === 'canceled',
        );
        continue;
      }
      const paying = await learner.pay(checkout);
      expect(paying.status).toBe(200);
      await post('/control/pay', {
        reference: (await attemptsOf(checkout.checkoutId)).at(-1)?.gatewayReference,
      });
      await until(
        async () => (await learner.view(checkout.checkoutId)).body,
        (view) => view.status === 'complete',
      );
    }
    expect((await reconcile(till.db, (await till.sandbox('/control/book')) as Book)).differences).toEqual([]);
  }, 60_000);

  it('reserves what is held where the policy says so: a person’s yes takes it, before or after it is paid, a no gives it back', async () => {
    const { risk } = till.running.house.checkout;
    const review = risk.policy.review as { holds: string };
    review.holds = 'capture';
    onTestFinished(() => {
      review.holds = 'payment';
    });
    const statusAtGateway = async (reference: string) =>
      ((await till.sandbox('/control/book')) as Book).charges.find((charge) => charge.reference === reference)
        ?.status;
    const decide = async (checkoutId: string, decision: 'approved' | 'rejected') => {
      const { reviewId } = await till.db.query
        .selectFrom('risk_review')
        .select('reviewId')
        .where('checkoutId', '=', checkoutId)
        .executeTakeFirstOrThrow();
      await decideReview(risk, { reviewId, decision, staffId: 'stf_1', note: null });
    };
    const hold = async () => {
      const learner = await till.learner();
      const checkout = await order(learner, 36_800);
      for (let tries = 0; tries < 2; tries += 1) await declineOnce(learner, checkout);
      expect((await learner.pay(checkout, { method: 'card' })).status).toBe(200);
      const attempt = (await attemptsOf(checkout.checkoutId)).at(-1);
      if (attempt === undefined) throw new Error('nothing was tried');
      expect(attempt.captureMode).toBe('manual');
      return { learner, checkout, attempt };
    };
    const reserve = async ({ learner, checkout, attempt }: Awaited<ReturnType<typeof hold>>) => {
      await post('/control/pay', { reference: attempt.gatewayReference });
      await until(
        () => attemptsOf(checkout.checkoutId),
        (attempts) => attempts.at(-1)?.status === 'authorized',
      );
      expect((await learner.view(checkout.checkoutId)).body.status).toBe('confirmed');
      const { paymentId } = attempt;
      const captured = capturePayment(till.running.house.checkout, {
        ...{ actor: 'host_server', key: paymentId, paymentId },
      });
      await expect(captured).rejects.toMatchObject({ code: 'payment_not_authorized' });
    };
    const ends = async (
      { learner, checkout, attempt }: Awaited<ReturnType<typeof hold>>,
      [atUs, atGateway]: readonly [string, string],
    ) => {
      await until(
        async () => (await learner.view(checkout.checkoutId)).body.status,
        (status) => status === atUs,
      );
      await until(
        () => statusAtGateway(attempt.gatewayReference),
        (status) => status === atGateway,
      );
    };
    const taken = await hold();
    await reserve(taken);
    await decide(taken.checkout.checkoutId, 'approved');
    await ends(taken, ['complete', 'succeeded']);

    const decidedFirst = await hold();
    await decide(decidedFirst.checkout.checkoutId, 'approved');
    await post('/control/pay', { reference: decidedFirst.attempt.gatewayReference });
    await ends(decidedFirst, ['complete', 'succeeded']);

    const refused = await hold();
    await reserve(refused);
    await decide(refused.checkout.checkoutId, 'rejected');
    await ends(refused, ['canceled', 'closed']);

    const undecided = await hold();
    await reserve(undecided);
    await post('/control/advance', { byMs: 7 * 86_400_000 });
    await ends(undecided, ['expired', 'closed']);
    expect(await undecided.learner.entitlements()).toEqual([]);
    expect((await reconcile(till.db, (await till.sandbox('/control/book')) as Book)).differences).toEqual([]);
  }, 60_000);
});
