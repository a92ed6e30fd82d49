import type { DuckDBValue } from '@duckdb/node-api';

/** A value as JSON can hold it: integers beyond what a number holds exactly as text, dates and the rest as DuckDB prints them. */
export function plainValue(value: DuckDBValue): string | number | boolean | null {
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  }
  if (
    value === null ||
    typeof value === 'number' ||
    typeof value === 'string' ||
    typeof value === 'boolean'
  ) {
    return value;
  }
  return String(value);
}
