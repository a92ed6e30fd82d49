import type { FiguresView } from '../../../src/metrics/report/wire.ts';
import type { Figure } from '../figure-card.tsx';
import type { PageName } from '../question.ts';
import type { Manner } from './cells.ts';
import { type Cohorts, cohortsFigure } from './cohorts-figure.ts';
import { itemFigure } from './item-figure.ts';
import { itemsFigures } from './items-figure.ts';
import { experimentsFigures, gapsFigures, gatewaysFigures, moneyFigures } from './pressed-figures.ts';
import { type Item, isItem, isItems, isScalar } from './shape.ts';

/** What an answer says of itself, and what another figure tells. */
const NO_FIGURES = new Set([
  'from',
  'to',
  'timeZone',
  'accountingTimeZone',
  'today',
  'behind',
  'sampleRatioP',
]);

/** Where a figure belongs that is not known by name. */
const places: readonly (readonly [RegExp, PageName])[] = [
  [/rank|experiment|variant|recommend|gap|content/i, 'recommending'],
  [/money|gateway|payment|routing|method/i, 'payments'],
  [/cohort|learner|rfm|segment|retention/i, 'learners'],
];

/** Figures that need more than their shape says. */
const makers: Readonly<
  Record<string, (view: FiguresView, before: FiguresView | null, manner: Manner) => Figure[]>
> = {
  cohorts: (view, _before, manner) => [cohortsFigure(cohortsByMonth(view), manner)],
  weeklyCohorts: (view, _before, manner) => [cohortsFigure(cohortsByWeek(view), manner)],
  money: moneyFigures,
  gateways: gatewaysFigures,
  gaps: gapsFigures,
  experiments: experimentsFigures,
  unanswered: (view, _before, manner) =>
    // Bars of bare ids would say nothing.
    itemsFigures('unanswered', { items: questionsOf(view), before: null }, manner).map((figure) =>
      view.unanswered.every(({ question }) => question === null) ? { ...figure, plot: undefined } : figure,
    ),
};

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
    const make = Object.hasOwn(makers, name) ? makers[name] : undefined;
    return make
      ? make(view, before, manner)
      : figuresOfShape(name, { value, before: earlier[name] ?? null }, manner);
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

/** Where facts hold no words, a group is known by the conversation that asked last. */
function questionsOf({ unanswered }: FiguresView): Item[] {
  return unanswered.map(
    ({ question, conversationId, count, conversations: conversationsCount, ...figures }) => {
      const counts = { count, conversationsCount };
      return question === null
        ? { conversationId, ...counts, ...figures }
        : { question, ...counts, ...figures, conversationId };
    },
  );
}
