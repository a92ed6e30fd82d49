import type { TermTable } from '../text/term-table.ts';
import { runsOf, type Token } from './tokens.ts';

/** What some tokens together are called in the other language: names as the index writes their words. */
export type Translate = (tokens: readonly Token[]) => (readonly string[])[];

/** Prepares looking names up in the table of both languages' terms. */
export function createTranslate({ others }: Pick<TermTable, 'others'>): Translate {
  return (tokens) => (others.get(keyOf(tokens)) ?? []).map(wordsOf);
}

/** As the table writes names: Latin words side by side, Chinese without a space. */
function keyOf(tokens: readonly Token[]): string {
  return tokens.map(({ term }) => term).join(tokens.every((token) => token.isHan) ? '' : ' ');
}

function wordsOf(name: string): string[] {
  return /^\p{Script=Han}+$/u.test(name) ? [name] : runsOf(name).map(({ term }) => term);
}
