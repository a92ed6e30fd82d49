/** Why a row is refused, each with the sentence its reader gets. */
export const ROW_PROBLEMS = {
  line_too_long: 'The line is longer than a row can be.',
  json_invalid: 'The line is not valid JSON.',
  not_an_object: 'The line is JSON but not an object.',
  column_count: 'The row has more or fewer columns than the header.',
  quote_misplaced: 'A quotation mark stands inside a field; double it and quote the whole field.',
  quote_unclosed: 'A quotation mark is opened and not closed properly.',
  id_missing: 'There is no id; map a column to it with --map-field id=COLUMN.',
  title_missing: 'There is no title; map a column to it with --map-field title=COLUMN.',
  title_invalid: 'The title is longer than 300 characters.',
  title_line_break: 'The title contains a line break; a quotation mark before it is probably not closed.',
  text_garbled: 'The text is not in the expected encoding; try --encoding gb18030.',
  description_invalid: 'The description is longer than 20000 characters.',
  kind_missing: 'It is not said whether this is a course, a column or an ebook; give --kind.',
  kind_invalid: 'The kind is none of course, column, ebook.',
  language_missing: 'The language is not said; give --language.',
  language_invalid: 'The language is no language code such as zh or en.',
  price_missing: 'There is no price and no --price-default.',
  price_invalid: 'The price is no amount such as 99 or 99.00.',
  price_decimals: 'The price has more decimals than its currency.',
  price_negative: 'The price is below zero.',
  currency_missing: 'The price has no currency; give --currency.',
  currency_invalid: 'The currency is no three-letter code such as CNY or USD.',
  status_invalid: 'The status is none of on_sale, withdrawn, draft.',
  countries_invalid: 'A country it is sold in, or not, is no two-letter code such as CN or US.',
  min_age_invalid: 'The age it is for is no whole number of years from 1 to 21.',
  places_invalid: 'How many can buy it is no whole number from 0 to 9999999.',
  row_invalid: 'The row does not have the form of a product.',
  duplicate_id: 'An earlier row of this file has the same id and language and says something else.',
} as const;

export type RowProblemCode = keyof typeof ROW_PROBLEMS;

export interface RowProblem {
  readonly code: RowProblemCode;
  /** What was found, shortened. */
  readonly found?: string;
}

/** A row that is not taken, with what stood there. */
export function refuseRow(code: RowProblemCode, found?: unknown): { readonly problem: RowProblem } {
  return { problem: found == null ? { code } : { code, found: String(found).slice(0, 40) } };
}

/** What was left out of a row that was taken all the same. */
export const ROW_WARNINGS = {
  level_unknown: 'The level was not understood and left out; name it with --level-map.',
  url_dropped: 'The link is relative or no web address and was left out; give --base-url for relative ones.',
  cover_dropped:
    'The cover is relative or no web address and was left out; give --base-url for relative ones.',
  duration_dropped: 'The duration was not understood and left out.',
  tags_shortened: 'There were too many tags; the first 30 were kept.',
} as const;

export type RowWarningCode = keyof typeof ROW_WARNINGS;
