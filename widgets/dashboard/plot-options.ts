import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type {
  GridComponentOption,
  LegendComponentOption,
  TitleComponentOption,
  TooltipComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { Language } from '../../src/identity/wire.ts';
import type { FunnelView } from '../../src/metrics/wire.ts';
import { textOf } from '../ui/text/say.ts';
import { plottedRowsMax, smallPlot } from './plot-height.ts';
import { type FunnelStep, formatCount, formatRate, ofImpressions, steps, titleOf } from './rows.ts';
import { dashboardText } from './text.ts';

export type PlotOptions = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | TitleComponentOption
  | TooltipComponentOption
>;

export interface Look {
  readonly language: Language;
  /** A colour of the page by its name. */
  readonly colorOf: (name: string) => string;
  /** In CSS pixels. */
  readonly width: number;
  readonly font: string;
  /** The reader wants nothing to move. */
  readonly isStill: boolean;
}

const colors: Record<FunnelStep, string> = {
  impressions: 'line-strong',
  opened: 'course',
  pressed: 'ebook',
  paid: 'accent',
  refunded: 'bad',
};

/** What the plotting library is told to draw for an answer. */
export function plotOptions(view: FunnelView, look: Look): PlotOptions {
  const base: PlotOptions = {
    animation: !look.isStill,
    animationDuration: 350,
    textStyle: { fontFamily: look.font, color: look.colorOf('ink') },
  };
  if (view.breakdown === 'none') return { ...base, ...stepBars(view, look) };
  return { ...base, ...(view.breakdown === 'day' ? dayLines(view, look) : shareBars(view, look)) };
}

const nameOf = (step: FunnelStep, { language }: Look) => textOf(dashboardText[step], language);

/** Drawn into the picture: a tooltip of markup would need inline styles, which the page's policy refuses. */
function tooltip(look: Look): TooltipComponentOption {
  return {
    renderMode: 'richText',
    confine: true,
    backgroundColor: look.colorOf('surface'),
    borderColor: look.colorOf('line'),
    textStyle: { color: look.colorOf('ink'), fontFamily: look.font, fontSize: 13 },
  };
}

/** The funnel itself: one bar per step, with its count and its share of the impressions. */
function stepBars({ total }: FunnelView, look: Look): PlotOptions {
  const { language, colorOf } = look;
  const figures = (step: FunnelStep) =>
    `{count|${formatCount(total[step], language)}}  {share|${formatRate(ofImpressions(total, step), language)}}`;
  const countWidth = 9 * formatCount(total.impressions, language).length;
  const bare = { axisLine: { show: false }, axisTick: { show: false } };
  return {
    grid: { left: 4, right: 4, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: 'value', show: false, max: total.impressions },
    yAxis: [
      {
        type: 'category',
        inverse: true,
        data: steps.map((step) => nameOf(step, look)),
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
        data: steps.map(figures),
        axisLabel: {
          rich: {
            count: {
              color: colorOf('ink'),
              fontSize: 14,
              fontWeight: 600,
              width: countWidth,
              align: 'right',
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
        data: steps.map((step) => ({
          // Nothing is not a short bar.
          value: total[step] > 0 ? total[step] : '-',
          itemStyle: { color: colorOf(colors[step]), borderRadius: 6 },
        })),
      },
    ],
  };
}

/** Small plots one below the other: their counts differ too much for one scale. */
function dayLines(view: FunnelView, look: Look): PlotOptions {
  const { colorOf, language } = look;
  const days = view.rows.map(({ key }) => key);
  const topOf = (place: number) => smallPlot.top + place * (smallPlot.height + smallPlot.gap);
  const last = steps.length - 1;
  return {
    tooltip: {
      ...tooltip(look),
      trigger: 'axis',
      valueFormatter: (value) => formatCount(Number(value), language),
    },
    title: steps.map((step, place) => ({
      text: `${nameOf(step, look)}  ${formatCount(view.total[step], language)}`,
      left: 0,
      top: topOf(place) - smallPlot.top,
      textStyle: { fontSize: 13, fontWeight: 600, color: colorOf('ink') },
    })),
    grid: steps.map((_, place) => ({ left: 40, right: 12, top: topOf(place), height: smallPlot.height })),
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    xAxis: steps.map((_, place) => ({
      type: 'category',
      gridIndex: place,
      data: days,
      boundaryGap: days.length === 1,
      axisLine: { lineStyle: { color: colorOf('line') } },
      axisTick: { show: false },
      axisLabel: { show: place === last, color: colorOf('ink-soft'), hideOverlap: true },
    })),
    yAxis: steps.map((_, place) => ({
      type: 'value',
      gridIndex: place,
      minInterval: 1,
      splitNumber: 2,
      splitLine: { lineStyle: { color: colorOf('line') } },
      axisLabel: { color: colorOf('ink-soft'), fontSize: 11 },
    })),
    series: steps.map((step, place) => ({
      type: 'line',
      name: nameOf(step, look),
      xAxisIndex: place,
      yAxisIndex: place,
      data: view.rows.map((row) => row[step]),
      showSymbol: days.length < 40,
      symbolSize: 5,
      lineStyle: { width: 2 },
      color: colorOf(colors[step]),
      areaStyle: { opacity: 0.12 },
    })),
  };
}

/** Each step as a share of the impressions, so that rows of any size can be compared. */
function shareBars(view: FunnelView, look: Look): PlotOptions {
  const { colorOf, language } = look;
  const rows = view.rows.slice(0, plottedRowsMax);
  const rate = (value: unknown) => formatRate(value === null ? null : Number(value), language);
  return {
    tooltip: { ...tooltip(look), trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: rate },
    legend: { top: 0, left: 0, itemGap: 16, textStyle: { color: colorOf('ink'), fontSize: 13 } },
    // On a phone the legend takes two lines.
    grid: { left: 8, right: 56, top: look.width < 480 ? 60 : 40, bottom: 4, containLabel: true },
    xAxis: {
      type: 'value',
      splitNumber: 4,
      axisLabel: { color: colorOf('ink-soft'), formatter: rate, hideOverlap: true },
      splitLine: { lineStyle: { color: colorOf('line') } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((row) => titleOf(view, row, language)),
      axisLine: { lineStyle: { color: colorOf('line') } },
      axisTick: { show: false },
      axisLabel: {
        color: colorOf('ink'),
        fontSize: 13,
        width: Math.min(220, Math.round(look.width * 0.3)),
        overflow: 'truncate',
      },
    },
    series: steps.slice(1).map((step) => ({
      type: 'bar',
      name: nameOf(step, look),
      barWidth: 12,
      barGap: '25%',
      color: colorOf(colors[step]),
      itemStyle: { borderRadius: 3 },
      data: rows.map((row) => ofImpressions(row, step)),
      label: {
        show: true,
        position: 'right',
        fontSize: 11,
        color: colorOf('ink-soft'),
        formatter: ({ value }) => rate(value ?? null),
      },
    })),
  };
}
