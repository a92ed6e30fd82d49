/** `open`: the record goes on in the next line. `malformed`: a quote stands where none may. */
export type FeedResult = 'complete' | 'open' | 'malformed';

/** A CSV record (RFC 4180) that is being read from its lines. */
export interface CsvRecord {
  readonly delimiter: string;
  /** The fields so far. */
  readonly values: string[];
  /** What stands after an opening quote that is not closed yet; null outside quotes. */
  quoted: string | null;
}

/** Begins a record. */
export function createCsvRecord(delimiter: string): CsvRecord {
  return { delimiter, values: [], quoted: null };
}

/** Reads the next line of a record. */
export function feedLine(record: CsvRecord, line: string): FeedResult {
  let place = 0;
  if (record.quoted !== null) {
    record.quoted += '\n';
    place = readQuoted(record, line, 0);
  } else {
    place = readField(record, line, 0);
  }
  while (place >= 0 && place < line.length) place = readField(record, line, place + 1);
  if (place === OPEN) return 'open';
  return place === MALFORMED ? 'malformed' : 'complete';
}

const OPEN = -1;
const MALFORMED = -2;

/** Reads a field that begins at `start`; the place of the delimiter after it, or OPEN or MALFORMED. */
function readField(record: CsvRecord, line: string, start: number): number {
  if (line[start] === '"') {
    record.quoted = '';
    return readQuoted(record, line, start + 1);
  }
  const delimiter = line.indexOf(record.delimiter, start);
  const end = delimiter === -1 ? line.length : delimiter;
  const value = line.slice(start, end);
  if (value.includes('"')) return MALFORMED;
  record.values.push(value);
  return end;
}

/** Reads on inside quotes, where a doubled quote stands for one. */
function readQuoted(record: CsvRecord, line: string, start: number): number {
  let place = start;
  let text = record.quoted ?? '';
  for (;;) {
    const quote = line.indexOf('"', place);
    if (quote === -1) {
      record.quoted = text + line.slice(place);
      return OPEN;
    }
    text += line.slice(place, quote);
    if (line[quote + 1] !== '"') return closeField(record, line, { text, end: quote + 1 });
    text += '"';
    place = quote + 2;
  }
}

function closeField(record: CsvRecord, line: string, field: { text: string; end: number }): number {
  record.quoted = null;
  record.values.push(field.text);
  return field.end === line.length || line[field.end] === record.delimiter ? field.end : MALFORMED;
}
