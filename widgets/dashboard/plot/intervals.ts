import type { CustomSeriesOption } from 'echarts/charts';
import { type Look, type PlotOptions, tooltipOf } from './look.ts';

interface Intervals {
  /** What the shares are of. */
  readonly title: string;
  readonly names: readonly string[];
  readonly points: readonly ({
    readonly value: number;
    readonly low: number;
    readonly high: number;
  } | null)[];
  readonly format: (value: number | null) => string;
}

export const intervalsHeight = (rows: number): number => 64 + rows * 38;

/** Shares with the range in which the true one lies with 95 %. */
export function intervals({ title, names, points, format }: Intervals, look: Look): PlotOptions {
  const { colorOf } = look;
  const ends = points.filter((point) => point !== null);
  const rows = points.map((point, place) =>
    point === null ? [place, '-', '-', '-'] : [place, point.value, point.low, point.high],
  );
  return {
    tooltip: {
      ...tooltipOf(look),
      formatter: (given) => {
        const place = (Array.isArray(given) ? given[0] : given)?.dataIndex ?? 0;
        const point = points[place];
        if (!point) return names[place] ?? '';
        return `${names[place]}: ${format(point.value)} (${format(point.low)} – ${format(point.high)})`;
      },
    },
    title: {
      text: title,
      left: 0,
      top: 0,
      textStyle: { fontSize: 13, fontWeight: 600, color: colorOf('ink') },
    },
    grid: { left: 8, right: 24, top: 32, bottom: 4, containLabel: true },
    xAxis: {
      type: 'value',
      ...(ends.some(({ low }) => low < 0) ? {} : { min: 0 }),
      ...(ends.some(({ high }) => high > 0.75) ? { max: 1, interval: 0.25 } : {}),
      splitNumber: 4,
      axisLabel: {
        color: colorOf('ink-soft'),
        formatter: (value: number) => format(value),
        hideOverlap: true,
      },
      splitLine: { lineStyle: { color: colorOf('line') } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: [...names],
      axisLine: { lineStyle: { color: colorOf('line') } },
      axisTick: { show: false },
      axisLabel: { color: colorOf('ink'), fontSize: 13, width: 160, overflow: 'truncate' },
    },
    series: [
      {
        type: 'custom',
        encode: { x: [1, 2, 3], y: 0 },
        data: rows,
        renderItem: (_params, api) => drawInterval(api, colorOf('accent')),
      },
    ],
  };
}

type Draw = NonNullable<CustomSeriesOption['renderItem']>;

/** A bar from end to end and a dot in its middle. */
function drawInterval(api: Parameters<Draw>[1], color: string): ReturnType<Draw> {
  const [, y = 0] = api.coord([0, api.value(0)]);
  const [x = 0] = api.coord([api.value(1), api.value(0)]);
  const [low = 0] = api.coord([api.value(2), api.value(0)]);
  const [high = 0] = api.coord([api.value(3), api.value(0)]);
  if (Number.isNaN(x)) return null;
  return {
    type: 'group',
    children: [
      {
        type: 'rect',
        shape: { x: low, y: y - 4, width: Math.max(1, high - low), height: 8, r: 4 },
        style: { fill: color, opacity: 0.28 },
      },
      { type: 'circle', shape: { cx: x, cy: y, r: 6 }, style: { fill: color } },
    ],
  };
}
