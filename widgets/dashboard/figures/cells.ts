import type { Language } from '../../../src/identity/wire.ts';
import { formatAmount, formatAt, formatCount, formatDuration, formatRate, formatScore } from '../format.ts';
import type { RecordsWish } from '../records/records-wish.ts';
import type { Cell } from '../table/table-data.ts';
import { words } from '../table/table-data.ts';
import { figuresText } from '../text/figures.ts';
import { titleOfName } from '../text/name.ts';
import { codeWords } from './code-words.ts';
import { type Interval, type Scalar, unitOf } from './shape.ts';

export interface Manner {
  readonly language: Language;
  readonly timeZone: string;
  /** Of the amounts in minor units beside which it stands. */
  readonly currency?: string;
  /** Shows the rows behind a figure. */
  readonly onRecords?: (wish: RecordsWish) => void;
}

/** A figure, written as its name says. */
export function cellOf(name: string, value: Scalar, manner: Manner): Cell {
  if (value === null) return { text: '–', raw: null };
  if (typeof value === 'boolean')
    return words(titleOfName(figuresText, value ? 'yes' : 'no', manner.language));
  if (typeof value === 'string') return wordsOf(name, value, manner.language);
  return { text: numberText(name, value, manner), raw: value };
}

/** A local instant is shown without its offset, which stays in the file. */
function wordsOf(name: string, value: string, language: Language): Cell {
  if (/At$/.test(name) && value[10] === 'T')
    return { text: value.slice(0, 19).replace('T', ' '), raw: value };
  return words(codeWords(name, value, language));
}

function numberText(name: string, value: number, manner: Manner): string {
  const { language, timeZone, currency = '' } = manner;
  const unit = unitOf(name);
  if (unit === 'duration') return formatDuration(value, language);
  if (unit === 'instant') return formatAt(value, timeZone);
  if (unit === 'minor')
    return currency === '' ? formatCount(value, language) : formatAmount(value, currency, language);
  if (unit === 'share') return formatRate(value, language);
  return Number.isInteger(value) ? formatCount(value, language) : formatScore(value, language);
}

/** The figure in the middle and the ends of its range, a cell each. */
export function intervalCells(interval: Interval | null, language: Language): Cell[] {
  const cell = (value: number | null): Cell => ({ text: formatRate(value, language), raw: value });
  return [cell(interval?.value ?? null), cell(interval?.low ?? null), cell(interval?.high ?? null)];
}
