import type { Language } from '../../../src/identity/wire.ts';
import { textOf } from '../../ui/text/say.ts';
import { type Cell, words } from '../table/table-data.ts';
import { figuresText } from '../text/figures.ts';
import { titleOfName } from '../text/name.ts';
import { cellOf, intervalCells, type Manner } from './cells.ts';
import { betweenWords, codeWords } from './code-words.ts';
import { type Item, intervalOf, isNumbers, isScalar, isWords } from './shape.ts';

/** A column of a table of figures, and how its cells are made. */
interface MadeColumn {
  readonly title: string;
  readonly isText?: boolean;
  readonly cell: (item: Item, manner: Manner) => Cell;
}

/** The columns for the figures of rows, by the shape that they have; what has none of the known shapes has no column. */
export function columnsOf(items: readonly Item[], keys: readonly string[], language: Language): MadeColumn[] {
  return keys.flatMap((key) => {
    const values = items.map((item) => item[key]);
    const title = titleOfName(figuresText, key, language);
    if (values.some((value) => intervalOf(value) !== null)) return intervalColumns(key, title, language);
    if (values.some(isWords)) return [wordsColumn(key, title, language)];
    const lengthMax = Math.max(0, ...values.map((value) => (isNumbers(value) ? value.length : 0)));
    if (lengthMax > 0) return listColumns(key, title, lengthMax);
    const isPlain = values.every((value) => value === undefined || isScalar(value));
    const isText = values.some((value) => typeof value === 'string');
    return isPlain ? [{ title, ...(isText ? { isText } : {}), cell: plainCell(key) }] : [];
  });
}

function plainCell(key: string): MadeColumn['cell'] {
  return (item, manner) => {
    const value = item[key];
    const currency = String(item['currency'] ?? '');
    return cellOf(key, isScalar(value) ? (value ?? null) : null, { ...manner, currency });
  };
}

/** The figure, and the ends of its range beside it. */
function intervalColumns(key: string, title: string, language: Language): MadeColumn[] {
  const end = (which: 'low' | 'high') => `${title} · ${textOf(figuresText[which], language)}`;
  return [title, end('low'), end('high')].map((name, place) => ({
    title: name,
    cell: (item) => intervalCells(intervalOf(item[key]), language)[place] ?? { text: '–', raw: null },
  }));
}

function wordsColumn(key: string, title: string, language: Language): MadeColumn {
  const cell = (item: Item): Cell => {
    const value = item[key];
    const named = (word: string) => codeWords(key, word, language);
    return words(isWords(value) ? value.map(named).join(betweenWords(language)) : '');
  };
  return { title, isText: true, cell };
}

/** A list of figures takes a column for each. */
function listColumns(key: string, title: string, length: number): MadeColumn[] {
  return Array.from({ length }, (_, place) => ({
    title: `${title} ${place + 1}`,
    cell: (item, manner) => {
      const list = item[key];
      return cellOf(key, isNumbers(list) ? (list[place] ?? null) : null, manner);
    },
  }));
}
