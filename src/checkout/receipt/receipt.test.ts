import { describe, expect, it } from 'vitest';
import { moneyText } from './money-text.ts';
import { linkOfReceiptToken, receiptTokenOf } from './receipt-link.ts';
import { receiptPage } from './receipt-page.ts';
import { receiptStyle } from './receipt-style.ts';
import type { ReceiptView } from './wire.ts';

const secret = 'only-for-this-test';
const link = { orderId: 'ord_1', language: 'en', expiresAtMs: 1_796_000_000_000 } as const;

describe('a link to a receipt', () => {
  const token = receiptTokenOf(secret, link);

  it('says which, in which language and until when', () => {
    expect(linkOfReceiptToken(secret, token)).toEqual(link);
    expect(token.length).toBeLessThan(256);
  });

  it('opens nothing once anything in it was changed', () => {
    const [orderId, language, expires, mac] = token.split('.');
    for (const forged of [
      `ord_2.${language}.${expires}.${mac}`,
      `${orderId}.zh.${expires}.${mac}`,
      `${orderId}.${language}.zzzzzzzzz.${mac}`,
      `${orderId}.${language}.${expires}.${mac?.toUpperCase()}`,
      `${orderId}.${language}.${expires}.`,
      'nothing',
      '',
    ])
      expect(linkOfReceiptToken(secret, forged)).toBeNull();
    expect(linkOfReceiptToken('another-secret', token)).toBeNull();
  });
});

const numbers = { gateway: null, gatewayReference: null, gatewayPaymentId: null, payerMinor: null };
const receipt: Omit<ReceiptView, 'printUrl'> = {
  orderId: 'ord_1',
  orderNumber: '20261122AB12CD34',
  livemode: true,
  seller: { merchantAccountId: 'ma_1', legalName: '<b>拾光</b> & Co', country: 'CN' },
  buyer: { learnerId: 'lrn_1', country: 'CN' },
  orderedAtMs: 0,
  paidAtMs: 1_000,
  timeZone: 'Asia/Shanghai',
  currency: 'KWD',
  lines: [
    {
      productId: 'prd_1',
      title: '"><script>alert(1)</script>',
      kind: 'course',
      amountMinor: 12_345,
      discountMinor: 2_345,
      taxRatePpm: 62_500,
      taxMinor: 588,
      taxIncluded: true,
      totalMinor: 10_000,
    },
  ],
  subtotalMinor: 12_345,
  discountMinor: 2_345,
  releasedMinor: 345,
  couponCode: 'A&B',
  taxMinor: 588,
  totalMinor: 10_000,
  parts: [
    {
      way: 'card',
      amountMinor: 8_000,
      gateway: 'stripe',
      gatewayReference: 'T1',
      gatewayPaymentId: 'pi_<1>',
      payerMinor: 6_500,
    },
    { way: 'wallet', amountMinor: 1_500, ...numbers },
    { way: 'wallet_bonus', amountMinor: 500, ...numbers },
  ],
  refunds: [
    {
      refundId: 'ref_1',
      reference: 'R1',
      way: 'card',
      status: 'succeeded',
      amountMinor: 3_000,
      askedAtMs: 2_000,
      succeededAtMs: 3_000,
    },
  ],
  refundedMinor: 3_000,
  consent: {
    version: '2026-11',
    language: 'zh',
    surface: 'web',
    atMs: 500,
    text: { zh: '条款', en: 'Terms & conditions' },
  },
  refundRulesVersion: '2026-11',
};

describe('a printed receipt', () => {
  it('shows what others wrote as text, never as markup', () => {
    const page = receiptPage(receipt, 'en');
    expect(page).not.toContain('<script');
    expect(page).not.toContain('<b>');
    for (const text of ['&lt;b&gt;拾光', 'pi_&lt;1&gt;', 'A&amp;B', 'Terms &amp; conditions'])
      expect(page).toContain(text);
  });

  it('tells price, discount, tax, every part of the payment and what went back, in three decimals where it has them', () => {
    const page = receiptPage(receipt, 'en').replaceAll('\u00a0', ' ');
    for (const text of [
      'KWD 12.345',
      '−KWD 2.345',
      '−KWD 2.000',
      '−KWD 0.345',
      'Reserved, not charged',
      'You paid KWD 6.500',
      'Voucher of the payment service KWD 1.500',
      '6.25 %',
      'KWD 0.588',
      'KWD 10.000',
      'Bonus balance',
      'KWD 0.500',
      'KWD 7.000',
    ])
      expect(page).toContain(text);
  });

  it('is marked as a test only when it is one', () => {
    const mark = 'class="is-test"';
    expect(receiptStyle).toContain(".is-test::before { content: '测试 TEST'");
    expect(receiptPage(receipt, 'zh')).not.toContain(mark);
    const test = receiptPage({ ...receipt, livemode: false }, 'zh');
    expect(test).toContain(mark);
    expect(test).toContain('测试订单，没有真实扣款');
  });

  it('of a gift and of a top-up says so', () => {
    expect(receiptPage({ ...receipt, parts: [], totalMinor: 0 }, 'zh')).toContain('无需付款');
    expect(receiptPage({ ...receipt, lines: [] }, 'zh')).toContain('余额充值');
  });
});

it.each([
  ['zh', 129_900, 'CNY', '¥1,299.00'],
  ['en', 129_900, 'CNY', 'CN¥1,299.00'],
  ['en', 9007199254740991, 'USD', '$90,071,992,547,409.91'],
  ['zh', 1299, 'JPY', 'JP¥1,299'],
] as const)('%s writes %i %s as %s, digit by digit', (language, amountMinor, currency, text) => {
  expect(moneyText({ amountMinor, currency }, language)).toBe(text);
});
