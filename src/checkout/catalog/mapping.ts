import { limits } from './import-limits.ts';

/** What a column can be mapped to. `prices.USD` and the like are mapped too. */
export const FIELDS = [
  'id',
  'title',
  'description',
  'kind',
  'language',
  'price',
  'currency',
  'prices',
  'level',
  'tags',
  'author',
  'url',
  'coverUrl',
  'durationMinutes',
  'durationHours',
  'isFree',
  'isPaid',
  'status',
  'soldIn',
  'notSoldIn',
  'minAgeYears',
  'places',
] as const;
export type FieldName = (typeof FIELDS)[number];

/** Where each field is looked for when nothing is mapped to it; first found counts. */
const USUAL_COLUMNS: Readonly<Record<FieldName, readonly string[]>> = {
  id: ['id', 'externalId', 'external_id', 'sku'],
  title: ['title', 'name'],
  description: ['description', 'summary'],
  kind: ['kind', 'type'],
  language: ['language', 'lang', 'locale'],
  price: ['price', 'amount'],
  currency: ['currency'],
  prices: ['prices'],
  level: ['level', 'difficulty'],
  tags: ['tags', 'keywords', 'topics', 'category'],
  author: ['author', 'teacher', 'instructor'],
  url: ['url', 'link'],
  coverUrl: ['coverUrl', 'cover_url', 'cover', 'image'],
  durationMinutes: ['durationMinutes', 'duration_minutes'],
  durationHours: ['durationHours', 'duration_hours'],
  isFree: ['isFree', 'is_free'],
  isPaid: ['isPaid', 'is_paid'],
  status: ['status'],
  soldIn: ['soldIn', 'sold_in', 'countries'],
  notSoldIn: ['notSoldIn', 'not_sold_in'],
  minAgeYears: ['minAgeYears', 'min_age_years', 'min_age'],
  places: ['places', 'seats', 'stock', 'inventory'],
};

export interface MappedRow {
  readonly fields: Readonly<Partial<Record<FieldName, unknown>>>;
  /** From `prices` and mapped `prices.XXX`. */
  readonly prices: Readonly<Record<string, unknown>>;
}

export interface Mapper {
  map(values: Readonly<Record<string, unknown>>): MappedRow;
  /** Columns that held something and were mapped to nothing, with the rows they held it in. */
  unmapped(): { readonly column: string; readonly rows: number }[];
}

/** True for a field that `--map-field` may name. */
export function isMappable(field: string): boolean {
  return (FIELDS as readonly string[]).includes(field) || /^prices\.[A-Z]{3}$/.test(field);
}

/**
 * Prepares reading fields from rows. `explicit` maps a field to a column; a dotted path reaches into nested
 * objects, `|` separates columns of which the first that holds something counts.
 */
export function createMapper(explicit: Readonly<Record<string, string>>): Mapper {
  const paths = new Map<string, readonly string[]>(Object.entries(USUAL_COLUMNS));
  for (const [field, column] of Object.entries(explicit)) {
    paths.set(
      field,
      column.split('|').map((path) => path.trim()),
    );
  }
  const known = new Set([...paths.values()].flat());
  const unmappedRows = new Map<string, number>();

  const note = (column: string, value: unknown): void => {
    if (isBlank(value) || known.has(column)) return;
    if (unmappedRows.size >= limits.unmappedColumnsMax && !unmappedRows.has(column)) return;
    unmappedRows.set(column, (unmappedRows.get(column) ?? 0) + 1);
  };
  const map = (values: Readonly<Record<string, unknown>>): MappedRow => {
    const fields: Partial<Record<FieldName, unknown>> = {};
    const prices: Record<string, unknown> = {};
    for (const [field, candidates] of paths) {
      const value = firstFilled(values, candidates);
      if (value === undefined) continue;
      if (field.startsWith('prices.')) prices[field.slice('prices.'.length)] = value;
      else fields[field as FieldName] = value;
    }
    if (isRecord(fields.prices)) Object.assign(prices, fields.prices);
    for (const [column, value] of columnsOf(values)) note(column, value);
    return { fields, prices };
  };
  return { map, unmapped: () => [...unmappedRows].map(([column, rows]) => ({ column, rows })) };
}

/** The columns of a row with the parts of nested objects as columns of their own. */
function columnsOf(values: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(values).flatMap(([column, value]): [string, unknown][] =>
    isRecord(value) && column !== 'prices'
      ? Object.entries(value).map(([name, part]) => [`${column}.${name}`, part])
      : [[column, value]],
  );
}

function firstFilled(values: Readonly<Record<string, unknown>>, paths: readonly string[]): unknown {
  for (const path of paths) {
    const value = valueAt(values, path);
    if (!isBlank(value)) return value;
  }
  return undefined;
}

/** A column may have dots in its own name, so the name as it stands comes first. */
function valueAt(values: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(values, path)) return values[path];
  const dot = path.indexOf('.');
  if (dot === -1) return undefined;
  const outer = path.slice(0, dot);
  const inner = Object.hasOwn(values, outer) ? values[outer] : undefined;
  return isRecord(inner) ? valueAt(inner, path.slice(dot + 1)) : undefined;
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
