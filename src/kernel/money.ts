/** An amount in the currency's smallest unit, a safe integer (M1). */
export interface Money {
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** ISO 4217 minor-unit exponents that differ from 2. */
const EXPONENTS: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** Digits after the decimal point: 2 for CNY, 0 for JPY, 3 for KWD. */
export function currencyExponent(currency: string): number {
  return EXPONENTS[currency] ?? 2;
}

/** Throws when a sum leaves the safe integers or is no integer: a programming error, never rounded. */
export function assertAmount(amountMinor: number): number {
  if (!Number.isSafeInteger(amountMinor)) throw new Error(`${amountMinor} is no amount in minor units`);
  return amountMinor;
}

/** Sum of amounts in minor units. */
export function sumAmounts(amountsMinor: readonly number[]): number {
  return assertAmount(amountsMinor.reduce((sum, amountMinor) => sum + amountMinor, 0));
}

/**
 * Splits `totalMinor` in proportion to `weights` by largest remainder; the parts sum to it exactly.
 * Equal remainders go to the earlier part. Weights are non-negative integers, not all zero unless total is 0.
 */
export function splitAmount(totalMinor: number, weights: readonly number[]): number[] {
  const weightSum = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (weightSum === 0n) {
    if (totalMinor !== 0) throw new Error('an amount cannot be split over no weight');
    return weights.map(() => 0);
  }
  const shares = weights.map((weight, index) => {
    const product = BigInt(totalMinor) * BigInt(weight);
    return { index, part: Number(product / weightSum), remainder: product % weightSum };
  });
  let left = totalMinor - shares.reduce((sum, share) => sum + share.part, 0);
  const parts = shares.map((share) => share.part);
  const byRemainder = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const share of byRemainder) {
    if (left <= 0) break;
    parts[share.index] = share.part + 1;
    left -= 1;
  }
  return parts;
}

/** The tax contained in a tax-inclusive amount: amount × rate / (1 + rate), rounded half up. `ratePpm`: 60000 = 6 %. */
export function taxContained(amountMinor: number, ratePpm: number): number {
  const numerator = BigInt(amountMinor) * BigInt(ratePpm) * 2n;
  const denominator = (1_000_000n + BigInt(ratePpm)) * 2n;
  return Number((numerator + denominator / 2n) / denominator);
}

/**
 * Reads a decimal such as "99", "99.9" or "1,299.00" into minor units without floating point.
 * Null when it is no amount or has more decimals than the currency.
 */
export function parseAmount(text: string, currency: string): number | null {
  const match = /^(\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) return null;
  const exponent = currencyExponent(currency);
  const decimals = (match[2] ?? '').replace(/0+$/, '');
  if (decimals.length > exponent) return null;
  const amount = Number(`${(match[1] ?? '').replaceAll(',', '')}${decimals.padEnd(exponent, '0')}`);
  return Number.isSafeInteger(amount) ? amount : null;
}

/** The plain decimal text of an amount: 9900 CNY → "99.00". */
export function formatDecimal({ amountMinor, currency }: Money): string {
  const exponent = currencyExponent(currency);
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const sign = amountMinor < 0 ? '-' : '';
  return exponent === 0 ? sign + whole : `${sign}${whole}.${digits.slice(digits.length - exponent)}`;
}
