import { type RowProblem, refuseRow } from './problems.ts';
import { readText } from './read-fields.ts';

/** Words for any number: an empty cell says nothing. */
const ANY = ['*', 'any', 'all', 'unlimited', '不限'];

/**
 * How many can buy a product, as a row says it: 0 to 9999999, a longer number is a slip of the hand. What is not
 * understood refuses the row: it would be oversold.
 */
export function readPlaces(
  value: unknown,
): { readonly places?: number | null } | { readonly problem: RowProblem } {
  if (value === undefined) return {};
  const text = readText(value)?.toLowerCase() ?? '';
  if (ANY.includes(text)) return { places: null };
  if (/^\d{1,7}$/.test(text)) return { places: Number(text) };
  return refuseRow('places_invalid', value);
}
