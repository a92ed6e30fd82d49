import { countChargebacks, createSeries, type Row, type Series, type SeriesShape } from './series.ts';

/** Numbers of a row before its partners: moment, id, kind, amount, moment and size of what a chargeback is about. */
const NUMBERS = 6;
const NUMBER_BYTES = 8;

/** Bytes of a row whose key has so many partners: doubles, the lower byte first. */
export function rowLength(partnersCount: number): number {
  return NUMBER_BYTES * (NUMBERS + partnersCount);
}

export function packRow({ atMs, id, kind, amount, ofAtMs, timesOwnMilli, partners }: Row): Buffer {
  const bytes = Buffer.alloc(rowLength(partners.length));
  [atMs, id, kind, amount, ofAtMs, timesOwnMilli, ...partners].forEach((value, place) => {
    bytes.writeDoubleLE(value, NUMBER_BYTES * place);
  });
  return bytes;
}

/** What the bytes of a row hold: all columns. */
export function wholeShape(partnersCount: number): SeriesShape {
  return { partnersCount, hasAmounts: true, hasLabels: true };
}

/** Reads rows into a series of the whole shape, over what it held before: one that is read at once need not be made anew for each press. */
export function unpackInto(spare: Series, bytes: Buffer): Series {
  const partnersCount = spare.partners.length;
  const width = NUMBERS + partnersCount;
  const length = bytes.length / (NUMBER_BYTES * width);
  const series = spare.atMs.length < length ? createSeries(wholeShape(partnersCount), length) : spare;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const { atMs, id, kind, amount, ofAtMs, timesOwnMilli, partners } = series;
  const read = (column: number[], number: number): void => {
    for (let row = 0; row < length; row += 1)
      column[row] = view.getFloat64(NUMBER_BYTES * (row * width + number), true);
  };
  [atMs, id, kind, amount, ofAtMs, timesOwnMilli, ...partners].forEach(read);
  series.length = length;
  series.chargebacks = countChargebacks(series);
  return series;
}
