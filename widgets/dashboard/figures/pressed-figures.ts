import type { FiguresView } from '../../../src/metrics/report/wire.ts';
import { textOf } from '../../ui/text/say.ts';
import type { Figure } from '../figure-card.tsx';
import { formatScore } from '../format.ts';
import type { AskedRecords } from '../read.ts';
import type { Cell } from '../table/table-data.ts';
import { figuresText } from '../text/figures.ts';
import { funnelText } from '../text/funnel.ts';
import { titleOfName } from '../text/name.ts';
import { cellOf, type Manner } from './cells.ts';
import { itemsFigures } from './items-figure.ts';

type Before = FiguresView | null;
interface Place {
  readonly row: number;
  readonly column: number;
}

/** What the rows of a number are called, and which they are. */
interface Behind {
  readonly of: readonly string[];
  readonly asked: AskedRecords;
}

/** The ledger's entries stand behind each number of an accounting day. */
export function moneyFigures(view: FiguresView, before: Before, manner: Manner): Figure[] {
  const { from, to, accountingTimeZone: timeZone } = view;
  const figures = itemsFigures('money', { items: view.money, before: before?.money ?? null }, manner);
  const names = Object.keys(view.money[0] ?? {}).slice(1);
  return figures.map((figure) => ({
    ...pressed(figure, manner, ({ row, column }) => {
      const number = numberOf(names[column]);
      const { accountingDay, currency } = view.money[row] ?? sumOf(figure, row - view.money.length);
      if (number === null || currency === undefined) return null;
      const days = accountingDay === undefined ? { from, to } : { from: accountingDay, to: accountingDay };
      const name = titleOfName(figuresText, names[column] ?? '', manner.language);
      const asked = { of: 'ledger' as const, number, currency, timeZone, ...days };
      return { of: [`${name} ${currency}`, ...(accountingDay === undefined ? [] : [accountingDay])], asked };
    }),
    timeZone,
  }));
}

/** A sum below the days is of one currency, which it names. */
function sumOf({ table }: Figure, place: number): { accountingDay?: string; currency?: string } {
  const currency = table.rows.filter(({ isSum }) => isSum)[place]?.cells[0]?.raw;
  return typeof currency === 'string' ? { currency } : {};
}

function numberOf(name = ''): AskedRecords['number'] | null {
  const numbers = ['gross', 'discount', 'refund', 'tax', 'fee', 'net', 'cash'] as const;
  return numbers.find((number) => name === `${number}Minor`) ?? null;
}

/** Behind a subject stand the lists that were asked for in vain. */
export function gapsFigures(view: FiguresView, before: Before, manner: Manner): Figure[] {
  const { from, to, timeZone } = view;
  const named = (gaps: FiguresView['gaps']) =>
    gaps.map(({ name, topicId, ...figures }) => ({
      topicId: name?.[manner.language] ?? topicId,
      ...figures,
    }));
  const items = { items: named(view.gaps), before: before && named(before.gaps) };
  const figures = itemsFigures('gaps', items, manner);
  const strategies = [undefined, 'none', 'near'] as const;
  return figures.map((figure) =>
    pressed(figure, manner, ({ row, column }) => {
      const topic = view.gaps[row]?.topicId;
      const title = figure.table.columns[column]?.title ?? '';
      const strategy = strategies[column];
      if (topic === undefined) return null;
      const asked = { of: 'gap' as const, topic, ...(strategy ? { strategy } : {}), from, to, timeZone };
      return { of: [figure.table.rows[row]?.head ?? topic, title], asked };
    }),
  );
}

/** Behind a gateway stand its payments and what it refused; behind a code the attempts refused with it. */
export function gatewaysFigures(view: FiguresView, before: Before, manner: Manner): Figure[] {
  const { from, to, timeZone } = view;
  const period = { from, to, timeZone };
  const nameOf = (gateway: string) => cellOf('gateway', gateway, manner).text;
  const refused = view.gateways.flatMap(({ gateway, codes }) => codes.map(({ code }) => ({ gateway, code })));
  const ofCode = ({ row }: Place): Behind | null => {
    const one = refused[row];
    if (one === undefined) return null;
    const reason = cellOf('code', one.code, manner).text;
    return { of: [nameOf(one.gateway), reason], asked: { of: 'failures', ...one, ...period } };
  };
  const items = { items: view.gateways, before: before?.gateways ?? null };
  return itemsFigures('gateways', items, manner).map((figure) => {
    const ofGateway = ({ row, column }: Place): Behind | null => {
      const gateway = view.gateways[row]?.gateway;
      const of = (['payments', 'failures'] as const)[column];
      const title = figure.table.columns[column]?.title;
      if (gateway === undefined || of === undefined || title === undefined) return null;
      return { of: [nameOf(gateway), title], asked: { of, gateway, ...period } };
    };
    return pressed(figure, manner, figure.name === 'gateways codes' ? ofCode : ofGateway);
  });
}

/** So uneven by chance less often than once in a thousand: the split itself is broken. */
const RATIO_BAD = 0.001;

/** Behind a variant stand the conversations that were exposed to it. */
export function experimentsFigures(view: FiguresView, before: Before, manner: Manner): Figure[] {
  const { from, to, timeZone, sampleRatioP: p } = view;
  const items = { items: variantsFirst(view), before: before && variantsFirst(before) };
  const figures = itemsFigures('experiments', items, manner).map((figure) =>
    pressed(figure, manner, ({ row, column }) => {
      const { variant, experimentId: experiment } = view.experiments[row] ?? {
        variant: '',
        experimentId: null,
      };
      const title = figure.table.columns[column]?.title;
      if (variant === '' || title !== titleOfName(figuresText, 'exposed', manner.language)) return null;
      const asked = { of: 'exposed' as const, variant, ...(experiment === null ? {} : { experiment }) };
      return { of: [variant, title], asked: { ...asked, from, to, timeZone } };
    }),
  );
  if (p === null) return figures;
  const { language } = manner;
  const check = textOf(figuresText[p < RATIO_BAD ? 'ratioBad' : 'ratioFine'], language, {
    p: p < RATIO_BAD ? '< 0.001' : formatScore(p, language),
  });
  return figures.map((figure) => ({ ...figure, more: `${check} ${figure.more ?? ''}` }));
}

/** Rows are variants; of which experiment is said where there is one. */
function variantsFirst({ experiments }: FiguresView) {
  const isOfExperiment = experiments.some(({ experimentId }) => experimentId !== null);
  return experiments.map(({ experimentId, variant, shown: exposed, ...figures }) => ({
    variant,
    ...(isOfExperiment ? { experimentId } : {}),
    exposed,
    ...figures,
  }));
}

/** Numbers of a figure that have rows show them when they are pressed. */
function pressed(
  figure: Figure,
  { language, onRecords }: Manner,
  behind: (place: Place) => Behind | null,
): Figure {
  if (onRecords === undefined) return figure;
  const pressOf = (cell: Cell, row: number, column: number): Cell => {
    const found = typeof cell.raw === 'number' && cell.raw !== 0 ? behind({ row, column }) : null;
    if (found === null) return cell;
    const run = () => onRecords({ title: found.of.join(' · '), asked: found.asked });
    return { ...cell, press: { label: textOf(funnelText.see, language), run } };
  };
  const rows = figure.table.rows.map((one, row) => ({
    ...one,
    cells: one.cells.map((cell, column) => pressOf(cell, row, column)),
  }));
  return { ...figure, table: { ...figure.table, rows } };
}
