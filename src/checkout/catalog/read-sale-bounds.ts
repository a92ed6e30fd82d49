import { readCountry } from '../../kernel/country.ts';
import type { MappedRow } from './mapping.ts';
import { type RowProblem, refuseRow } from './problems.ts';
import { readText } from './read-fields.ts';
import { MIN_AGE_YEARS_MAX, NO_BOUNDS, type SaleBounds } from './sale-bounds.ts';

/** What a row says of where a product is sold and from which age; what it does not say stays as it is. */
export type SaidBounds = { readonly said: Partial<SaleBounds> } | { readonly problem: RowProblem };

/** Words that lift a bound: an empty cell says nothing, since a law is not forgotten by leaving a column out. */
const ANY = ['*', 'all', 'any', 'everywhere', '不限'];

/** Reads the bounds of a row. One that is not understood refuses the row: it would be sold where it must not be. */
export function readSaleBounds({ soldIn, notSoldIn, minAgeYears }: MappedRow['fields']): SaidBounds {
  const allowed = soldIn === undefined ? undefined : readCountries(soldIn);
  if (allowed === null) return refuseRow('countries_invalid', soldIn);
  const refused = notSoldIn === undefined ? undefined : readRefused(notSoldIn);
  if (refused === null) return refuseRow('countries_invalid', notSoldIn);
  const age = minAgeYears === undefined ? undefined : readMinAge(minAgeYears);
  if (age === null) return refuseRow('min_age_invalid', minAgeYears);
  return { said: { ...said('soldIn', allowed), ...said('notSoldIn', refused), ...said('minAgeYears', age) } };
}

/** One bound as a row says it. */
function said<Name extends keyof SaleBounds>(
  name: Name,
  read: SaleBounds[Name] | 'any' | undefined,
): Partial<SaleBounds> {
  return read === undefined ? {} : { [name]: read === 'any' ? NO_BOUNDS[name] : read };
}

function readRefused(value: unknown): readonly string[] | 'any' | null {
  return Array.isArray(value) && value.length === 0 ? [] : readCountries(value);
}

/** From a list, or a text with spaces or marks between. Null when one is no country, or there is none. */
function readCountries(value: unknown): readonly string[] | 'any' | null {
  const parts: unknown[] = Array.isArray(value) ? value : String(value).split(/[\s,;|，；、]+/u);
  const codes = parts.map((part) => readText(part) ?? '').filter((code) => code !== '');
  const [first] = codes;
  if (codes.length === 1 && first !== undefined && ANY.includes(first.toLowerCase())) return 'any';
  const countries = codes.map(readCountry);
  return countries.length === 0 || countries.includes(null) ? null : countries.filter((one) => one !== null);
}

/** Whole years from 16, "16+" or "16岁以上"; 0 is any age. Null when it is no age. */
function readMinAge(value: unknown): number | 'any' | null {
  const text = readText(value)?.toLowerCase() ?? '';
  if (ANY.includes(text)) return 'any';
  const years = /^(\d{1,2})\s*(?:\+|岁|岁以上|years?)?$/u.exec(text)?.[1];
  if (years === undefined || Number(years) > MIN_AGE_YEARS_MAX) return null;
  return Number(years) === 0 ? 'any' : Number(years);
}
