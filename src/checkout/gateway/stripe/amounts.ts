import { currencyExponent } from '../../../kernel/money.ts';

/**
 * Digits after the point that Stripe counts in, where they differ from ISO 4217: it writes króna and shilling with two
 * that must be 0, and ariary without any. Source: Stripe's list of currencies.
 */
const EXPONENTS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 };

/**
 * Our minor units in Stripe's. Null when Stripe cannot take that amount: those of three decimals must end in 0, and no
 * amount has more than eight digits.
 */
export function toStripeAmount(amountMinor: number, currency: string): number | null {
  const amount = scaled(amountMinor, exponentOf(currency) - currencyExponent(currency));
  const isFine = amount !== null && amount <= 99_999_999;
  if (!isFine) return null;
  return exponentOf(currency) === 3 && amount % 10 !== 0 ? null : amount;
}

/** Stripe's amount in our minor units; null when it is none. */
export function fromStripeAmount(amount: number, currency: string): number | null {
  return scaled(amount, currencyExponent(currency) - exponentOf(currency));
}

function exponentOf(currency: string): number {
  return EXPONENTS[currency] ?? currencyExponent(currency);
}

function scaled(amount: number, places: number): number | null {
  const factor = 10 ** Math.abs(places);
  const result = places >= 0 ? amount * factor : amount / factor;
  return Number.isSafeInteger(result) ? result : null;
}
