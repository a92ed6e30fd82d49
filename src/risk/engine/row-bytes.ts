import { createSeries, type Row, type Series, writeRow } from './series.ts';

const NUMBERS = 4;

/** Bytes of a row whose key has so many partners. */
export function rowLength(partnersCount: number): number {
  return 1 + 8 * (NUMBERS + partnersCount);
}

/** A row without its moment, which is the score of the sorted set. The id comes first, so that equal moments are in its order. */
export function packRow({ id, kind, amount, ofAtMs, timesOwnMilli, partners }: Row): Buffer {
  const bytes = Buffer.alloc(rowLength(partners.length));
  bytes.writeDoubleBE(id, 0);
  bytes.writeUInt8(kind, 8);
  [amount, ofAtMs, timesOwnMilli, ...partners].forEach((value, place) => {
    bytes.writeDoubleBE(value, 9 + 8 * place);
  });
  return bytes;
}

/** The series of a reply: row and moment take turns, each moment ends with a line feed. */
export function unpackSeries(bytes: Buffer, partnersCount: number): Series {
  const length = rowLength(partnersCount);
  const rows: Row[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from + length);
    rows.push(readRow(bytes, from, { end, length, partnersCount }));
    from = end + 1;
  }
  const series = createSeries(partnersCount, rows.length);
  rows.forEach((row, place) => {
    writeRow(series, place, row);
  });
  series.length = rows.length;
  return series;
}

function readRow(
  bytes: Buffer,
  from: number,
  { end, length, partnersCount }: { end: number; length: number; partnersCount: number },
): Row {
  const numberAt = (place: number) => bytes.readDoubleBE(from + 9 + 8 * place);
  return {
    id: bytes.readDoubleBE(from),
    kind: bytes.readUInt8(from + 8),
    amount: numberAt(0),
    ofAtMs: numberAt(1),
    timesOwnMilli: numberAt(2),
    partners: Array.from({ length: partnersCount }, (_, place) => numberAt(3 + place)),
    atMs: Number(bytes.toString('latin1', from + length, end)),
  };
}
