import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { imbalancesOf, trialBalance, walletDifferences } from '../../src/checkout/index.ts';
import type { PaymentView } from '../../src/checkout/payment/wire.ts';
import type { ReceiptView } from '../../src/checkout/receipt/wire.ts';
import type { CheckoutView } from '../../src/checkout/wire.ts';
import { type Api, apiWith } from '../support/api.ts';
import { addCoupon } from '../support/coupons.ts';
import { hostServerToken } from '../support/host-server-token.ts';
import { type Book, reconcile } from '../support/reconcile.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

const DAY_MS = 86_400_000;

let till: Till;
let host: Api;
beforeAll(async () => {
  till = await startTill({
    CAPTURE_MODE: 'manual',
    GATEWAY_TIMEOUT_MS: '1000',
    TOP_UP_PACKAGES: JSON.stringify([
      { packageId: 'p', currency: 'CNY', amountMinor: 5_000, bonusMinor: 0, bonusDays: null },
    ]),
    CREATOR_SHARES: JSON.stringify([{ creatorId: 'lin', author: '林老师', sharePpm: 300_000 }]),
  });
  host = apiWith(till.url, { token: await hostServerToken(), learnerId: '' });
});
afterAll(() => till.close());

const control = (path: string, body: object) =>
  till.sandbox(path, { method: 'POST', body: JSON.stringify(body) });
const post = <T = CheckoutView>(learner: Api, path: string, body?: object) =>
  learner.call<T>('POST', path, { key: randomUUID(), ...(body && { body }) });
const paymentOf = async (paymentId: string) =>
  (await host.call<PaymentView>('GET', `/v1/host/payments/${paymentId}`)).body;
const capture = (paymentId: string, amountMinor?: number) =>
  post<PaymentView & { leastMinor: number; mostMinor: number }>(
    host,
    `/v1/payments/${paymentId}/capture`,
    amountMinor === undefined ? undefined : { amountMinor },
  );
const balanceOf = async (account: string) =>
  (await trialBalance(till.db.query, false)).find((row) => row.account === account)?.balanceMinor ?? 0;

/** Presses pay and waits until the gateway's part is reserved. */
async function reserve(learner: Api, checkout: CheckoutView, walletMinor = 0): Promise<PaymentView> {
  const { body } = await learner.pay(checkout, walletMinor === 0 ? {} : { walletMinor });
  const paymentId = body.payment?.paymentId ?? '';
  const reference = (await paymentOf(paymentId)).attempts[0]?.gatewayReference;
  await control('/control/pay', { reference });
  return until(
    () => paymentOf(paymentId),
    ({ status }) => status === 'authorized',
  );
}

/** A checkout of two products at 99.00 and 30.01, a tenth off. */
async function twoLines(learner: Api): Promise<CheckoutView> {
  const products = [await till.product(), await till.product({ amountMinor: 3_001 })];
  const { body } = await post(learner, '/v1/checkouts', {
    lines: products.map(({ productId, priceId }) => ({ productId, priceId })),
    ...{ currency: 'CNY', expectedTotalMinor: 12_901, surface: 'web', language: 'zh' },
  });
  const code = await addCoupon(till, { percentOff: 10 });
  return (await post(learner, `/v1/checkouts/${body.checkoutId}/coupon`, { code })).body;
}

async function topUp(learner: Api): Promise<void> {
  const start = { currency: 'CNY', surface: 'web', language: 'zh', expectedTotalMinor: 5_000 };
  const { body } = await post(learner, '/v1/checkouts', { topUp: { packageId: 'p' }, ...start });
  const { paymentId } = await reserve(learner, body);
  expect((await capture(paymentId, 4_999)).body.code).toBe('capture_part_not_supported');
  expect((await capture(paymentId)).body.status).toBe('succeeded');
}

async function expectAgreement(): Promise<void> {
  const { differences } = await reconcile(till.db, (await till.sandbox('/control/book')) as Book);
  expect(differences).toEqual([]);
  expect(imbalancesOf(await trialBalance(till.db.query, false))).toEqual([]);
  expect(await walletDifferences(till.db.query, false)).toEqual([]);
}

it('takes a part of wallet and gateway: lines, ledger, shares and refunds agree to the fen, the rest is released', async () => {
  const learner = await till.learner();
  await topUp(learner);
  const checkout = await twoLines(learner);
  expect(checkout.totalMinor).toBe(11_611);
  const { paymentId } = await reserve(learner, checkout, 5_000);
  // The learner thinks for six days; the offer and the wallet's part are kept as long as the reservation is.
  await control('/control/advance', { byMs: 6 * DAY_MS });
  await till.running.house.checkout.wakeJob('checkout.expire_wallet');
  const { body: wallet } = await learner.call<{ balances: object[] }>('GET', '/v1/wallet');
  expect(wallet.balances).toEqual([{ currency: 'CNY', paidMinor: 0, bonusMinor: 0, heldMinor: 5_000 }]);
  const { expiresAtMs } = await till.db.query
    .selectFrom('wallet_hold')
    .select('expiresAtMs')
    .where('subjectId', '=', paymentId)
    .executeTakeFirstOrThrow();
  expect(expiresAtMs).toBeGreaterThan(till.running.house.clock.nowMs());

  const range = { leastMinor: 5_001, mostMinor: 11_611 };
  for (const amountMinor of [5_000, 11_612])
    expect((await capture(paymentId, amountMinor)).body).toMatchObject({
      code: 'capture_amount_out_of_range',
      ...range,
    });
  expect((await capture(paymentId, 0)).status).toBe(400);
  const before = await Promise.all(['creator_payable:lin', 'gateway_clearing:sandbox'].map(balanceOf));
  const { body: captured } = await capture(paymentId, 8_000);
  expect(captured).toMatchObject({
    ...{ status: 'succeeded', amountMinor: 8_000 },
    attempts: [{ status: 'succeeded', amountMinor: 3_000, reservedMinor: 6_611 }],
    // 8,000 by 8,910 : 2,701 is 6,138.99… and 1,861.0…
    lines: [{ totalMinor: 6_139 }, { totalMinor: 1_861 }],
  });
  const { body: receipt } = await learner.call<ReceiptView>('GET', `/v1/orders/${captured.orderId}/receipt`);
  expect(receipt).toMatchObject({ subtotalMinor: 12_901, discountMinor: 4_901, totalMinor: 8_000 });
  expect(receipt.parts.map(({ way, amountMinor }) => [way, amountMinor])).toEqual([
    ['wechat_pay', 3_000],
    ['wallet', 5_000],
  ]);
  const after = await Promise.all(['creator_payable:lin', 'gateway_clearing:sandbox'].map(balanceOf));
  const shareOf = (totalMinor: number, taxMinor: number) => Math.floor((totalMinor - taxMinor) * 0.3);
  const taxes = receipt.lines.map(({ taxMinor }) => taxMinor);
  expect((before[0] ?? 0) - (after[0] ?? 0)).toBe(
    shareOf(6_139, taxes[0] ?? 0) + shareOf(1_861, taxes[1] ?? 0),
  );
  expect((after[1] ?? 0) - (before[1] ?? 0)).toBe(3_000);
  expect(await learner.entitlements()).toHaveLength(2);
  await expectAgreement();

  const path = `/v1/host/payments/${paymentId}/refunds`;
  expect((await post(host, path, { reason: 'goodwill', amountMinor: 8_001 })).body.code).toBe(
    'refund_exceeds',
  );
  await post(host, path, { reason: 'goodwill' });
  await until(
    () => paymentOf(paymentId),
    ({ status }) => status === 'refunded',
  );
  expect(await Promise.all(['creator_payable:lin', 'gateway_clearing:sandbox'].map(balanceOf))).toEqual(
    before,
  );
  await expectAgreement();
});

it.each(['error_after', 'error_before'])(
  'a part whose capture is in doubt (%s) is finished once, and no more than the part is taken',
  async (kind) => {
    const learner = await till.learner();
    const { body: checkout } = await learner.start(await till.product());
    const { paymentId, attempts } = await reserve(learner, checkout);
    const reference = attempts[0]?.gatewayReference;
    await control('/control/faults', { operation: 'capture', kind, reference });
    await control('/control/faults', { operation: 'notification', kind: 'no_answer', reference });
    expect((await capture(paymentId, 4_242)).body.status).toBe('processing');
    const journaled = await till.running.house.checkout.journal?.find(new Set([reference ?? '']));
    expect(journaled?.get(reference ?? '')?.attempt, 'what a restored backup would lack').toMatchObject({
      amountMinor: 9_900,
      captureMinor: 4_242,
    });
    expect((await capture(paymentId)).body.code).toBe('capture_running');
    await control('/control/advance', { byMs: 10_000 });
    const done = await until(
      () => paymentOf(paymentId),
      ({ status }) => status === 'succeeded',
    );
    expect(done.attempts).toMatchObject([{ amountMinor: 4_242, reservedMinor: 9_900 }]);
    await expectAgreement();
  },
);

it('the same key captures the same part, another part with it is refused', async () => {
  const learner = await till.learner();
  const { body: checkout } = await learner.start(await till.product());
  const { paymentId } = await reserve(learner, checkout);
  const key = randomUUID();
  const part = (amountMinor: number) =>
    host.call<PaymentView>('POST', `/v1/payments/${paymentId}/capture`, { key, body: { amountMinor } });
  expect((await part(1)).body).toMatchObject({ status: 'succeeded', amountMinor: 1 });
  expect((await part(1)).headers.get('idempotent-replayed')).toBe('true');
  expect((await part(2)).status).toBe(422);
});
