import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal, parseAmount, splitAmount, taxContained } from './money.ts';

describe('money', () => {
  it('splits any total into parts that sum to it exactly and differ from the exact share by less than one unit', () => {
    const total = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(total, weights, (totalMinor, parts) => {
        fc.pre(parts.some((weight) => weight > 0));
        const split = splitAmount(totalMinor, parts);
        const weightSum = parts.reduce((sum, weight) => sum + BigInt(weight), 0n);
        expect(split.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(totalMinor));
        split.forEach((part, index) => {
          const exact = (BigInt(totalMinor) * BigInt(parts[index] ?? 0)) / weightSum;
          expect(BigInt(part) - exact).toBeGreaterThanOrEqual(0n);
          expect(BigInt(part) - exact).toBeLessThanOrEqual(1n);
        });
      }),
    );
  });

  it('gives the spare unit to the largest remainder', () => {
    expect(splitAmount(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(splitAmount(10, [1, 2, 4])).toEqual([1, 3, 6]);
  });

  it('reads and writes amounts with 0, 2 and 3 decimals without floating point', () => {
    for (const [text, currency, amountMinor] of [
      ['99', 'CNY', 9900],
      ['1,299.9', 'CNY', 129990],
      ['0.29', 'USD', 29],
      ['500', 'JPY', 500],
      ['1.234', 'KWD', 1234],
    ] as const) {
      expect(parseAmount(text, currency)).toBe(amountMinor);
    }
    expect(formatDecimal({ amountMinor: 5, currency: 'CNY' })).toBe('0.05');
    expect(formatDecimal({ amountMinor: 500, currency: 'JPY' })).toBe('500');
    expect(formatDecimal({ amountMinor: 1234, currency: 'KWD' })).toBe('1.234');
  });

  it('refuses what is no exact amount', () => {
    for (const text of ['', '-1', '1.005', 'free', '1e3', '12,34', '99999999999999999']) {
      expect(parseAmount(text, 'CNY')).toBeNull();
    }
    expect(parseAmount('1.5', 'JPY')).toBeNull();
  });

  it('finds the tax contained in a price, rounded half up', () => {
    expect(taxContained(10600, 60_000)).toBe(600);
    expect(taxContained(9900, 60_000)).toBe(560);
    expect(taxContained(0, 60_000)).toBe(0);
  });
});
