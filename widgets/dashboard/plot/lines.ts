import { type Look, type PlotOptions, tooltipOf } from './look.ts';

/** One small plot per series, each with its own scale, in CSS pixels. */
const small = { height: 64, gap: 34, top: 26, bottom: 28 } as const;

export const smallLinesHeight = (series: number): number =>
  small.top + series * (small.height + small.gap) - small.gap + small.bottom;

interface SmallLines {
  readonly days: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly totalText: string;
    readonly color: string;
    readonly values: readonly number[];
  }[];
  readonly format: (value: number | null) => string;
}

/** Small plots one below the other: their counts differ too much for one scale. */
export function smallLines({ days, series, format }: SmallLines, look: Look): PlotOptions {
  const { colorOf } = look;
  const topOf = (place: number) => small.top + place * (small.height + small.gap);
  const last = series.length - 1;
  return {
    tooltip: {
      ...tooltipOf(look),
      trigger: 'axis',
      valueFormatter: (value) => format(Number(value)),
    },
    title: series.map(({ name, totalText }, place) => ({
      text: `${name}  ${totalText}`,
      left: 0,
      top: topOf(place) - small.top,
      textStyle: { fontSize: 13, fontWeight: 600, color: colorOf('ink') },
    })),
    grid: series.map((_, place) => ({ left: 40, right: 12, top: topOf(place), height: small.height })),
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    xAxis: series.map((_, place) => ({
      type: 'category',
      gridIndex: place,
      data: [...days],
      boundaryGap: days.length === 1,
      axisLine: { lineStyle: { color: colorOf('line') } },
      axisTick: { show: false },
      axisLabel: { show: place === last, color: colorOf('ink-soft'), hideOverlap: true },
    })),
    yAxis: series.map((_, place) => ({
      type: 'value',
      gridIndex: place,
      minInterval: 1,
      splitNumber: 2,
      splitLine: { lineStyle: { color: colorOf('line') } },
      axisLabel: { color: colorOf('ink-soft'), fontSize: 11 },
    })),
    series: series.map(({ name, color, values }, place) => ({
      type: 'line',
      name,
      xAxisIndex: place,
      yAxisIndex: place,
      data: [...values],
      showSymbol: days.length < 40,
      symbolSize: 5,
      lineStyle: { width: 2 },
      color: colorOf(color),
      areaStyle: { opacity: 0.12 },
    })),
  };
}

interface TrendLine {
  readonly name: string;
  readonly days: readonly string[];
  readonly values: readonly (number | null)[];
  /** Of the period before, day for day; null when none is asked. */
  readonly before: { readonly name: string; readonly values: readonly (number | null)[] } | null;
  /** Days unlike those before them. */
  readonly odd: ReadonlySet<string>;
  readonly format: (value: number | null) => string;
  readonly isWhole: boolean;
  /** Of shares: 1, unless that leaves the line at the bottom. */
  readonly most?: number;
}

/** One figure over time, the period before it dashed, strange days marked. */
export function trendLine(trend: TrendLine, look: Look): PlotOptions {
  const { colorOf } = look;
  const { days, values, before, odd, format } = trend;
  const text = (value: unknown) => format(typeof value === 'number' ? value : null);
  const line = { type: 'line', connectNulls: false, lineStyle: { width: 2 } } as const;
  return {
    tooltip: { ...tooltipOf(look), trigger: 'axis', valueFormatter: text },
    grid: { left: 4, right: 14, top: 12, bottom: 2, containLabel: true },
    xAxis: {
      type: 'category',
      data: days.map((day) => day.slice(5)),
      boundaryGap: days.length === 1,
      axisLine: { lineStyle: { color: colorOf('line') } },
      axisTick: { show: false },
      axisLabel: { color: colorOf('ink-soft'), fontSize: 11, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 3,
      ...(trend.isWhole ? { minInterval: 1 } : {}),
      ...(trend.most === undefined ? {} : { max: trend.most, interval: trend.most / 4 }),
      splitLine: { lineStyle: { color: colorOf('line') } },
      axisLabel: { color: colorOf('ink-soft'), fontSize: 11, formatter: text },
    },
    series: [
      ...(before === null
        ? []
        : [
            {
              ...line,
              name: before.name,
              data: days.map((_day, place) => before.values[place] ?? null),
              showSymbol: false,
              color: colorOf('line-strong'),
              lineStyle: { width: 1.5, type: 'dashed' as const },
            },
          ]),
      {
        ...line,
        name: trend.name,
        color: colorOf('accent'),
        areaStyle: { opacity: 0.1 },
        symbol: 'circle',
        showAllSymbol: true,
        data: values.map((value, place) => {
          const isOdd = odd.has(days[place] ?? '');
          const isAlone =
            value !== null && (values[place - 1] ?? null) === null && (values[place + 1] ?? null) === null;
          return {
            value,
            symbolSize: isOdd ? 10 : isAlone ? 6 : 0,
            ...(isOdd ? { itemStyle: { color: colorOf('bad') } } : {}),
          };
        }),
      },
    ],
  };
}
