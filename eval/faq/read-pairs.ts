import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Two questions and whether people said that they mean the same. */
export interface TextPair {
  readonly left: string;
  readonly right: string;
  readonly isSame: boolean;
}

/** Reads one part of a set: `part.csv` (with a heading) or `part.txt` (tabs), a pair and 0 or 1 on each line. */
export function readPairs(folder: string, part: string): TextPair[] {
  const csv = join(folder, `${part}.csv`);
  if (existsSync(csv)) return linesOf(csv).slice(1).flatMap(readCsvPair);
  const text = ['txt', 'tsv'].map((ending) => join(folder, `${part}.${ending}`)).find(existsSync);
  return text === undefined ? [] : linesOf(text).flatMap(readTabPair);
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}

function readCsvPair(line: string): TextPair[] {
  const [, left, right, label] = /^(.*),(.*),([01])$/.exec(line) ?? [];
  if (left === undefined || right === undefined) return [];
  return [{ left: unquoted(left), right: unquoted(right), isSame: label === '1' }];
}

function unquoted(text: string): string {
  return text.replace(/^"(.*)"$/, '$1').replaceAll('""', '"');
}

function readTabPair(line: string): TextPair[] {
  const [left, right, label] = line.split('\t');
  return left === undefined || right === undefined ? [] : [{ left, right, isSame: label?.trim() === '1' }];
}
