import { currencyExponent } from '../kernel/money.ts';

/**
 * What one piece of paid content typically costs, in major units. These are price levels of this trade, not exchange
 * rates, and no money is ever converted with them: they only say whether an amount is small or large where it is
 * asked. Sources: the median price of the demo catalogue for CNY and USD, the other currencies by the same price level.
 */
const TYPICAL_MAJOR: Readonly<Record<string, number>> = {
  CNY: 80,
  USD: 30,
  EUR: 28,
  GBP: 24,
  HKD: 220,
  TWD: 900,
  SGD: 40,
  JPY: 4_000,
  KRW: 40_000,
};

/** For a currency that is not listed: a price level by the number of its decimals. */
const TYPICAL_MAJOR_BY_EXPONENT: Readonly<Record<number, number>> = { 0: 4_000, 2: 30, 3: 10 };

/** How many typical prices an amount is: 299.00 CNY is 3.74. Never used to charge anything. */
export function timesTypicalPrice(amountMinor: number, currency: string): number {
  const exponent = currencyExponent(currency);
  const typicalMajor = TYPICAL_MAJOR[currency] ?? TYPICAL_MAJOR_BY_EXPONENT[exponent] ?? 30;
  return amountMinor / (typicalMajor * 10 ** exponent);
}
