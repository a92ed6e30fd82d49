import type { WeightedTerm } from '../search/search-index.ts';
import { isStopWord } from '../search/stop-words.ts';
import type { Segmenter, Token } from '../search/tokens.ts';
import { keyOfTerm, type TermTable } from './term-table.ts';

/** Finds content in one language for a question in the other, by a table of terms and the words both share. */
export interface CrossLanguage {
  /** What a document is found by; repeated terms stand there repeatedly. */
  documentTerms(text: string): string[];
  /** What a question asks for: its own words, and what they are called in the other language. */
  questionTerms(text: string): WeightedTerm[];
}

const OWN_WEIGHT = 1;
const TRANSLATED_WEIGHT = 0.8;
/** A word inside a longer name says less than the name. */
const INSIDE_WEIGHT = 0.3;
const HAN_NAME_MAX = 8;

/** Prepares both sides; the segmenter learns the table's Chinese names as words. */
export function createCrossLanguage(segmenter: Segmenter, table: TermTable): CrossLanguage {
  segmenter.addWords(table.hanWords);
  const names = new Set(table.hanWords);
  return {
    documentTerms: (text) => {
      const tokens = segmenter.tokenize(text);
      return [...latinTerms(tokens, table.wordsMax), ...hanTerms(tokens, names)];
    },
    questionTerms: (text) => {
      const tokens = segmenter.tokenize(text).filter((token) => !isStopWord(token, token.isHan));
      const weights = new Map<string, number>();
      const add: AddTerm = (term, weight) => {
        weights.set(term, Math.max(weights.get(term) ?? 0, weight));
      };
      for (const term of [...latinTerms(tokens, 1), ...hanTerms(tokens, names)]) add(term, OWN_WEIGHT);
      for (const name of namesIn(tokens, table)) addTranslations(table, name, add);
      return [...weights].map(([term, weight]) => ({ term, weight }));
    },
  };
}

type AddTerm = (term: string, weight: number) => void;

function addTranslations(table: TermTable, { key, isInside }: NameFound, add: AddTerm): void {
  const weight = isInside ? INSIDE_WEIGHT : TRANSLATED_WEIGHT;
  for (const other of table.others.get(key) ?? []) {
    const translated = keyOfTerm(other);
    add(translated, weight);
    const parts = translated.split(' ');
    if (parts.length > 1) for (const part of parts) add(part, weight * INSIDE_WEIGHT);
  }
}

/** Stems, and runs of up to `wordsMax` neighbouring ones. */
function latinTerms(tokens: readonly Token[], wordsMax: number): string[] {
  return latinRuns(tokens).flatMap((run) =>
    run.flatMap((_, from) =>
      Array.from({ length: Math.min(wordsMax, run.length - from) }, (_unused, more) =>
        run.slice(from, from + more + 1).join(' '),
      ),
    ),
  );
}

function latinRuns(tokens: readonly Token[]): string[][] {
  const runs: string[][] = [[]];
  for (const { term, isHan } of tokens) {
    if (isHan) runs.push([]);
    else runs.at(-1)?.push(term);
  }
  return runs;
}

/** Words by the dictionary, and names of the table that stand inside or across them. */
function hanTerms(tokens: readonly Token[], names: ReadonlySet<string>): string[] {
  const words = tokens.filter(({ isHan }) => isHan).map(({ term }) => term);
  const cut = new Set(words);
  const found = hanRuns(tokens).flatMap((run) => windowsOf(run, names).map(({ name }) => name));
  return [...words, ...found.filter((name) => !cut.has(name))];
}

function hanRuns(tokens: readonly Token[]): string[] {
  const runs: string[] = [''];
  for (const { term, isHan } of tokens) {
    if (isHan) runs.push(`${runs.pop()}${term}`);
    else runs.push('');
  }
  return runs;
}

interface NameAt {
  readonly name: string;
  readonly from: number;
}

function windowsOf(run: string, names: Pick<ReadonlySet<string>, 'has'>): NameAt[] {
  const found: NameAt[] = [];
  for (let from = 0; from + 2 <= run.length; from += 1) {
    for (let length = 2; length <= HAN_NAME_MAX && from + length <= run.length; length += 1) {
      const name = run.slice(from, from + length);
      if (names.has(name)) found.push({ name, from });
    }
  }
  return found;
}

interface NameFound {
  readonly key: string;
  /** True when a longer name has it in itself. */
  readonly isInside: boolean;
}

function namesIn(tokens: readonly Token[], table: TermTable): NameFound[] {
  const han = hanRuns(tokens).flatMap((run) =>
    markInside(
      windowsOf(run, table.others).map(({ name, from }) => ({ key: name, from, to: from + name.length })),
    ),
  );
  const latin = latinRuns(tokens).flatMap((run) => {
    const found = run.flatMap((_, from) =>
      Array.from({ length: Math.min(table.wordsMax, run.length - from) }, (_unused, more) => ({
        key: run.slice(from, from + more + 1).join(' '),
        from,
        to: from + more + 1,
      })),
    );
    return markInside(found.filter(({ key }) => table.others.has(key)));
  });
  return [...han, ...latin];
}

function markInside(
  found: readonly { readonly key: string; readonly from: number; readonly to: number }[],
): NameFound[] {
  return found.map(({ key, from, to }) => ({
    key,
    isInside: found.some(
      (other) => other.from <= from && other.to >= to && other.to - other.from > to - from,
    ),
  }));
}
