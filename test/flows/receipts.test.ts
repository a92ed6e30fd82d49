import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_SECRETS } from '../../src/app/config.ts';
import type { ReceiptView } from '../../src/checkout/receipt/wire.ts';
import type { CheckoutView } from '../../src/checkout/wire.ts';
import { signServerToken } from '../../src/demo/host-token.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import type { Api } from '../support/api.ts';
import { addCoupon } from '../support/coupons.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

describe.each(['sqlite', 'postgresql'] as const)('receipts on %s', (engine) => {
  let till: Till;
  let dropDatabase = async (): Promise<void> => {};
  beforeAll(async () => {
    const database = engine === 'postgresql' ? await createPostgresDatabase() : undefined;
    dropDatabase = database?.drop ?? dropDatabase;
    till = await startTill({ ...(database && { DATABASE_URL: database.url }) });
  });
  afterAll(async () => {
    await till.close();
    await dropDatabase();
  });

  async function buyWithCoupon(): Promise<{ learner: Api; paid: CheckoutView; code: string }> {
    const learner = await till.learner(`${engine}-${randomUUID()}`);
    const code = await addCoupon(till, { percentOff: 20 });
    const { body: checkout } = await learner.start(await till.product());
    const { body: applied } = await learner.call<CheckoutView>(
      'POST',
      `/v1/checkouts/${checkout.checkoutId}/coupon`,
      { body: { code }, key: randomUUID() },
    );
    const { body: paying } = await learner.pay(applied);
    const { gatewayReference: reference } = await till.db.query
      .selectFrom('payment_attempt')
      .select('gatewayReference')
      .where('paymentId', '=', paying.payment?.paymentId ?? '')
      .executeTakeFirstOrThrow();
    await till.sandbox('/control/pay', { method: 'POST', body: JSON.stringify({ reference }) });
    const paid = await until(
      async () => (await learner.view(checkout.checkoutId)).body,
      (view) => view.status === 'complete',
    );
    return { learner, paid, code };
  }
  const read = (learner: Pick<Api, 'call'>, orderId: string | undefined) =>
    learner.call<ReceiptView>('GET', `/v1/orders/${orderId}/receipt?language=en`);

  it('tell everything that was written, and what went back since', async () => {
    const { learner, paid, code } = await buyWithCoupon();
    const { body: receipt } = await read(learner, paid.order?.orderId);
    expect(receipt).toMatchObject({
      orderNumber: paid.order?.orderNumber,
      livemode: false,
      seller: { merchantAccountId: 'ma_demo', legalName: '拾光知识 Gleam (demo)', country: 'CN' },
      currency: 'CNY',
      subtotalMinor: 9900,
      discountMinor: 1980,
      couponCode: code,
      taxMinor: 448,
      totalMinor: 7920,
      lines: [
        { amountMinor: 9900, discountMinor: 1980, taxRatePpm: 60_000, taxMinor: 448, totalMinor: 7920 },
      ],
      parts: [
        {
          way: 'wechat_pay',
          amountMinor: 7920,
          gateway: 'sandbox',
          gatewayReference: expect.stringMatching(/^T/),
          gatewayPaymentId: expect.any(String),
        },
      ],
      refunds: [],
      consent: { version: '2026-11', surface: 'web', text: { zh: expect.stringContaining('购买条款') } },
      refundRulesVersion: '2026-11',
    });
    await learner.call('POST', `/v1/payments/${paid.payment?.paymentId}/refunds`, { key: randomUUID() });
    const { body: after } = await until(
      () => read(learner, paid.order?.orderId),
      ({ body }) => body.refunds[0]?.status === 'succeeded',
    );
    expect(after).toMatchObject({ refundedMinor: 7920, refunds: [{ way: 'wechat_pay', amountMinor: 7920 }] });
  });

  it('are read by their learner and by the host platform, and by nobody else; unpaid orders have none', async () => {
    const { learner, paid } = await buyWithCoupon();
    const path = `/v1/orders/${paid.order?.orderId}/receipt`;
    expect((await read(learner, paid.order?.orderId)).status).toBe(200);
    expect((await (await till.learner()).call('GET', path)).status).toBe(404);
    const as = (token: string) =>
      fetch(till.url + path, { headers: { authorization: `Bearer ${token}` } }).then(({ status }) => status);
    expect(await as(signServerToken(DEMO_SECRETS.host, Date.now()))).toBe(200);
    expect(await as(signServerToken('another-secret-of-another-host', Date.now()))).toBe(401);
    expect(await as('')).toBe(401);
    const { body: open } = await learner.start(await till.product());
    const { body: pressed } = await learner.pay(open);
    expect((await read(learner, pressed.order?.orderId)).status).toBe(404);
  });

  it('print from a link that needs no token, lasts minutes and allows no script', async () => {
    const { learner, paid } = await buyWithCoupon();
    const { body: receipt } = await read(learner, paid.order?.orderId);
    const page = await fetch(receipt.printUrl);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'self'");
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const text = await page.text();
    for (const shown of [receipt.orderNumber, 'CN¥79.20', '−CN¥19.80', 'is-test', 'WeChat Pay'])
      expect(text).toContain(shown);
    expect(text).not.toMatch(/<script|style="|onclick/);
    const broken = await fetch(receipt.printUrl.slice(0, -1));
    expect([broken.status, await broken.text()]).toEqual([404, expect.stringContaining('这个链接已失效')]);
    const { clock } = till.running.house;
    const wallMs = clock.wallMs;
    Object.assign(clock, { wallMs: () => wallMs() + 11 * 60_000 });
    const late = await fetch(receipt.printUrl);
    Object.assign(clock, { wallMs });
    expect([late.status, await late.text()]).toEqual([404, expect.stringContaining('This link has expired')]);
  });
});
