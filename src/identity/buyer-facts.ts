import { readCountry } from '../kernel/country.ts';
import type { Queries } from '../kernel/db/database.ts';
import { prepared } from '../kernel/db/prepared.ts';
import type { BuyerFacts } from './types.ts';

/** Nobody asks whether somebody is older than this, so that no grown-up's age is kept. */
const AGE_YEARS_MAX = 21;
const ADULT_YEARS = 18;

type Claims = Readonly<Record<string, unknown>>;

/**
 * What a token says of where its learner is and how old: `country` (ISO 3166-1 alpha-2), `age` (whole years), OpenID
 * Connect's `birthdate` (a date or a year) and `is_minor`. Of several that speak of age the lowest counts. A claim of
 * another form counts as not said.
 */
export function buyerFactsOf(claims: Claims, wallMs: number): BuyerFacts {
  const { country, age, birthdate, is_minor: isMinor } = claims;
  const stated = [ageClaim(age), ageAt(birthdate, wallMs)].filter((years) => years !== null);
  const ages = [...stated, ...agesOfMinor(isMinor, stated.length > 0)];
  return {
    country: typeof country === 'string' ? readCountry(country) : null,
    ageYears: ages.length === 0 ? null : Math.min(AGE_YEARS_MAX, ...ages),
  };
}

/** The claims of our own tokens; none for what is not known. */
export function claimsOf({ country, ageYears }: Partial<BuyerFacts>): Record<string, string | number> {
  return { ...(country == null ? {} : { country }), ...(ageYears == null ? {} : { age: ageYears }) };
}

const factsOf = prepared((db, { learnerId }: { learnerId: string }) =>
  db.selectFrom('learner').select(['country', 'ageYears']).where('learnerId', '=', learnerId),
);

/** What the host platform said of a learner at their last sign-in; nothing of somebody unknown. */
export async function findBuyerFacts(db: Queries, learnerId: string): Promise<BuyerFacts> {
  const [row] = await factsOf(db, { learnerId });
  return { country: row?.country ?? null, ageYears: row?.ageYears ?? null };
}

function ageClaim(age: unknown): number | null {
  return typeof age === 'number' && age >= 0 && age < 150 ? Math.floor(age) : null;
}

/** A minor of whom no age is said may be of any below 18. */
function agesOfMinor(isMinor: unknown, isAgeStated: boolean): number[] {
  if (isMinor === true) return [isAgeStated ? ADULT_YEARS - 1 : 0];
  return isMinor === false && !isAgeStated ? [ADULT_YEARS] : [];
}

/** In whole years; of a year alone, as though the birthday were still to come. `0000` hides the year. */
function ageAt(birthdate: unknown, wallMs: number): number | null {
  const [, year, month = '12', day = '31'] =
    /^(\d{4})(?:-(\d{2})-(\d{2}))?$/.exec(String(birthdate ?? '')) ?? [];
  if (year === undefined || year === '0000') return null;
  const now = new Date(wallMs);
  const hadBirthday = (now.getUTCMonth() + 1) * 100 + now.getUTCDate() >= Number(month) * 100 + Number(day);
  return ageClaim(now.getUTCFullYear() - Number(year) - (hadBirthday ? 0 : 1));
}
