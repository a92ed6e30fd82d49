/** A line of a statement's file, without its line end. `number` counts from 1. */
export interface FileLine {
  readonly number: number;
  readonly text: string;
  /** False for a last line without a line end: the file may be cut off there. */
  readonly isWhole: boolean;
}

/** No gateway writes lines this long; what does is no statement, and is not kept in memory. */
const LINE_CHARACTERS_MAX = 16_384;

/**
 * Splits a file into lines as it arrives, so that a statement of any size needs little memory. Line feeds end lines,
 * carriage returns before them are dropped. Throws on a line that no statement has.
 */
export async function* readFileLines(
  chunks: AsyncIterable<Uint8Array>,
  encoding = 'utf-8',
): AsyncGenerator<FileLine> {
  const decoder = new TextDecoder(encoding);
  let rest = '';
  let number = 1;
  for await (const chunk of chunks) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      yield { number, text: part.endsWith('\r') ? part.slice(0, -1) : part, isWhole: true };
      number += 1;
    }
    if (rest.length > LINE_CHARACTERS_MAX) throw new Error(`line ${number} of the statement is too long`);
  }
  rest += decoder.decode();
  if (rest !== '') yield { number, text: rest, isWhole: false };
}
