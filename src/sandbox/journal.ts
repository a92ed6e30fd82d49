import { closeSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { applyEntry, type Book, type Entry, emptyBook } from './book.ts';

const FILE_NAME = 'sandbox.jsonl';
const BLOCK_BYTES = 1024 * 1024;
const NEWLINE = 10;

/** The book and its journal: `record` writes first and applies then, so nothing is acknowledged unwritten. */
export interface Store {
  readonly book: Book;
  /** Appends entries as one write. They are in the file, though not yet on the platter, when it returns. */
  record: (entries: readonly Entry[]) => void;
  close(): void;
}

/**
 * Opens the journal in `dataDir` and replays it. A torn last line, the trace of a kill in mid-write, was never
 * acknowledged and is cut off; a broken line before it throws.
 */
export function openStore(dataDir: string): Store {
  mkdirSync(dataDir, { recursive: true });
  const file = openSync(join(dataDir, FILE_NAME), 'a+');
  const book = emptyBook();
  let sizeBytes = replay(file, book);
  ftruncateSync(file, sizeBytes);
  return {
    book,
    record: (entries) => {
      const bytes = Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
      appendWhole(file, bytes, sizeBytes);
      sizeBytes += bytes.length;
      for (const entry of entries) applyEntry(book, entry);
    },
    close: () => closeSync(file),
  };
}

/** Returns how many bytes hold whole lines. */
function replay(file: number, book: Book): number {
  const block = Buffer.alloc(BLOCK_BYTES);
  let rest: Buffer = Buffer.alloc(0);
  let position = 0;
  let wholeBytes = 0;
  let line = 0;
  for (;;) {
    const count = readSync(file, block, 0, BLOCK_BYTES, position);
    if (count === 0) return wholeBytes;
    position += count;
    const text: Buffer = Buffer.concat([rest, block.subarray(0, count)]);
    let start = 0;
    for (let end = text.indexOf(NEWLINE); end !== -1; end = text.indexOf(NEWLINE, start)) {
      line += 1;
      applyEntry(book, parseLine(text.toString('utf8', start, end), line));
      wholeBytes += end + 1 - start;
      start = end + 1;
    }
    rest = text.subarray(start);
  }
}

function parseLine(text: string, line: number): Entry {
  try {
    return JSON.parse(text) as Entry;
  } catch (cause) {
    throw new Error(`line ${line} of ${FILE_NAME} is damaged; move the file away to start anew`, { cause });
  }
}

/** A half-written line (a full disk) is taken back, or the next line would continue it. */
function appendWhole(file: number, bytes: Buffer, sizeBytes: number): void {
  try {
    let written = 0;
    while (written < bytes.length) written += writeSync(file, bytes, written);
  } catch (cause) {
    ftruncateSync(file, sizeBytes);
    throw cause;
  }
}
