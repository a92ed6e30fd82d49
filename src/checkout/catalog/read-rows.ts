import { createCsvRecord, feedLine } from './csv-record.ts';
import { limits } from './import-limits.ts';
import { type FileInput, type Line, readLines } from './lines.ts';
import type { RowProblem } from './problems.ts';

/** A row as the file has it; values of JSON keep their type. */
export interface RawRow {
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>>;
}

export type ReadRow = RawRow | { readonly line: number; readonly problem: RowProblem };

export interface FileForm {
  readonly format: 'csv' | 'jsonl';
  /** A label of the Encoding standard: utf-8, gb18030 … */
  readonly encoding?: string | undefined;
}

/**
 * Reads the rows of a catalogue file one by one. What cannot be read is told as a problem of its line and the
 * next line is tried: a forgotten quote costs one row and not the rest of the file.
 */
export function readRows(input: FileInput, form: FileForm): AsyncGenerator<ReadRow> {
  const lines = readLines(input, form.encoding);
  return form.format === 'csv' ? readCsv(lines) : readJsonLines(lines);
}

async function* readJsonLines(lines: AsyncIterable<Line>): AsyncGenerator<ReadRow> {
  for await (const { number, text } of lines) {
    if (text === null) yield problemAt(number, 'line_too_long');
    else if (text.trim() !== '') yield readJson(number, text);
  }
}

function readJson(line: number, text: string): ReadRow {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { line, values: value as Record<string, unknown> };
    }
    return problemAt(line, 'not_an_object');
  } catch {
    return problemAt(line, 'json_invalid');
  }
}

async function* readCsv(lines: AsyncGenerator<Line>): AsyncGenerator<ReadRow> {
  const source = rereadable(lines);
  const first = await source.next();
  if (first === undefined) return;
  if (first.text === null) {
    yield problemAt(first.number, 'line_too_long');
    return;
  }
  const delimiter = delimiterOf(first.text);
  source.putBack([first]);
  const header = await readRecord(source, { delimiter, columns: null });
  if (header === undefined || 'problem' in header) {
    if (header !== undefined) yield header;
    return;
  }
  const columns = header.fields.map((name) => name.trim());
  for (;;) {
    const record = await readRecord(source, { delimiter, columns: columns.length });
    if (record === undefined) return;
    yield 'problem' in record ? record : { line: record.line, values: namedValues(columns, record.fields) };
  }
}

type CsvResult = { line: number; fields: string[] } | { line: number; problem: RowProblem };

/** The next record, or undefined at the end. `columns` null takes any number. */
async function readRecord(
  source: LineSource,
  shape: { delimiter: string; columns: number | null },
): Promise<CsvResult | undefined> {
  const first = await nextNotBlank(source);
  if (first === undefined) return undefined;
  if (first.text === null) return problemAt(first.number, 'line_too_long');
  const { record, result, taken } = await takeRecord(source, { ...first, text: first.text }, shape.delimiter);
  const hasRightColumns = shape.columns === null || record.values.length === shape.columns;
  if (result === 'complete' && hasRightColumns) return { line: first.number, fields: record.values };
  // Whatever a forgotten quote swallowed is read again as lines of its own.
  source.putBack(taken);
  if (taken.length > 0) return problemAt(first.number, 'quote_unclosed');
  return problemAt(first.number, RESULT_PROBLEMS[result]);
}

const RESULT_PROBLEMS = {
  complete: 'column_count',
  open: 'quote_unclosed',
  malformed: 'quote_misplaced',
} as const;

/** Reads lines until the record is complete or cannot be; `taken` are the lines after the first. */
async function takeRecord(source: LineSource, first: { text: string }, delimiter: string) {
  const record = createCsvRecord(delimiter);
  const taken: Line[] = [];
  let characters = first.text.length;
  let result = feedLine(record, first.text);
  while (
    result === 'open' &&
    taken.length < limits.recordLinesMax &&
    characters < limits.recordCharactersMax
  ) {
    const next = await source.next();
    if (next !== undefined) taken.push(next);
    if (next === undefined || next.text === null) break;
    characters += next.text.length;
    result = feedLine(record, next.text);
  }
  return { record, result, taken };
}

interface LineSource {
  next(): Promise<Line | undefined>;
  /** Lines to be read again before any new one. */
  putBack(lines: readonly Line[]): void;
}

function rereadable(lines: AsyncGenerator<Line>): LineSource {
  let waiting: Line[] = [];
  return {
    next: async () => {
      const known = waiting.shift();
      if (known !== undefined) return known;
      const { value, done } = await lines.next();
      return done === true ? undefined : value;
    },
    putBack: (again) => {
      waiting = [...again, ...waiting];
    },
  };
}

async function nextNotBlank(source: LineSource): Promise<Line | undefined> {
  for (;;) {
    const line = await source.next();
    if (line === undefined || line.text === null || line.text.trim() !== '') return line;
  }
}

/** The separator that the header has most of. */
function delimiterOf(header: string): string {
  const counts = [',', '\t', ';'].map((delimiter) => [delimiter, header.split(delimiter).length] as const);
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

function namedValues(columns: readonly string[], fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(columns.map((column, place) => [column, fields[place]]));
}

function problemAt(line: number, code: RowProblem['code']): { line: number; problem: RowProblem } {
  return { line, problem: { code } };
}
