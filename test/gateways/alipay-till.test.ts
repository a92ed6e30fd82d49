import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReceiptView } from '../../src/checkout/receipt/wire.ts';
import type { CheckoutView } from '../../src/checkout/wire.ts';
import type { Api } from '../support/api.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';
import { APP_ID, SELLER_ID } from './simulators/alipay/harness.ts';
import { type AlipaySimulator, startAlipay } from './simulators/alipay/simulator.ts';
import { makeRsaKey } from './simulators/rsa.ts';

let till: Till;
let alipay: AlipaySimulator;
beforeAll(async () => {
  const keys = { app: makeRsaKey(), alipay: makeRsaKey() };
  alipay = await startAlipay({ appId: APP_ID, sellerId: SELLER_ID, app: keys.app, alipay: keys.alipay });
  till = await startTill({
    ALIPAY_APP_ID: APP_ID,
    ALIPAY_SELLER_ID: SELLER_ID,
    ALIPAY_PRIVATE_KEY: keys.app.privatePem,
    ALIPAY_PUBLIC_KEY: keys.alipay.publicPem,
    ALIPAY_BASE_URL: alipay.url,
    GATEWAY_ORDER: 'alipay',
  });
});
afterAll(async () => {
  await alipay?.notifications.idle();
  await till?.close();
  await alipay?.close();
});

async function pressPay(): Promise<{ learner: Api; checkout: CheckoutView; reference: string }> {
  const learner = await till.learner();
  const { body: checkout } = await learner.start(await till.product());
  const { body: paying } = await learner.pay(checkout, { method: 'alipay' });
  const { action } = paying.payment ?? {};
  expect(action).toMatchObject({ type: 'qr' });
  const reference = action?.type === 'qr' ? (action.qrText.split('/').at(-1) ?? '') : '';
  return { learner, checkout, reference };
}

function ended(learner: Api, checkoutId: string): Promise<CheckoutView> {
  return until(
    async () => (await learner.view(checkoutId)).body,
    ({ status }) => status === 'complete',
  );
}

test('a QR of Alipay, scanned and paid, gives access by its signed notification', async () => {
  const { learner, checkout, reference } = await pressPay();
  alipay.pay(reference);
  const { payment, access } = await ended(learner, checkout.checkoutId);
  expect(payment?.status).toBe('succeeded');
  expect(access).toHaveLength(1);
  await alipay.notifications.idle();
  const told = alipay.notifications.deliveries.filter((delivery) => delivery.reference === reference);
  expect(told).toMatchObject([{ afterMs: 0, status: 200 }]);
});

test('what a voucher of Alipay’s paid stands on the receipt apart from the total, in both languages', async () => {
  const { learner, checkout, reference } = await pressPay();
  alipay.pay(reference, 8_850);
  const { order } = await ended(learner, checkout.checkoutId);
  for (const [language, words] of [
    ['zh', ['合计', '¥99.00', '您实付 ¥88.50', '支付平台优惠 ¥10.50']],
    ['en', ['Total', 'CN¥99.00', 'You paid CN¥88.50', 'Voucher of the payment service CN¥10.50']],
  ] as const) {
    const path = `/v1/orders/${order?.orderId}/receipt?language=${language}`;
    const { body: receipt } = await learner.call<ReceiptView>('GET', path);
    expect(receipt).toMatchObject({ totalMinor: 9_900, parts: [{ amountMinor: 9_900, payerMinor: 8_850 }] });
    const page = await (await fetch(receipt.printUrl)).text();
    for (const word of words) expect(page).toContain(word);
  }
});

test('a notification that lies about the amount grants nothing; the truth asked for afterwards does', async () => {
  const { learner, checkout, reference } = await pressPay();
  alipay.faults.add({ operation: 'notification', kind: 'wrong_amount' });
  alipay.pay(reference);
  await ended(learner, checkout.checkoutId);
  const [event] = await till.db.query
    .selectFrom('gateway_event')
    .select('outcome')
    .where('reference', '=', reference)
    .execute();
  expect(event?.outcome).toBe('mismatch');
  expect(await learner.entitlements()).toHaveLength(1);
});

test('what Alipay never told us of is asked for, and the refund goes back under its own number', async () => {
  const { learner, checkout, reference } = await pressPay();
  alipay.faults.add({ operation: 'notification', kind: 'lost' });
  alipay.pay(reference);
  await till.sandbox('/control/advance', { method: 'POST', body: JSON.stringify({ byMs: 60_000 }) });
  const { payment } = await ended(learner, checkout.checkoutId);
  const asked = await learner.call('POST', `/v1/payments/${payment?.paymentId}/refunds`, {
    key: `refund-${reference}`,
  });
  expect(asked.status).toBeLessThan(300);
  await until(
    async () => alipay.trades.book().find((booked) => booked.gatewayReference === reference)?.refunds,
    (refunds) => refunds?.length === 1,
  );
  await until(
    async () => learner.orders(),
    ([order]) => order?.status === 'refunded',
  );
});
