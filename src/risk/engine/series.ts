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
 * The rows of one key, oldest first, rows of one moment by id: what every measure reads. All numbers of a row stand side by
 * side in one plain list: there are as many series as keys, most have a row or two, and a list for each column or a typed
 * array would weigh several times as much.
 */
export interface Series {
  length: number;
  cells: number[];
  readonly shape: SeriesShape;
  /** Chargebacks among the rows, so that measures of them need not look where there are none. */
  chargebacks: number;
}

/** What the features of a key read of a row: how many numbers, and where those stand that not every key needs. */
export interface SeriesShape {
  readonly width: number;
  /** -1 where left out; as below. */
  readonly amount: number;
  readonly ofAtMs: number;
  readonly timesOwnMilli: number;
  readonly partners: number;
  readonly partnersCount: number;
}

const ID = 1;
const KIND = 2;
const ALWAYS_THERE = 3;

export interface ColumnsRead {
  readonly partnersCount: number;
  readonly hasAmounts: boolean;
  /** Of what a chargeback is about. */
  readonly hasLabels: boolean;
}

/** Where each number of a row stands. */
export function shapeOf({ partnersCount, hasAmounts, hasLabels }: ColumnsRead): SeriesShape {
  const labels = ALWAYS_THERE + (hasAmounts ? 1 : 0);
  const partners = labels + (hasLabels ? 2 : 0);
  return {
    width: partners + partnersCount,
    amount: hasAmounts ? ALWAYS_THERE : -1,
    ofAtMs: hasLabels ? labels : -1,
    timesOwnMilli: hasLabels ? labels + 1 : -1,
    partners,
    partnersCount,
  };
}

/** Place of its kind in `riskEventKinds`. */
export const CHARGEBACK: number = riskEventKinds.indexOf('chargeback');

export function createSeries(shape: SeriesShape): Series {
  return { length: 0, cells: [], shape, chargebacks: 0 };
}

/** The same rows, to go on apart. */
export function copySeries(series: Series): Series {
  return { ...series, cells: series.cells.slice(0, series.length * series.shape.width) };
}

export function atMsAt({ cells, shape }: Series, place: number): number {
  return cells[place * shape.width] as number;
}

export function idAt({ cells, shape }: Series, place: number): number {
  return cells[place * shape.width + ID] as number;
}

export function kindAt({ cells, shape }: Series, place: number): number {
  return cells[place * shape.width + KIND] as number;
}

export function amountAt({ cells, shape }: Series, place: number): number {
  return cells[place * shape.width + shape.amount] as number;
}

export function ofAtMsAt({ cells, shape }: Series, place: number): number {
  return cells[place * shape.width + shape.ofAtMs] as number;
}

export function timesOwnMilliAt({ cells, shape }: Series, place: number): number {
  return cells[place * shape.width + shape.timesOwnMilli] as number;
}

export function partnerAt({ cells, shape }: Series, place: number, partner: number): number {
  return cells[place * shape.width + shape.partners + partner] as number;
}

/** The first place whose moment is after `atMs`. */
export function placeAfter(series: Series, atMs: number): number {
  let [low, high] = [0, series.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (atMsAt(series, middle) > atMs) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Below so many rows nothing is dropped for its age: it would move the others for each new one. */
const ROWS_BEFORE_DROPPING = 4;

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
  if (isTimeToDrop(series)) {
    const stale = placeAfter(series, Math.max(row.atMs, newestMs(series)) - longestMs);
    // Dropping few rows at a time would move the others for each new one.
    if (stale * 4 >= series.length) {
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

/** Now and then as a series grows. */
function isTimeToDrop({ length }: Series): boolean {
  return length >= ROWS_BEFORE_DROPPING && (length & (length - 1)) === 0;
}

export function newestMs(series: Series): number {
  return series.length === 0 ? Number.NEGATIVE_INFINITY : atMsAt(series, series.length - 1);
}

function hasRow(series: Series, row: Row): boolean {
  for (let place = series.length - 1; place >= 0; place -= 1)
    if (
      idAt(series, place) === row.id &&
      kindAt(series, place) === row.kind &&
      isSamePartner(series, place, row)
    )
      return true;
  return false;
}

function isSamePartner(series: Series, place: number, row: Row): boolean {
  if (row.kind !== FURTHER_PARTNER) return true;
  for (let partner = 0; partner < series.shape.partnersCount; partner += 1)
    if (partnerAt(series, place, partner) !== row.partners[partner]) return false;
  return true;
}

function comesAfter(series: Series, place: number, row: Row): boolean {
  const atMs = atMsAt(series, place);
  if (atMs !== row.atMs) return atMs > row.atMs;
  const id = idAt(series, place);
  return id !== row.id ? id > row.id : kindAt(series, place) > row.kind;
}

function insertAt(series: Series, place: number, row: Row): void {
  const { cells, length, shape } = series;
  const [begin, end] = [place * shape.width, length * shape.width];
  if (begin < end) {
    // Written from the front to the back: a list with holes is slower to read for ever.
    for (let cell = 0; cell < shape.width; cell += 1) cells[end + cell] = Number.NaN;
    for (let cell = end - 1; cell >= begin; cell -= 1) cells[cell + shape.width] = cells[cell] as number;
  }
  writeRow(cells, begin, { row, shape });
  if (row.kind === CHARGEBACK) series.chargebacks += 1;
  series.length += 1;
}

function writeRow(cells: number[], begin: number, { row, shape }: { row: Row; shape: SeriesShape }): void {
  cells[begin] = row.atMs;
  cells[begin + ID] = row.id;
  cells[begin + KIND] = row.kind;
  if (shape.amount >= 0) cells[begin + shape.amount] = row.amount;
  if (shape.ofAtMs >= 0) {
    cells[begin + shape.ofAtMs] = row.ofAtMs;
    cells[begin + shape.timesOwnMilli] = row.timesOwnMilli;
  }
  for (let partner = 0; partner < shape.partnersCount; partner += 1)
    cells[begin + shape.partners + partner] = row.partners[partner] ?? 0;
}

/** Chargebacks among its first rows; among all where no number is given. */
export function countChargebacks(series: Series, rows: number = series.length): number {
  let count = 0;
  for (let place = 0; place < rows; place += 1) if (kindAt(series, place) === CHARGEBACK) count += 1;
  return count;
}

function dropOldest(series: Series, count: number): void {
  series.chargebacks -= countChargebacks(series, count);
  const { cells, shape } = series;
  const [dropped, end] = [count * shape.width, series.length * shape.width];
  for (let cell = dropped; cell < end; cell += 1) cells[cell - dropped] = cells[cell] as number;
  cells.length = end - dropped;
  series.length -= count;
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
