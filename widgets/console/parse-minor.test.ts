import { expect, it } from 'vitest';
import { parseMinor, typedMinor } from './parse-minor.ts';

it('an amount that is typed is read digit by digit, in the currency’s own minor units', () => {
  expect(parseMinor('99', 'CNY')).toBe(9900);
  expect(parseMinor(' 0.07 ', 'CNY')).toBe(7);
  expect(parseMinor('1.1', 'CNY')).toBe(110);
  expect(parseMinor('1200', 'JPY')).toBe(1200);
  expect(parseMinor('1.234', 'KWD')).toBe(1234);
});

it('what is no amount of the currency is refused, never rounded', () => {
  for (const text of ['', '-1', '1,000', '1e3', '0.001', '٣', '99999999999999', 'abc', '1.2.3']) {
    expect(parseMinor(text, 'CNY'), text).toBeNull();
  }
  expect(parseMinor('1.5', 'JPY')).toBeNull();
});

it('what is written into the field is read back as the same amount', () => {
  for (const currency of ['CNY', 'JPY', 'KWD']) {
    for (const minor of [1, 7, 99, 100, 123_456]) {
      expect(parseMinor(typedMinor(minor, currency), currency)).toBe(minor);
    }
  }
});
