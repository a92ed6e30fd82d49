import { type Look, type PlotOptions, tooltipOf } from './look.ts';

export interface Step {
  readonly name: string;
  readonly count: number;
  readonly countText: string;
  /** Of the first step. */
  readonly shareText: string;
  /** A colour of the page. */
  readonly color: string;
}

export const stepBarsHeight = (steps: number): number => steps * 46;

/** The funnel itself: one bar per step, with its count and its share of the first. */
export function stepBars(steps: readonly Step[], look: Look): PlotOptions {
  const { colorOf } = look;
  const most = Math.max(1, ...steps.map(({ count }) => count));
  const countWidth = 9 * Math.max(1, ...steps.map(({ countText }) => countText.length));
  const bare = { axisLine: { show: false }, axisTick: { show: false } };
  return {
    grid: { left: 4, right: 4, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: 'value', show: false, max: most },
    yAxis: [
      {
        type: 'category',
        inverse: true,
        data: steps.map(({ name }) => name),
        axisLabel: {
          color: colorOf('ink'),
          fontSize: 13,
          width: look.width < 480 ? 76 : 140,
          overflow: 'break',
        },
        ...bare,
      },
      // The figures stand in one column beside the bars, however short these are.
      {
        type: 'category',
        inverse: true,
        position: 'right',
        data: steps.map(({ countText, shareText }) => `{count|${countText}}  {share|${shareText}}`),
        axisLabel: {
          rich: {
            count: {
              ...{ color: colorOf('ink'), fontSize: 14, fontWeight: 600 },
              ...{ width: countWidth, align: 'right' },
            },
            share: { color: colorOf('ink-soft'), fontSize: 12, width: 48, align: 'right' },
          },
        },
        ...bare,
      },
    ],
    series: [
      {
        type: 'bar',
        barWidth: 24,
        showBackground: true,
        backgroundStyle: { color: colorOf('sunken'), borderRadius: 6 },
        barMinHeight: 2,
        data: steps.map(({ count, color }) => ({
          // Nothing is not a short bar.
          value: count > 0 ? count : '-',
          itemStyle: { color: colorOf(color), borderRadius: 6 },
        })),
      },
    ],
  };
}

/** More rows than this are not told apart in a picture; the table has them all. */
const groupedRowsMax = 8;

interface Grouped {
  readonly rows: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly color: string;
    readonly values: readonly (number | null)[];
  }[];
  readonly format: (value: number | null) => string;
  /** Of counts: no tick stands between two of them. */
  readonly isWhole?: boolean;
}

export const groupBarsHeight = ({ rows, series }: Pick<Grouped, 'rows' | 'series'>): number =>
  // On a phone the legend may take two lines.
  (series.length > 1 ? 88 : 40) + Math.min(rows.length, groupedRowsMax) * (12 + series.length * 15);

/** Several figures of each row, side by side, so that rows can be compared. */
export function groupBars({ rows, series, format, isWhole = false }: Grouped, look: Look): PlotOptions {
  const { colorOf } = look;
  const text = (value: unknown) => format(typeof value === 'number' ? value : null);
  const hasLegend = series.length > 1;
  const top = hasLegend ? (look.width < 520 ? 64 : 40) : 8;
  return {
    tooltip: {
      ...tooltipOf(look),
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      valueFormatter: text,
    },
    ...(hasLegend
      ? { legend: { top: 0, left: 0, itemGap: 16, textStyle: { color: colorOf('ink'), fontSize: 13 } } }
      : {}),
    grid: { left: 8, right: 64, top, bottom: 4, containLabel: true },
    xAxis: {
      type: 'value',
      splitNumber: 4,
      ...(isWhole ? { minInterval: 1 } : {}),
      axisLabel: { color: colorOf('ink-soft'), formatter: text, hideOverlap: true },
      splitLine: { lineStyle: { color: colorOf('line') } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.slice(0, groupedRowsMax),
      axisLine: { lineStyle: { color: colorOf('line') } },
      axisTick: { show: false },
      axisLabel: {
        color: colorOf('ink'),
        fontSize: 13,
        width: Math.min(220, Math.round(look.width * 0.3)),
        overflow: 'truncate',
      },
    },
    series: series.map(({ name, color, values }) => ({
      type: 'bar',
      name,
      barWidth: 12,
      barGap: '25%',
      color: colorOf(color),
      itemStyle: { borderRadius: 3 },
      data: values.slice(0, groupedRowsMax),
      label: {
        show: true,
        position: 'right',
        fontSize: 11,
        color: colorOf('ink-soft'),
        formatter: ({ value }) => text(value),
      },
    })),
  };
}
