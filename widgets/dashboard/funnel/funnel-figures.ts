import type { Language } from '../../../src/identity/wire.ts';
import type { JourneyStepView, JourneyView, Times } from '../../../src/metrics/journey/wire.ts';
import { textOf } from '../../ui/text/say.ts';
import type { Figure } from '../figure-card.tsx';
import { formatCount, formatDuration, formatRate } from '../format.ts';
import { smallLines, smallLinesHeight } from '../plot/lines.ts';
import type { PlotSpec } from '../plot/look.ts';
import { groupBars, groupBarsHeight, stepBars, stepBarsHeight } from '../plot/step-bars.ts';
import type { Cell, TableData } from '../table/table-data.ts';
import { funnelText, stepText, valueWords } from '../text/funnel.ts';
import { dashboardText } from '../text/shared.ts';
import type { RowsWish } from './rows-dialog.tsx';

interface FunnelAnswer {
  readonly view: JourneyView;
  /** The whole of the period before; null when none is asked. */
  readonly before: JourneyView | null;
  readonly onRows: (wish: RowsWish) => void;
}

/** The steps as bars and as a table, and the rows of a breakdown as a second one. */
export function funnelFigures(answer: FunnelAnswer, language: Language): Figure[] {
  const steps = stepsFigure(answer, language);
  return answer.view.question.breakdown === 'none' ? [steps] : [steps, breakdownFigure(answer, language)];
}

const nameOf = ({ step }: Pick<JourneyStepView, 'step'>, language: Language) =>
  textOf(stepText[step], language);

function colorOf(place: number, { step }: Pick<JourneyStepView, 'step'>): string {
  if (step === 'refunded') return 'bad';
  if (step === 'paid') return 'accent';
  return ['line-strong', 'course', 'ebook', 'column', 'warn', 'good'][place] ?? 'line-strong';
}

function stepsFigure({ view, before, onRows }: FunnelAnswer, language: Language): Figure {
  const say = (key: keyof typeof funnelText) => textOf(funnelText[key], language);
  const bars = view.steps.map((step, place) => ({
    name: nameOf(step, language),
    count: step.count,
    countText: formatCount(step.count, language),
    shareText: formatRate(place === 0 ? 1 : step.fromEntry, language),
    color: colorOf(place, step),
  }));
  const title = say('journey');
  return {
    name: 'funnel',
    title,
    plot: {
      key: 'funnel',
      label: textOf(dashboardText.plotLabel, language, {
        what: title,
        figures: bars.map(({ name, countText }) => `${name} ${countText}`).join('; '),
      }),
      height: stepBarsHeight(bars.length),
      options: (look) => stepBars(bars, look),
      onPick: (place) => onRows({ step: place + 1, who: 'reached' }),
    },
    table: stepsTable({ view, before, onRows }, language),
  };
}

function stepsTable({ view, before, onRows }: FunnelAnswer, language: Language): TableData {
  const say = (key: keyof typeof funnelText) => textOf(funnelText[key], language);
  const count = (value: number, step: number, who: RowsWish['who']): Cell => ({
    text: formatCount(value, language),
    raw: value,
    ...(value === 0 ? {} : { press: { label: say('see'), run: () => onRows({ step, who }) } }),
  });
  const rate = (value: number | null): Cell => ({ text: formatRate(value, language), raw: value });
  const time = (times: Times | null, which: keyof Times): Cell => ({
    text: formatDuration(times?.[which] ?? null, language),
    raw: times === null ? null : times[which] / 1_000,
  });
  const titles = ['count', 'fromPrevious', 'fromEntry', 'dropped'] as const;
  const times = ['sincePrevious', 'sincePreviousP95', 'sinceEntry', 'sinceEntryP95'] as const;
  return {
    headTitle: say('steps'),
    columns: [
      ...titles.map((key) => ({
        title: say(key),
        ...(before !== null && key !== 'dropped'
          ? { noteTitle: textOf(dashboardText.previous, language) }
          : {}),
      })),
      ...times.map((key) => ({ title: say(key) })),
    ],
    rows: view.steps.map((step, place) => {
      const was = before?.steps[place];
      const note = (cell: Cell, earlier: Cell | null): Cell =>
        before === null || earlier === null
          ? cell
          : { ...cell, note: { text: earlier.text, raw: earlier.raw } };
      const plain = (value: number): Cell => ({ text: formatCount(value, language), raw: value });
      return {
        key: step.step,
        head: nameOf(step, language),
        cells: [
          note(count(step.count, place + 1, 'reached'), was ? plain(was.count) : null),
          note(rate(step.fromPrevious), was ? rate(was.fromPrevious) : null),
          note(rate(step.fromEntry), was ? rate(was.fromEntry) : null),
          count(step.dropped, place + 1, 'dropped'),
          time(step.sincePrevious, 'medianMs'),
          time(step.sincePrevious, 'p95Ms'),
          time(step.sinceEntry, 'medianMs'),
          time(step.sinceEntry, 'p95Ms'),
        ],
      };
    }),
  };
}

function breakdownFigure({ view, onRows }: FunnelAnswer, language: Language): Figure {
  const say = (key: keyof typeof funnelText, values = {}) => textOf(funnelText[key], language, values);
  const { breakdown } = view.question;
  const title = say('byRow', { what: say(breakdown) });
  const titleOf = ({ key, label }: { key: string; label: string | null }) =>
    label ?? textOf(valueWords(breakdown, key), language);
  const cellsOf = (counts: readonly number[], key: string | undefined): Cell[] => [
    ...counts.map((count, place) => ({
      text: formatCount(count, language),
      raw: count,
      ...(key === undefined || count === 0
        ? {}
        : {
            press: {
              label: say('see'),
              run: () => onRows({ step: place + 1, who: 'reached' as const, key }),
            },
          }),
      ...(place === 0 ? {} : { note: rateCell(counts[place], counts[place - 1], language) }),
    })),
    rateCell(counts.at(-1), counts[0], language),
  ];
  const { rest } = view;
  return {
    name: `funnel-${breakdown}`,
    title,
    plot: { ...pictureOf(view, titleOf, language), key: breakdown },
    table: {
      headTitle: say(breakdown),
      columns: [
        ...view.steps.map((step, place) => ({
          title: nameOf(step, language),
          ...(place === 0 ? {} : { noteTitle: say('fromPrevious') }),
        })),
        { title: say('conversion') },
      ],
      rows: [
        ...view.rows.map((row) => ({
          key: row.key,
          head: titleOf(row),
          cells: cellsOf(row.counts, row.key),
        })),
        ...(rest === null
          ? []
          : [
              {
                key: 'rest',
                head: say('rest', { count: rest.rowsCount }),
                cells: cellsOf(rest.counts, undefined),
              },
            ]),
        {
          key: 'total',
          head: say('total'),
          cells: cellsOf(
            view.steps.map(({ count }) => count),
            undefined,
          ),
          isSum: true,
        },
      ],
    },
  };
}

function rateCell(part: number | undefined, whole: number | undefined, language: Language): Cell {
  const rate = part === undefined || !whole ? null : part / whole;
  return { text: formatRate(rate, language), raw: rate };
}

function pictureOf(
  { steps, rows, question }: JourneyView,
  titleOf: (row: JourneyView['rows'][number]) => string,
  language: Language,
): Omit<PlotSpec, 'key'> {
  const names = steps.map((step) => nameOf(step, language));
  const label = (figures: readonly string[]) =>
    textOf(dashboardText.plotLabel, language, {
      what: textOf(funnelText[question.breakdown], language),
      figures: figures.join('; '),
    });
  if (question.breakdown === 'day') {
    const series = steps.map((step, place) => ({
      name: names[place] ?? '',
      totalText: formatCount(step.count, language),
      color: colorOf(place, step),
      values: rows.map(({ counts }) => counts[place] ?? 0),
    }));
    const format = (value: number | null) => formatCount(value, language);
    return {
      label: label(series.map(({ name, totalText }) => `${name} ${totalText}`)),
      height: smallLinesHeight(series.length),
      options: (look) => smallLines({ days: rows.map(({ key }) => key), series, format }, look),
    };
  }
  const grouped = {
    rows: rows.map(titleOf),
    series: steps.slice(1).map((step, place) => ({
      name: names[place + 1] ?? '',
      color: colorOf(place + 1, step),
      values: rows.map(({ counts }) => (counts[0] ? (counts[place + 1] ?? 0) / counts[0] : null)),
    })),
    format: (value: number | null) => formatRate(value, language),
  };
  return {
    label: label(
      rows
        .slice(0, 8)
        .map((row) => `${titleOf(row)} ${rateCell(row.counts.at(-1), row.counts[0], language).text}`),
    ),
    height: groupBarsHeight(grouped),
    options: (look) => groupBars(grouped, look),
  };
}
