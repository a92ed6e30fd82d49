import { textOf } from '../../ui/text/say.ts';
import type { Figure } from '../figure-card.tsx';
import { formatChange, formatPoints } from '../format.ts';
import type { Cell, TableData } from '../table/table-data.ts';
import { figuresText } from '../text/figures.ts';
import { titleOfName } from '../text/name.ts';
import { dashboardText } from '../text/shared.ts';
import { cellOf, intervalCells, type Manner } from './cells.ts';
import { headOf } from './head.ts';
import { type Item, intervalOf, isScalar, unitOf } from './shape.ts';

/** Figures that stand for themselves, one a row, with those of the period before. */
export function itemFigure(
  name: string,
  { item, before }: { readonly item: Item; readonly before: Item | null },
  manner: Manner,
): Figure {
  const { language } = manner;
  const say = (key: 'figure' | 'value' | 'low' | 'high') => textOf(figuresText[key], language);
  const hasIntervals = Object.values(item).some((value) => intervalOf(value) !== null);
  const currency = typeof item['currency'] === 'string' ? item['currency'] : '';
  const empty: Cell = { text: '', raw: null };
  const cellsOf = (key: string): Cell[] => {
    const value = item[key];
    const interval = intervalOf(value);
    const [figure = empty, ...range] =
      interval !== null || !isScalar(value)
        ? intervalCells(interval, language)
        : [cellOf(key, value, { ...manner, currency })];
    return [
      figure,
      ...(hasIntervals ? (range.length > 0 ? range : [empty, empty]) : []),
      ...(before === null ? [] : beforeCells(key, { item, before }, manner)),
    ];
  };
  const table: TableData = {
    headTitle: say('figure'),
    columns: [
      { title: say('value') },
      ...(hasIntervals ? [{ title: say('low') }, { title: say('high') }] : []),
      ...(before === null
        ? []
        : (['previous', 'change'] as const).map((key) => ({ title: textOf(dashboardText[key], language) }))),
    ],
    rows: Object.keys(item)
      .filter((key) => isScalar(item[key]) || intervalOf(item[key]) !== null)
      .map((key) => ({ key, head: titleOfName(figuresText, key, language), cells: cellsOf(key) })),
  };
  return { name, ...headOf(name, manner), table };
}

function beforeCells(
  key: string,
  { item, before }: { readonly item: Item; readonly before: Item },
  manner: Manner,
): Cell[] {
  const now = middleOf(item[key]);
  const was = middleOf(before[key]);
  const interval = intervalOf(before[key]);
  const isShare = interval !== null || intervalOf(item[key]) !== null || unitOf(key) === 'share';
  const change = (isShare ? formatPoints : formatChange)(now, was, manner.language);
  const value = before[key];
  return [
    interval === null && isScalar(value ?? null)
      ? cellOf(key, (value ?? null) as number | null, manner)
      : (intervalCells(interval, manner.language)[0] ?? { text: '–', raw: null }),
    { text: change ?? '–', raw: rawChange({ now, was, isShare }) },
  ];
}

function rawChange(moved: {
  readonly now: number | null;
  readonly was: number | null;
  readonly isShare: boolean;
}) {
  const { now, was, isShare } = moved;
  if (now === null || was === null) return null;
  if (isShare) return now - was;
  return was === 0 ? null : (now - was) / Math.abs(was);
}

function middleOf(value: unknown): number | null {
  return typeof value === 'number' ? value : (intervalOf(value)?.value ?? null);
}
