import type { BuyerFacts } from '../../identity/index.ts';

/** Where a product is sold and from which age. */
export interface SaleBounds {
  /** ISO 3166-1 alpha-2; null: everywhere. */
  readonly soldIn: readonly string[] | null;
  /** Countries left out of that. */
  readonly notSoldIn: readonly string[];
  /** Whole years, 1 to `MIN_AGE_YEARS_MAX`; null: any age. */
  readonly minAgeYears: number | null;
}

export const NO_BOUNDS: SaleBounds = { soldIn: null, notSoldIn: [], minAgeYears: null };
/** Of older people no age is kept, see `BuyerFacts`. */
export const MIN_AGE_YEARS_MAX = 21;

/** Why a product may not be sold to somebody. */
export type Unsold = 'region' | 'age';

/** Null when it may be sold, as far as is known: whom nobody says anything of is not refused. */
export function whyUnsold(bounds: SaleBounds, { country, ageYears }: BuyerFacts): Unsold | null {
  const { soldIn, notSoldIn, minAgeYears } = bounds;
  if (country !== null && (soldIn?.includes(country) === false || notSoldIn.includes(country)))
    return 'region';
  return ageYears !== null && minAgeYears !== null && ageYears < minAgeYears ? 'age' : null;
}

/** Whether a product is for certain countries and it is not known where somebody is. */
export function asksWhere({ soldIn }: SaleBounds, { country }: BuyerFacts): boolean {
  return soldIn !== null && country === null;
}

/** As kept with a product; most have none. */
export function boundsOf(text: string | null | undefined): SaleBounds | null {
  return text == null ? null : (JSON.parse(text) as SaleBounds);
}

/** Always the same text for the same bounds; null for none. */
export function textOfBounds(bounds: SaleBounds | null | undefined): string | null {
  if (bounds == null) return null;
  const soldIn = bounds.soldIn === null ? null : [...new Set(bounds.soldIn)].sort();
  const notSoldIn = [...new Set(bounds.notSoldIn)].sort();
  const { minAgeYears } = bounds;
  const hasNone = soldIn === null && notSoldIn.length === 0 && minAgeYears === null;
  return hasNone ? null : JSON.stringify({ soldIn, notSoldIn, minAgeYears });
}
