import { textOf } from '../../ui/text/say.ts';
import type { Figure } from '../figure-card.tsx';
import { formatCount, formatRate } from '../format.ts';
import { intervals, intervalsHeight } from '../plot/intervals.ts';
import type { PlotSpec } from '../plot/look.ts';
import { groupBars, groupBarsHeight } from '../plot/step-bars.ts';
import type { TableData } from '../table/table-data.ts';
import { figuresText } from '../text/figures.ts';
import { titleOfName } from '../text/name.ts';
import { dashboardText } from '../text/shared.ts';
import { cellOf, type Manner } from './cells.ts';
import { columnsOf } from './columns.ts';
import { headOf } from './head.ts';
import { type Item, intervalOf, isItems, isNumbers, isScalar, type Scalar } from './shape.ts';

interface Items {
  readonly items: readonly Item[];
  readonly before: readonly Item[] | null;
}

/** Rows of figures as a table, as a picture where one helps, and lists within rows as tables of their own. */
export function itemsFigures(name: string, { items, before }: Items, manner: Manner): Figure[] {
  const [first] = items;
  const { language } = manner;
  const keys = Object.keys(first ?? {});
  const [head = ''] = keys;
  const columns = columnsOf(items, keys.slice(1), language);
  const earlier = before === null ? null : new Map(before.map((item) => [nameOfRow(item, head), item]));
  const table: TableData = {
    headTitle: titleOfName(figuresText, head, language),
    columns: columns.map(({ title, isText }) => ({
      title,
      ...(isText ? { isText } : {}),
      ...(earlier === null || isText ? {} : { noteTitle: textOf(dashboardText.previous, language) }),
    })),
    rows: [...items, ...sumsOf(items, head)].map((item, place) => ({
      isSum: place >= items.length,
      key: `${nameOfRow(item, head)} ${place}`,
      head: place < items.length ? headText(item, head, manner) : textOf(figuresText.total, language),
      cells: columns.map(({ cell, isText }) => {
        const was = earlier?.get(nameOfRow(item, head));
        const note = earlier === null || isText ? undefined : was && cell(was, manner);
        return { ...cell(item, manner), ...(note ? { note } : {}) };
      }),
    })),
  };
  const plot = pictureOf(name, { items, head, keys }, manner);
  return [
    { name, ...headOf(name, manner), ...(plot === null ? {} : { plot }), table },
    ...keys.flatMap((key) => nestedFigures(name, { key, items, head }, manner)),
  ];
}

/** Of figures by day their sums, one for each currency. */
function sumsOf(items: readonly Item[], head: string): Item[] {
  if (!/day$/i.test(head)) return [];
  const currencies = [...new Set(items.map((item) => item['currency'] ?? null))];
  return currencies.map((currency) => {
    const own = items.filter((item) => (item['currency'] ?? null) === currency);
    const sums = Object.keys(own[0] ?? {}).map((key): [string, Scalar] => {
      const values = own.map((item) => item[key]).filter((value) => typeof value === 'number');
      return [key, values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0)];
    });
    return { ...Object.fromEntries(sums), [head]: null, ...(currency === null ? {} : { currency }) };
  });
}

/** A row is known by its first figure, and by its currency where amounts of several stand. */
function nameOfRow(item: Item, head: string): string {
  return `${String(item[head])} ${String(item['currency'] ?? '')}`;
}

function headText(item: Item, head: string, manner: Manner): string {
  const value = item[head];
  return isScalar(value) ? cellOf(head, value ?? null, manner).text : '';
}

interface Pictured {
  readonly items: readonly Item[];
  readonly head: string;
  readonly keys: readonly string[];
}

const rowsPlotted = 12;

/** Shares with their ranges, else the first counts side by side; days and long lists stay tables. */
function pictureOf(name: string, { items, head, keys }: Pictured, manner: Manner): PlotSpec | null {
  const { language } = manner;
  const shown = items.slice(0, rowsPlotted);
  if (shown.length === 0 || /day$/i.test(head)) return null;
  const names = shown.map((item) => headText(item, head, manner));
  const { title } = headOf(name, manner);
  const share = keys.find((key) => shown.some((item) => intervalOf(item[key]) !== null));
  const label = (figures: readonly string[]) =>
    textOf(dashboardText.plotLabel, language, { what: title, figures: figures.join('; ') });
  if (share !== undefined) {
    const points = shown.map((item) => intervalOf(item[share]));
    const format = (value: number | null) => formatRate(value, language);
    return {
      key: name,
      label: label(points.map((point, place) => `${names[place]} ${format(point?.value ?? null)}`)),
      height: intervalsHeight(names.length),
      options: (look) =>
        intervals({ title: titleOfName(figuresText, share, language), names, points, format }, look),
    };
  }
  const count = keys.slice(1).find((key) => shown.every((item) => Number.isInteger(item[key])));
  if (count === undefined || /Minor$|Ms$/.test(count)) return null;
  const values = shown.map((item) => Number(item[count]));
  const format = (value: number | null) => formatCount(value, language);
  const grouped = {
    rows: names,
    series: [{ name: titleOfName(figuresText, count, language), color: 'accent', values }],
    format,
    isWhole: true,
  };
  return {
    key: name,
    label: label(values.map((value, place) => `${names[place]} ${format(value)}`)),
    height: groupBarsHeight(grouped),
    options: (look) => groupBars(grouped, look),
  };
}

/** A list within every row becomes a table whose rows say of which row they are. */
function nestedFigures(
  name: string,
  { key, items, head }: { readonly key: string; readonly items: readonly Item[]; readonly head: string },
  manner: Manner,
): Figure[] {
  const rows = items.flatMap((item) => {
    const list = item[key];
    if (!isItems(list) || isNumbers(list)) return [];
    return list.map((inner) => {
      const [innerHead = ''] = Object.keys(inner);
      return {
        ...{ [innerHead]: inner[innerHead] ?? null, [head]: item[head] ?? null },
        ...inner,
      } satisfies Item;
    });
  });
  return rows.length === 0 ? [] : itemsFigures(`${name} ${key}`, { items: rows, before: null }, manner);
}
