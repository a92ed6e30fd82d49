import { countChargebacks, type Row, type Series, type SeriesShape, shapeOf } from './series.ts';

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

/** What the bytes of a row hold: all there is, in the same order. */
export function wholeShape(partnersCount: number): SeriesShape {
  return shapeOf({ partnersCount, hasAmounts: true, hasLabels: true });
}

/** Reads rows into a series of the whole shape, over what it held before: one that is read at once need not be made anew for each press. */
export function unpackInto(series: Series, bytes: Buffer): void {
  const numbers = bytes.length / NUMBER_BYTES;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let cell = 0; cell < numbers; cell += 1)
    series.cells[cell] = view.getFloat64(NUMBER_BYTES * cell, true);
  series.length = numbers / series.shape.width;
  series.chargebacks = countChargebacks(series);
}
