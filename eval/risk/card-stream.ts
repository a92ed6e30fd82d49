import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const HEADER = 'id,t,customer,terminal,amount,fraud,scenario';

/** Payments by card in the order of moment and id, in columns. */
export interface CardStream {
  readonly length: number;
  readonly id: Float64Array;
  /** Seconds since day 0. */
  readonly second: Float64Array;
  readonly customer: Float64Array;
  readonly terminal: Float64Array;
  readonly amountMinor: Float64Array;
  readonly fraud: Uint8Array;
  /** By which rule of the generator a fraud was made; 0 for what is good. */
  readonly scenario: Uint8Array;
  readonly files: readonly string[];
  /** SHA-256 is the caller's; these are the bytes read. */
  readonly bytes: readonly Buffer[];
}

/** Reads all `raw_*.csv.gz` of a folder together; a payment that two files hold counts once. */
export function readCardStream(folder: string): CardStream {
  const files = readdirSync(folder)
    .filter((name) => /^raw.*\.csv\.gz$/.test(name))
    .sort();
  if (files.length === 0) throw new Error(`${folder} holds no raw_*.csv.gz`);
  const bytes = files.map((name) => readFileSync(join(folder, name)));
  const rows: number[][] = [];
  const seen = new Set<number>();
  for (const packed of bytes) readRows(gunzipSync(packed).toString('latin1'), { rows, seen });
  rows.sort((a, b) => (a[1] as number) - (b[1] as number) || (a[0] as number) - (b[0] as number));
  const column = (place: number) => Float64Array.from(rows, (row) => row[place] as number);
  return {
    length: rows.length,
    id: column(0),
    second: column(1),
    customer: column(2),
    terminal: column(3),
    amountMinor: column(4).map((amount) => Math.round(amount * 100)),
    fraud: Uint8Array.from(rows, (row) => row[5] as number),
    scenario: Uint8Array.from(rows, (row) => row[6] as number),
    files,
    bytes,
  };
}

function readRows(text: string, { rows, seen }: { rows: number[][]; seen: Set<number> }): void {
  const lines = text.split('\n');
  if (lines[0]?.trim() !== HEADER) throw new Error(`a file of payments begins with ${HEADER}`);
  for (let place = 1; place < lines.length; place += 1) {
    const line = lines[place] as string;
    if (line === '') continue;
    const row = line.split(',', 7).map(Number);
    if (row.length < 7 || row.some(Number.isNaN)) throw new Error(`line ${place + 1} is no payment`);
    const id = row[0] as number;
    if (seen.has(id)) continue;
    seen.add(id);
    rows.push(row);
  }
}
