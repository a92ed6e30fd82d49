import { expect, test } from 'vitest';
import { formatMoney, minorExponent } from './money.ts';

test.each([
  [0, 'CNY', 'zh', '¥0.00'],
  [5, 'CNY', 'zh', '¥0.05'],
  [9900, 'CNY', 'zh', '¥99.00'],
  [9900, 'CNY', 'en', 'CN¥99.00'],
  [123456789, 'USD', 'en', '$1,234,567.89'],
  [1999, 'USD', 'zh', 'US$19.99'],
  [1500, 'JPY', 'en', '¥1,500'],
  [1500, 'JPY', 'zh', 'JP¥1,500'],
  [1, 'KWD', 'en', 'KWD 0.001'],
  [12345, 'KWD', 'en', 'KWD 12.345'],
] as const)('%d minor units of %s read in %s as %s', (...[amountMinor, currency, language, text]) => {
  expect(formatMoney(amountMinor, currency, language).replace(/\u00a0/g, ' ')).toBe(text);
});

test('the largest amount keeps its last digit, which a division would lose', () => {
  expect(formatMoney(Number.MAX_SAFE_INTEGER, 'CNY', 'zh')).toBe('¥90,071,992,547,409.91');
});

test('the exponent follows ISO 4217 also where custom differs', () => {
  expect(['CNY', 'JPY', 'KWD', 'IQD', 'ISK', 'HUF'].map(minorExponent)).toEqual([2, 0, 3, 3, 0, 2]);
});
