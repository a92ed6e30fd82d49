import type { Language } from '../../../src/identity/wire.ts';
import type { TrendSeries, TrendsView } from '../../../src/metrics/trend/wire.ts';
import { textOf } from '../../ui/text/say.ts';
import type { Figure } from '../figure-card.tsx';
import { formatAmount, formatChange, formatCount, formatPoints, formatRate, formatScore } from '../format.ts';
import { trendLine } from '../plot/lines.ts';
import { type Cell, type TableData, words } from '../table/table-data.ts';
import { funnelText } from '../text/funnel.ts';
import { titleOfName } from '../text/name.ts';
import { dashboardText } from '../text/shared.ts';
import { trendText } from '../text/trends.ts';

interface Trend {
  readonly series: TrendSeries;
  readonly view: TrendsView;
  /** The period before, and the same figure in it; null when none is asked. */
  readonly before: TrendsView | null;
  readonly earlier: TrendSeries | null;
  /** Shows the rows behind a day's figure. */
  readonly onDay?: (day: string) => void;
}

/** The name of a figure; one that is new stands under the name that the server gives it. */
export function nameOf({ name, currency }: TrendSeries, language: Language): string {
  const title = titleOfName(trendText, name, language);
  return currency === null ? title : `${title} ${currency}`;
}

export function textOfValue(
  { unit, currency }: TrendSeries,
  value: number | null,
  language: Language,
): string {
  if (unit === 'minor') return formatAmount(value, currency ?? '', language);
  if (unit === 'share') return formatRate(value, language);
  return unit === 'score' ? formatScore(value, language) : formatCount(value, language);
}

/** How a figure moved: shares in points, all else in per cent. */
export function changeOf(
  { unit }: TrendSeries,
  { now, was }: { readonly now: number | null; readonly was: number | null },
  language: Language,
): string | null {
  return unit === 'share' ? formatPoints(now, was, language) : formatChange(now, was, language);
}

/** A figure over the days of a period, as a line and as a table. */
export function trendFigure(trend: Trend, language: Language): Figure {
  const { series, view, before, earlier } = trend;
  const title = nameOf(series, language);
  const odd = new Set(series.anomalies.map(({ day }) => day));
  const format = (value: number | null) => textOfValue(series, value, language);
  return {
    name: `${series.name}${series.currency ?? ''}`,
    title,
    more: moreOf(trend, language),
    plot: {
      key: series.name,
      label: textOf(dashboardText.plotLabel, language, { what: title, figures: format(series.total) }),
      height: 190,
      options: (look) =>
        trendLine(
          {
            ...{ name: title, days: view.days, values: series.values, odd, format },
            before:
              before === null
                ? null
                : { name: textOf(dashboardText.previous, language), values: earlier?.values ?? [] },
            isWhole: series.unit === 'count',
            ...(isNearWhole(series) ? { most: 1 } : {}),
          },
          look,
        ),
    },
    table: tableOf(trend, language),
    isFolded: true,
    isHalf: true,
  };
}

function isNearWhole({ unit, values }: TrendSeries): boolean {
  return unit === 'share' && values.some((value) => value !== null && value > 0.75);
}

function moreOf({ series, view }: Trend, language: Language): string | undefined {
  if (series.unit === 'minor')
    return textOf(trendText.revenueMore, language, { zone: view.accountingTimeZone });
  const of = series.of?.reduce((sum, count) => sum + count, 0);
  return of === undefined
    ? undefined
    : textOf(trendText.ofCount, language, { count: formatCount(of, language) });
}

function tableOf({ series, view, before, earlier, onDay }: Trend, language: Language): TableData {
  const say = (key: keyof typeof dashboardText) => textOf(dashboardText[key], language);
  const figure = (value: number | null): Cell => ({ text: textOfValue(series, value, language), raw: value });
  const change = (now: number | null, was: number | null): Cell => {
    const text = changeOf(series, { now, was }, language) ?? '–';
    if (now === null || was === null) return { text, raw: null };
    if (series.unit === 'share') return { text, raw: now - was };
    return { text, raw: was === 0 ? null : (now - was) / Math.abs(was) };
  };
  const odd = new Set(series.anomalies.map(({ day }) => day));
  const pressed = (day: string | null, now: number | null): Cell =>
    onDay === undefined || day === null || !now
      ? figure(now)
      : { ...figure(now), press: { label: textOf(funnelText.see, language), run: () => onDay(day) } };
  const cells = (day: string | null, now: number | null, was: number | null): Cell[] => [
    day !== null && odd.has(day) ? { ...pressed(day, now), tone: 'odd' } : pressed(day, now),
    ...(before === null ? [] : [figure(was), change(now, was)]),
    words(day !== null && odd.has(day) ? textOf(trendText.isOdd, language) : ''),
  ];
  const rows = view.days.map((day, place) => ({
    key: day,
    head: day,
    cells: cells(day, series.values[place] ?? null, earlier?.values[place] ?? null),
  }));
  return {
    headTitle: say('byDay'),
    columns: [
      { title: nameOf(series, language) },
      ...(before === null ? [] : [{ title: say('previous') }, { title: say('change') }]),
      { title: textOf(trendText.mark, language), isText: true },
    ],
    rows: [
      ...rows,
      {
        key: 'total',
        head: say('total'),
        cells: cells(null, series.total, earlier?.total ?? null),
        isSum: true,
      },
    ],
  };
}
