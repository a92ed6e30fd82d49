import type { FiguresView } from '../../../src/metrics/report/wire.ts';
import { textOf } from '../../ui/text/say.ts';
import type { Figure } from '../figure-card.tsx';
import { formatScore } from '../format.ts';
import type { PageName } from '../question.ts';
import { figuresText } from '../text/figures.ts';
import { funnelText } from '../text/funnel.ts';
import type { Manner } from './cells.ts';
import { type Cohorts, cohortsFigure } from './cohorts-figure.ts';
import { itemFigure } from './item-figure.ts';
import { itemsFigures } from './items-figure.ts';
import { type Item, isItem, isItems, isScalar } from './shape.ts';

/** What an answer says of itself, and what another figure tells. */
const NO_FIGURES = new Set(['from', 'to', 'timeZone', 'today', 'behind', 'sampleRatioP']);

/** Where a figure belongs that is not known by name. */
const places: readonly (readonly [RegExp, PageName])[] = [
  [/rank|experiment|variant|recommend|gap|content/i, 'recommending'],
  [/money|gateway|payment|routing|method/i, 'payments'],
  [/cohort|learner|rfm|segment|retention/i, 'learners'],
];

/** The page on which a figure stands. */
function pageOf(name: string): PageName {
  return places.find(([pattern]) => pattern.test(name))?.[1] ?? 'service';
}

/**
 * The figures of a page, made from whatever the server's list holds: each known shape is shown, under its own name, so a
 * figure that is new to this page needs no code here. `before` is the same of the period before.
 */
export function figuresOf(
  page: PageName,
  { view, before }: { readonly view: FiguresView; readonly before: FiguresView | null },
  manner: Manner,
): Figure[] {
  const earlier: Record<string, unknown> = { ...before };
  const named = Object.entries(view).filter(([name]) => !NO_FIGURES.has(name) && pageOf(name) === page);
  const scalars = named.filter(([, value]) => isScalar(value));
  const figures = named.flatMap(([name, value]) => {
    if (name === 'cohorts') return [cohortsFigure(cohortsByMonth(view), manner)];
    if (name === 'weeklyCohorts') return [cohortsFigure(cohortsByWeek(view), manner)];
    if (name === 'gateways') return gatewaysFigures(view, before, manner);
    if (name === 'unanswered') return itemsFigures(name, { items: questionsOf(view), before: null }, manner);
    if (name === 'experiments') return experimentsFigures(view, before, manner);
    return figuresOfShape(name, { value, before: earlier[name] ?? null }, manner);
  });
  if (scalars.length === 0) return figures;
  const others = Object.fromEntries(scalars) as unknown as Item;
  return [...figures, itemFigure('others', { item: others, before: before as Item | null }, manner)];
}

function figuresOfShape(
  name: string,
  { value, before }: { readonly value: unknown; readonly before: unknown },
  manner: Manner,
): Figure[] {
  if (isItem(value))
    return [itemFigure(name, { item: value, before: isItem(before) ? before : null }, manner)];
  if (isItems(value))
    return itemsFigures(name, { items: value, before: isItems(before) ? before : null }, manner);
  return [];
}

const cohortsByMonth = ({ cohorts }: FiguresView): Cohorts => ({
  ...{ name: 'cohorts', of: 'cohort', unit: 'month', later: 'monthLater' },
  rows: cohorts.map(({ month, ...row }) => ({ start: `${month}-01`, title: month, ...row })),
});

const cohortsByWeek = ({ weeklyCohorts }: FiguresView): Cohorts => ({
  ...{ name: 'weeklyCohorts', of: 'weekly_cohort', unit: 'week', later: 'weekLater' },
  rows: weeklyCohorts.map(({ week, ...row }) => ({ start: week, title: week, ...row })),
});

/** A code's count shows the attempts that it refused. */
function gatewaysFigures(view: FiguresView, before: FiguresView | null, manner: Manner): Figure[] {
  const { language, onRecords } = manner;
  const { from, to, timeZone } = view;
  const figures = itemsFigures(
    'gateways',
    { items: view.gateways, before: before?.gateways ?? null },
    manner,
  );
  if (onRecords === undefined) return figures;
  const refused = view.gateways.flatMap(({ gateway, codes }) => codes.map(({ code }) => ({ gateway, code })));
  return figures.map((figure) => {
    if (figure.name !== 'gateways codes') return figure;
    const rows = figure.table.rows.map((row, place) => {
      const { gateway, code } = refused[place] ?? { gateway: '', code: '' };
      const asked = { of: 'failures' as const, gateway, code, from, to, timeZone };
      const run = () => onRecords({ title: `${gateway} · ${code}`, asked });
      const press = { label: textOf(funnelText.see, language), run };
      return {
        ...row,
        cells: row.cells.map((cell) => (typeof cell.raw === 'number' ? { ...cell, press } : cell)),
      };
    });
    return { ...figure, table: { ...figure.table, rows } };
  });
}

/** Where facts hold no words, a group is known by the conversation that asked last. */
function questionsOf({ unanswered }: FiguresView): Item[] {
  return unanswered.map(({ question, conversationId, ...figures }) =>
    question === null ? { conversationId, ...figures } : { question, ...figures, conversationId },
  );
}

/** Rows are variants; of which experiment is said where there is one. */
function variantsFirst({ experiments }: FiguresView) {
  const isOfExperiment = experiments.some(({ experimentId }) => experimentId !== null);
  return experiments.map(({ experimentId, variant, ...figures }) => ({
    variant,
    ...(isOfExperiment ? { experimentId } : {}),
    ...figures,
  }));
}

/** So uneven by chance less often than once in a thousand: the split itself is broken. */
const RATIO_BAD = 0.001;

function experimentsFigures(view: FiguresView, before: FiguresView | null, manner: Manner): Figure[] {
  const figures = itemsFigures(
    'experiments',
    { items: variantsFirst(view), before: before && variantsFirst(before) },
    manner,
  );
  const p = view.sampleRatioP;
  if (p === null) return figures;
  const { language } = manner;
  const check = textOf(figuresText[p < RATIO_BAD ? 'ratioBad' : 'ratioFine'], language, {
    p: p < RATIO_BAD ? '< 0.001' : formatScore(p, language),
  });
  return figures.map((figure) => ({ ...figure, more: `${check} ${figure.more ?? ''}` }));
}
