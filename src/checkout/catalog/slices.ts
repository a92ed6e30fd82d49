/** SQLite and PostgreSQL take some 32,000 parameters in a statement; a product row has 22. */
const ROWS_PER_INSERT = 500;

/** Rows in portions that one statement can write. */
export function* slices<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT)
    yield rows.slice(from, from + ROWS_PER_INSERT);
}
