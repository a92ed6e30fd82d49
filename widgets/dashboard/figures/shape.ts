/** What the list of figures may hold: the page shows whatever has one of these shapes. */
export type Scalar = string | number | boolean | null;

/** A share, or a difference of shares, with the range in which it lies with 95 %. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

type Json = Scalar | readonly Json[] | { readonly [key: string]: Json };
export type Item = { readonly [key: string]: Json };

export function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value !== 'object';
}

export function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Rows of figures: every one an object. */
export function isItems(value: unknown): value is readonly Item[] {
  return Array.isArray(value) && value.every(isItem);
}

export function isNumbers(value: unknown): value is readonly (number | null)[] {
  return Array.isArray(value) && value.every((one) => one === null || typeof one === 'number');
}

/** A list of words. */
export function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');
}

/** The interval that a value is; null when it is something else. */
export function intervalOf(value: unknown): Interval | null {
  if (!isItem(value)) return null;
  const { low, high } = value;
  const middle = value['share'] ?? value['value'];
  const isOne = typeof middle === 'number' && typeof low === 'number' && typeof high === 'number';
  return isOne ? { value: middle, low, high } : null;
}

/** How the name of a figure says that it is written. */
export function unitOf(name: string): 'duration' | 'minor' | 'share' | 'instant' | 'number' {
  if (/AtMs$/.test(name)) return 'instant';
  if (/Ms$/.test(name)) return 'duration';
  if (/Minor$/.test(name)) return 'minor';
  return /(share|rate|ratio)$/i.test(name) ? 'share' : 'number';
}
