import { limits } from './import-limits.ts';

/** A line of a file. `number` counts from 1; `text` has no line end; null when it was too long to keep. */
export interface Line {
  readonly number: number;
  readonly text: string | null;
}

export type FileInput = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/**
 * Splits a file into lines as it arrives, without a byte order mark. A line longer than
 * `limits.lineCharactersMax` is dropped and told as null, so that memory stays bounded whatever the file holds.
 * Throws RangeError for an encoding that does not exist.
 */
export async function* readLines(input: FileInput, encoding = 'utf-8'): AsyncGenerator<Line> {
  const decoder = new TextDecoder(encoding);
  let number = 1;
  let rest = '';
  let isTooLong = false;
  for await (const chunk of input) {
    const parts = (
      rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))
    ).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      yield lineOf(number, part, isTooLong);
      number += 1;
      isTooLong = false;
    }
    if (rest.length > limits.lineCharactersMax) {
      rest = '';
      isTooLong = true;
    }
  }
  rest += decoder.decode();
  if (rest !== '' || isTooLong) yield lineOf(number, rest, isTooLong);
}

function lineOf(number: number, text: string, isTooLong: boolean): Line {
  if (isTooLong || text.length > limits.lineCharactersMax) return { number, text: null };
  const withoutMark = number === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text;
  return { number, text: withoutMark.endsWith('\r') ? withoutMark.slice(0, -1) : withoutMark };
}
