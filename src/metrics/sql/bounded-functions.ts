const CHARACTERS_MAX = 10_000;
const ELEMENTS_MAX = 1_000_000;

const RESIZING = ['repeat', 'list_resize', 'array_resize'];
const PADDING = ['lpad', 'rpad'];
const SERIES = ['range', 'generate_series'];

/** Functions that are bounded as long as they are called by this name alone. */
export const BOUNDED_NAMES: ReadonlySet<string> = new Set([...RESIZING, ...PADDING, ...SERIES]);

/**
 * Functions that make something long from something short, bounded: one value may be gigabytes, which DuckDB counts to no
 * limit and cannot stop, since constants are computed while a statement is planned. Temporary macros of the same names
 * stand before DuckDB's own, and hand on nothing that is too long.
 */
export const BOUNDED_FUNCTIONS: readonly string[] = [
  ...RESIZING.map((name) => macro(name, [long(name, ['"what"', '"length"'])])),
  ...PADDING.map((name) => macro(name, [long(name, ['"what"', '"length"', '"filling"'])])),
  ...SERIES.map((name) =>
    macro(name, [
      series(name, ['"upTo"'], numberOf('"upTo"')),
      series(name, ['"from"', '"upTo"'], `${numberOf('"upTo"')} - ${numberOf('"from"')}`),
      series(
        name,
        ['"from"', '"upTo"', '"step"'],
        `(${numberOf('"upTo"')} - ${numberOf('"from"')}) / ${numberOf('"step"')}`,
      ),
    ]),
  ),
];

function macro(name: string, forms: readonly string[]): string {
  return `CREATE OR REPLACE TEMP MACRO ${name}${forms.join(', ')}`;
}

function long(name: string, given: readonly string[]): string {
  return form(name, given, {
    isTooLong: `"length" > ${CHARACTERS_MAX}`,
    bounded: '"length"',
    most: CHARACTERS_MAX,
  });
}

/** Days and instants have no such number: series of those are let through. */
function series(name: string, given: readonly string[], length: string): string {
  return form(name, given, {
    isTooLong: `${length} > ${ELEMENTS_MAX}`,
    bounded: '"upTo"',
    most: ELEMENTS_MAX,
  });
}

function numberOf(value: string): string {
  return `TRY_CAST(${value}::VARCHAR AS DOUBLE)`;
}

interface Bound {
  readonly isTooLong: string;
  /** What must not reach the function when it is too long. */
  readonly bounded: string;
  readonly most: number;
}

function form(name: string, given: readonly string[], { isTooLong, bounded, most }: Bound): string {
  const handed = given.map((one) =>
    one === bounded ? `CASE WHEN ${isTooLong} THEN NULL ELSE ${one} END` : one,
  );
  return `(${given.join(', ')}) AS CASE WHEN ${isTooLong}
    THEN error('the memory limit: ${name} makes at most ${most}') ELSE system.main.${name}(${handed.join(', ')}) END`;
}
