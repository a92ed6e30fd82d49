import { type KeyName, type Keys, type RiskEvent, riskEventKinds } from './types.ts';

/** How many rows of one key are kept at most: beyond that counts stand still, which no threshold can tell apart. */
export const SERIES_ROWS_MAX = 512;
/** A row that only tells a further partner of the row before it: it counts as nothing itself. */
export const FURTHER_PARTNER = riskEventKinds.length;

/** What one event says of one key. */
export interface Row {
  readonly atMs: number;
  readonly id: number;
  /** Place in `riskEventKinds`, or `FURTHER_PARTNER`. */
  readonly kind: number;
  readonly amount: number;
  /** When the payment was made that a chargeback is about; else `atMs`. */
  readonly ofAtMs: number;
  /** NaN where not known. */
  readonly timesOwnMilli: number;
  /** Hashes of the partner keys that features of this key ask for, 0 where not known. */
  readonly partners: readonly number[];
}

/**
 * The rows of one key in columns, oldest first, rows of one moment by id: what every measure reads. Plain lists of numbers: most
 * keys have a row or two, and a typed array of two numbers weighs ten times as much.
 */
export interface Series {
  length: number;
  atMs: number[];
  id: number[];
  kind: number[];
  amount: number[];
  ofAtMs: number[];
  timesOwnMilli: number[];
  /** One column for each partner. */
  partners: number[][];
  /** Chargebacks among the rows, so that measures of them need not look where there are none. */
  chargebacks: number;
}

/** Which columns the features of a key read. The others are left out: there are as many series as keys. */
export interface SeriesShape {
  readonly partnersCount: number;
  readonly hasAmounts: boolean;
  /** Of what a chargeback is about. */
  readonly hasLabels: boolean;
}

/** Most keys are met once or twice. */
const FIRST_ROWS = 4;
/** Stands for a column that is left out. */
const noColumn: number[] = [];
const CHARGEBACK = riskEventKinds.indexOf('chargeback');

/** Doubles from the beginning: a list that becomes one later is copied. */
function columnOf(rows: number): number[] {
  return rows === FIRST_ROWS
    ? [Number.NaN, Number.NaN, Number.NaN, Number.NaN]
    : new Array<number>(rows).fill(Number.NaN);
}

export function createSeries(shape: SeriesShape, rows: number = FIRST_ROWS): Series {
  const { partnersCount, hasAmounts, hasLabels } = shape;
  const partners: number[][] = [];
  for (let partner = 0; partner < partnersCount; partner += 1) partners.push(columnOf(rows));
  return {
    length: 0,
    atMs: columnOf(rows),
    id: columnOf(rows),
    kind: columnOf(rows),
    amount: hasAmounts ? columnOf(rows) : noColumn,
    ofAtMs: hasLabels ? columnOf(rows) : noColumn,
    timesOwnMilli: hasLabels ? columnOf(rows) : noColumn,
    partners,
    chargebacks: 0,
  };
}

function shapeOf({ partners, amount, ofAtMs }: Series): SeriesShape {
  return {
    partnersCount: partners.length,
    hasAmounts: amount !== noColumn,
    hasLabels: ofAtMs !== noColumn,
  };
}

/** The same rows, to go on apart. */
export function copySeries(series: Series): Series {
  // An empty one has no room at all.
  const copy = createSeries(shapeOf(series), Math.max(FIRST_ROWS, series.atMs.length));
  copyRows(series, copy);
  return { ...copy, length: series.length, chargebacks: series.chargebacks };
}

function copyRows(from: Series, to: Series): void {
  const columns = columnsOf(to);
  columnsOf(from).forEach((column, index) => {
    const copied = columns[index] as number[];
    for (let place = 0; place < from.length; place += 1) copied[place] = column[place] as number;
  });
}

/** The first place whose moment is after `atMs`. */
export function placeAfter({ atMs: moments, length }: Series, atMs: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle] as number) > atMs) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Puts a row in its place; false when the series has it already. Rows older than `longestMs` before the newest make room,
 * and beyond `rowsMax` the oldest does.
 */
export function putRow(
  series: Series,
  row: Row,
  { longestMs, rowsMax }: { readonly longestMs: number; readonly rowsMax: number },
): boolean {
  if (hasRow(series, row)) return false;
  let place = series.length;
  while (place > 0 && comesAfter(series, place - 1, row)) place -= 1;
  if (series.length === series.atMs.length) {
    const stale = placeAfter(series, Math.max(row.atMs, newestMs(series)) - longestMs);
    // Dropping few rows at a time would move the others for each new one.
    if (stale * 4 < series.length) resize(series, series.length * 2);
    else {
      dropOldest(series, stale);
      // What no window reaches any more is not worth a place.
      if (place < stale) return true;
      place -= stale;
    }
  }
  insertAt(series, place, row);
  if (series.length > rowsMax) dropOldest(series, series.length - rowsMax);
  return true;
}

export function newestMs({ atMs, length }: Series): number {
  return length === 0 ? Number.NEGATIVE_INFINITY : (atMs[length - 1] as number);
}

function hasRow(series: Series, row: Row): boolean {
  const { id, kind, length } = series;
  for (let place = length - 1; place >= 0; place -= 1)
    if (id[place] === row.id && kind[place] === row.kind && isSamePartner(series, place, row)) return true;
  return false;
}

function isSamePartner({ partners }: Series, place: number, row: Row): boolean {
  return (
    row.kind !== FURTHER_PARTNER || partners.every((column, index) => column[place] === row.partners[index])
  );
}

function comesAfter(series: Series, place: number, row: Row): boolean {
  const atMs = series.atMs[place] as number;
  if (atMs !== row.atMs) return atMs > row.atMs;
  const id = series.id[place] as number;
  return id !== row.id ? id > row.id : (series.kind[place] as number) > row.kind;
}

function columnsOf(series: Series): number[][] {
  const { atMs, id, kind, amount, ofAtMs, timesOwnMilli, partners } = series;
  const columns = [atMs, id, kind, amount, ofAtMs, timesOwnMilli, ...partners];
  return columns.filter((column) => column !== noColumn);
}

function insertAt(series: Series, place: number, row: Row): void {
  if (place < series.length)
    for (const column of columnsOf(series))
      for (let at = series.length; at > place; at -= 1) column[at] = column[at - 1] as number;
  writeRow(series, place, row);
  series.length += 1;
}

/** Writes a row over a place; the length is the caller's. */
function writeRow(series: Series, place: number, row: Row): void {
  series.atMs[place] = row.atMs;
  series.id[place] = row.id;
  series.kind[place] = row.kind;
  if (series.amount !== noColumn) series.amount[place] = row.amount;
  if (series.ofAtMs !== noColumn) {
    series.ofAtMs[place] = row.ofAtMs;
    series.timesOwnMilli[place] = row.timesOwnMilli;
  }
  for (let index = 0; index < series.partners.length; index += 1)
    (series.partners[index] as number[])[place] = row.partners[index] ?? 0;
  if (row.kind === CHARGEBACK) series.chargebacks += 1;
}

/** Chargebacks among its rows, for a series that was filled from elsewhere. */
export function countChargebacks({ kind, length }: Series): number {
  let count = 0;
  for (let place = 0; place < length; place += 1) if (kind[place] === CHARGEBACK) count += 1;
  return count;
}

function dropOldest(series: Series, count: number): void {
  for (let place = 0; place < count; place += 1)
    if (series.kind[place] === CHARGEBACK) series.chargebacks -= 1;
  for (const column of columnsOf(series))
    for (let place = count; place < series.length; place += 1)
      column[place - count] = column[place] as number;
  series.length -= count;
}

function resize(series: Series, rows: number): void {
  const grown = createSeries(shapeOf(series), rows);
  copyRows(series, grown);
  series.atMs = grown.atMs;
  series.id = grown.id;
  series.kind = grown.kind;
  series.amount = grown.amount;
  series.ofAtMs = grown.ofAtMs;
  series.timesOwnMilli = grown.timesOwnMilli;
  series.partners = grown.partners;
}

const none: readonly number[] = [];

/** All hashes of one key of an event. */
export function hashesOf(keys: Keys, name: KeyName): readonly number[] {
  const found = keys[name];
  if (found === undefined) return none;
  return typeof found === 'number' ? [found] : found;
}

/** The rows that an event writes into the series of one of its keys: one, and one for each further partner. */
export function rowsOf(event: RiskEvent, partnerNames: readonly KeyName[]): Row[] {
  const kind = riskEventKinds.indexOf(event.kind);
  if (partnerNames.length === 0) return [rowOf(event, kind, none)];
  const partners = partnerNames.map((name) => hashesOf(event.keys, name));
  const rowsCount = partners.reduce((most, { length }) => Math.max(most, length), 1);
  if (rowsCount === 1)
    return [
      rowOf(
        event,
        kind,
        partners.map(([hash = 0]) => hash),
      ),
    ];
  return Array.from({ length: rowsCount }, (_, turn) =>
    rowOf(
      event,
      turn === 0 ? kind : FURTHER_PARTNER,
      partners.map((hashes) => hashes[turn] ?? 0),
    ),
  );
}

function rowOf(event: RiskEvent, kind: number, partners: readonly number[]): Row {
  const { atMs, id, amount, ofAtMs = atMs, timesOwnMilli = Number.NaN } = event;
  return { atMs, id, kind, amount, ofAtMs, timesOwnMilli, partners };
}
