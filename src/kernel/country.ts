const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** Regions by the standard of names, and nowhere anybody lives. */
const NO_COUNTRIES = ['EU', 'EZ', 'QO', 'UN', 'ZZ'];

/** ISO 3166-1 alpha-2 in its present form: `cn` is CN, `UK` is GB. Null when it is no country's code. */
export function readCountry(text: string): string | null {
  const code = text.trim();
  if (!/^[A-Za-z]{2}$/.test(code)) return null;
  const country = new Intl.Locale(`und-${code}`).region ?? '';
  return NO_COUNTRIES.includes(country) || names.of(country) === undefined ? null : country;
}
