import { expect, test } from 'vitest';
import { behaviourOf, cvcHolds, expiryHolds, parseCardNumber, testCards } from './cards.ts';

test('every documented test card is a valid number with its own behaviour', () => {
  for (const { number, behaviour } of testCards) {
    expect(parseCardNumber(number)).toBe(number);
    expect(behaviourOf(number)).toBe(behaviour);
  }
  expect(new Set(testCards.map(({ behaviour }) => behaviour)).size).toBe(6);
});

test('a number may be typed with spaces; wrong digits and lengths are refused', () => {
  expect(parseCardNumber('4242 4242-4242 4242')).toBe('4242424242424242');
  expect(parseCardNumber('4242424242424241')).toBeNull();
  expect(parseCardNumber('0')).toBeNull();
  expect(parseCardNumber('4242424242424242a')).toBeNull();
});

test('an unknown valid number is approved', () => {
  expect(behaviourOf('5555555555554444')).toBe('approve');
});

test('an expiry holds through its last month and not after', () => {
  const lastMoment = Date.UTC(2030, 7, 31, 23, 59, 59, 999);
  for (const typed of ['08/30', '8/30', '0830', '08 / 2030'])
    expect(expiryHolds(typed, lastMoment)).toBe(true);
  expect(expiryHolds('08/30', lastMoment + 1)).toBe(false);
  for (const typed of ['13/30', '00/30', '2030-08', '']) expect(expiryHolds(typed, 0)).toBe(false);
});

test('a security code has three or four digits', () => {
  expect(cvcHolds('123') && cvcHolds('1234')).toBe(true);
  expect(cvcHolds('12') || cvcHolds('12345') || cvcHolds('abc')).toBe(false);
});
