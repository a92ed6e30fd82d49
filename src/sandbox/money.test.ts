import { expect, test } from 'vitest';
import { displayAmount, feeOf, majorDecimal } from './money.ts';

test.each([
  [9_900, 'CNY', '99.00'],
  [5, 'CNY', '0.05'],
  [-6, 'CNY', '-0.06'],
  [500, 'JPY', '500'],
  [1_234, 'KWD', '1.234'],
  [7, 'KWD', '0.007'],
  [Number.MAX_SAFE_INTEGER, 'CNY', '90071992547409.91'],
])('%d minor units of %s are written %s without rounding', (amountMinor, currency, text) => {
  expect(majorDecimal(amountMinor, currency)).toBe(text);
});

test.each([
  [83, 0],
  [84, 1],
  [250, 2],
  [9_900, 59],
  [9_916, 59],
  [9_917, 60],
  [Number.MAX_SAFE_INTEGER, 54_043_195_528_446],
])('the fee of %d is %d: 0.6 % rounded half up', (amountMinor, fee) => {
  expect(feeOf(amountMinor)).toBe(fee);
});

test('payers read grouped amounts with their currency', () => {
  expect(displayAmount(129_900, 'CNY')).toBe('¥1,299.00');
  expect(displayAmount(1_234_567, 'JPY')).toBe('JP¥1,234,567');
  expect(displayAmount(1_234, 'KWD')).toBe('KWD 1.234');
});
