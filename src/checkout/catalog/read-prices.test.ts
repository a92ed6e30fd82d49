import { describe, expect, it } from 'vitest';
import { createMapper } from './mapping.ts';
import { type PriceDefaults, readPrices } from './read-prices.ts';

function pricesOf(values: Record<string, unknown>, defaults: Partial<PriceDefaults> = {}) {
  const result = readPrices(createMapper({}).map(values), { priceUnit: 'major', ...defaults });
  return 'problem' in result ? result.problem.code : result.prices;
}

describe('readPrices', () => {
  it.each([
    ['99', 'CNY', 9900],
    ['9.90', 'CNY', 990],
    ['1,299.00', 'USD', 129_900],
    ['0.1', 'CNY', 10],
    ['4.35', 'USD', 435],
    ['1200', 'JPY', 1200],
    ['1200.00', 'JPY', 1200],
    ['1.234', 'KWD', 1234],
    [19.99, 'USD', 1999],
    ['$19.99', 'USD', 1999],
    ['CNY 35', 'CNY', 3500],
    ['35 CNY', 'CNY', 3500],
    ['免费', 'CNY', 0],
    ['Free', 'USD', 0],
  ])('%s in %s is %i in the smallest unit', (price, currency, amountMinor) => {
    expect(pricesOf({ price, currency })).toEqual([{ amountMinor, currency }]);
  });

  it.each([
    ['9.999', 'CNY', 'price_decimals'],
    ['1.5', 'JPY', 'price_decimals'],
    ['1.2345', 'KWD', 'price_decimals'],
    ['-5', 'CNY', 'price_negative'],
    ['ten', 'CNY', 'price_invalid'],
    ['19,99', 'USD', 'price_invalid'],
    ['1e3', 'CNY', 'price_invalid'],
    ['$19', 'CNY', 'currency_invalid'],
    ['19', 'yuan', 'currency_invalid'],
  ])('%s in %s is refused as %s', (price, currency, code) => {
    expect(pricesOf({ price, currency })).toBe(code);
  });

  it('a row without a price is refused unless a price is given for such rows', () => {
    expect(pricesOf({}, { currency: 'CNY' })).toBe('price_missing');
    expect(pricesOf({}, { currency: 'CNY', priceDefault: '19.90' })).toEqual([
      { amountMinor: 1990, currency: 'CNY' },
    ]);
    expect(pricesOf({ price: ' ' }, { currency: 'CNY' })).toBe('price_missing');
  });

  it('a price without a currency takes the given one, else the one written beside it, else is refused', () => {
    expect(pricesOf({ price: '5' }, { currency: 'USD' })).toEqual([{ amountMinor: 500, currency: 'USD' }]);
    expect(pricesOf({ price: '¥5' })).toEqual([{ amountMinor: 500, currency: 'CNY' }]);
    expect(pricesOf({ price: '5' })).toBe('currency_missing');
  });

  it('what is said to be free costs nothing, whatever the price column says', () => {
    expect(pricesOf({ price: '5', isPaid: 'FALSE' }, { currency: 'USD' })).toEqual([
      { amountMinor: 0, currency: 'USD' },
    ]);
    expect(pricesOf({ isFree: true }, { currency: 'CNY' })).toEqual([{ amountMinor: 0, currency: 'CNY' }]);
  });

  it('a price list has one price per currency and one bad price refuses the row', () => {
    expect(pricesOf({ prices: { CNY: '99.00', USD: '14.99' } })).toEqual([
      { amountMinor: 9900, currency: 'CNY' },
      { amountMinor: 1499, currency: 'USD' },
    ]);
    expect(pricesOf({ prices: { CNY: '99.00', USD: '14.999' } })).toBe('price_decimals');
  });

  it('amounts in minor units are integers', () => {
    expect(pricesOf({ price: 9900, currency: 'CNY' }, { priceUnit: 'minor' })).toEqual([
      { amountMinor: 9900, currency: 'CNY' },
    ]);
    expect(pricesOf({ price: '99.5', currency: 'CNY' }, { priceUnit: 'minor' })).toBe('price_decimals');
  });
});
