import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setPlaces } from '../../src/checkout/index.ts';
import { applyGatewayPayment } from '../../src/checkout/payment/apply-gateway-payment.ts';
import type { CheckoutView, RefundView } from '../../src/checkout/wire.ts';
import { type Api, apiWith } from '../support/api.ts';
import { addLearners } from '../support/learners.ts';
import { type Book, reconcile } from '../support/reconcile.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

let till: Till;
beforeAll(async () => {
  till = await startTill();
});
afterAll(() => till.close());

const control = (path: string, body: object) =>
  till.sandbox(path, { method: 'POST', body: JSON.stringify(body) });
const cancel = (learner: Api, { checkoutId }: CheckoutView) =>
  learner.call('POST', `/v1/checkouts/${checkoutId}/cancel`, { key: randomUUID(), body: {} });

async function classOf(places: number) {
  const product = await till.product();
  const { productId } = product;
  await setPlaces(till.running.house.checkout, { productId, places, actor: 'test' });
  const standing = async () => {
    const holds = await till.db.query
      .selectFrom('place_hold')
      .select('status')
      .where('productId', '=', productId)
      .orderBy('status')
      .execute();
    const stock = await till.db.query
      .selectFrom('place_stock')
      .select('taken')
      .where('productId', '=', productId)
      .executeTakeFirst();
    return { taken: stock?.taken ?? 0, holds: holds.map(({ status }) => status) };
  };
  /** What was given up is swept at once, and not within seconds. */
  const swept = (takenNow: number) =>
    until(
      () => {
        till.running.house.checkout.wakeJob('checkout.return_places');
        return standing();
      },
      ({ taken }) => taken === takenNow,
    );
  return { product, productId, standing, swept };
}

async function attemptOf(checkout: CheckoutView) {
  return till.db.query
    .selectFrom('payment_attempt')
    .innerJoin('payment', 'payment.paymentId', 'payment_attempt.paymentId')
    .selectAll('payment_attempt')
    .where('payment.checkoutId', '=', checkout.checkoutId)
    .executeTakeFirstOrThrow();
}

async function settle(learner: Api, checkout: CheckoutView): Promise<CheckoutView> {
  await control('/control/pay', { reference: (await attemptOf(checkout)).gatewayReference });
  return until(
    async () => (await learner.view(checkout.checkoutId)).body,
    (view) => view.status === 'complete',
  );
}

it('five places are sold to exactly five of thirteen who press at once; who leaves makes room', async () => {
  const { product, standing, swept } = await classOf(5);
  const learners = (await addLearners(till.db, 13)).map((signedIn) => apiWith(till.url, signedIn));
  const buyers = await Promise.all(
    learners.map(async (api) => ({ api, checkout: (await api.start(product)).body })),
  );
  // An open checkout holds nothing: many look and few pay.
  expect(await standing()).toEqual({ taken: 0, holds: [] });
  const pressed = await Promise.all(
    buyers.map(async (one) => ({ ...one, reply: await one.api.pay(one.checkout) })),
  );
  const holders = pressed.filter(({ reply }) => reply.status === 200);
  const others = pressed.filter(({ reply }) => reply.status !== 200);
  expect(holders).toHaveLength(5);
  expect(new Set(others.map(({ reply }) => reply.body.code))).toEqual(new Set(['sold_out']));
  const [newcomer] = (await addLearners(till.db, 1)).map((signedIn) => apiWith(till.url, signedIn));
  expect((await newcomer?.start(product))?.body.code).toBe('sold_out');

  const [leaver, ...stayers] = holders;
  const [next] = others;
  if (leaver === undefined || next === undefined) throw new Error('nobody');
  await cancel(leaver.api, leaver.checkout);
  await swept(4);
  expect((await next.api.pay(next.checkout)).status).toBe(200);
  for (const { api, checkout } of [...stayers, next]) await settle(api, checkout);
  expect(await standing()).toEqual({ taken: 5, holds: ['returned', ...Array(5).fill('sold')] });

  const [refunder] = stayers;
  const bought = (await refunder?.api.view(refunder.checkout.checkoutId))?.body;
  await refunder?.api.call<RefundView>('POST', `/v1/payments/${bought?.payment?.paymentId}/refunds`, {
    key: randomUUID(),
    body: { reason: 'changed_mind' },
  });
  await swept(4);
  expect((await newcomer?.start(product))?.status).toBe(201);
  const book = (await till.sandbox('/control/book')) as Book;
  expect((await reconcile(till.db, book)).differences).toEqual([]);
});

it('money that comes after all gets the place while one is left, and goes back when others have it', async () => {
  const { product, standing, swept } = await classOf(1);
  const { checkout: deps } = till.running.house;
  const [first, second, third] = (await addLearners(till.db, 3)).map((one) => apiWith(till.url, one));
  if (first === undefined || second === undefined || third === undefined) throw new Error('nobody');
  const paidLate = async (checkout: CheckoutView) => {
    const attempt = await attemptOf(checkout);
    const payment = {
      gatewayReference: attempt.gatewayReference,
      gatewayPaymentId: attempt.gatewayPaymentId ?? '',
      gatewayMerchantId: attempt.gatewayMerchantId,
      livemode: false,
      amountMinor: attempt.amountMinor,
      currency: attempt.currency,
      status: 'succeeded',
      declineCode: null,
      paidAtMs: deps.clock.nowMs(),
    } as const;
    return deps.db.transact((tx) =>
      applyGatewayPayment(deps, tx, { gateway: attempt.gateway, payment, source: 'query' }),
    );
  };
  const pressedAndLeft = async (learner: Api) => {
    const { body } = await learner.start(product);
    expect((await learner.pay(body)).status).toBe(200);
    await cancel(learner, body);
    await swept(0);
    return body;
  };
  const early = await pressedAndLeft(first);
  const late = await pressedAndLeft(second);
  expect(await paidLate(early)).toBe('succeeded');
  expect(await standing()).toEqual({ taken: 1, holds: ['returned', 'sold'] });
  expect(await paidLate(late)).toBe('surplus');
  const { reason } = await till.db.query
    .selectFrom('refund')
    .innerJoin('payment', 'payment.paymentId', 'refund.paymentId')
    .select('reason')
    .where('payment.checkoutId', '=', late.checkoutId)
    .executeTakeFirstOrThrow();
  expect(reason).toBe('paid_too_late');
  expect(await standing()).toEqual({ taken: 1, holds: ['returned', 'sold'] });
  expect((await third.start(product)).body.code).toBe('sold_out');
});
