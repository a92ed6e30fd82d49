import { minorExponent } from '../ui/money.ts';

/** Reads what a person typed as an amount in minor units, digit by digit; null when it is none. */
export function parseMinor(text: string, currency: string): number | null {
  const exponent = minorExponent(currency);
  const [, whole, part = ''] = /^(\d{1,13})(?:[.．](\d*))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || part.length > exponent) return null;
  const minor = Number(whole + part.padEnd(exponent, '0'));
  return Number.isSafeInteger(minor) ? minor : null;
}

/** An amount as it is typed: digits and a point, no sign of the currency. */
export function typedMinor(amountMinor: number, currency: string): string {
  const exponent = minorExponent(currency);
  const digits = String(amountMinor).padStart(exponent + 1, '0');
  const split = digits.length - exponent;
  return exponent === 0 ? digits : `${digits.slice(0, split)}.${digits.slice(split)}`;
}
