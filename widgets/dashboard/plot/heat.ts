import { type Look, type PlotOptions, tooltipOf } from './look.ts';

interface Heat {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** By row and column, 0 to 1; null where there is nothing yet. */
  readonly values: readonly (readonly (number | null)[])[];
  readonly format: (value: number | null) => string;
}

export const heatHeight = (rows: number): number => 40 + rows * 34;

/** Shares as colours: the stronger, the more. */
export function heat({ rows, columns, values, format }: Heat, look: Look): PlotOptions {
  const { colorOf } = look;
  const cells = values.flatMap((row, y) =>
    row.flatMap((value, x) => (value === null ? [] : [[x, y, value] as const])),
  );
  const most = Math.max(0.01, ...cells.map(([, , value]) => value));
  const axis = {
    type: 'category' as const,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: colorOf('ink-soft'), fontSize: 12, hideOverlap: true },
  };
  return {
    tooltip: {
      ...tooltipOf(look),
      formatter: (given) => {
        const cell = cells[(Array.isArray(given) ? given[0] : given)?.dataIndex ?? -1];
        return cell === undefined ? '' : `${rows[cell[1]]} · ${columns[cell[0]]}: ${format(cell[2])}`;
      },
    },
    grid: { left: 4, right: 4, top: 4, bottom: 4, containLabel: true },
    xAxis: { ...axis, position: 'top', data: [...columns] },
    yAxis: { ...axis, inverse: true, data: [...rows] },
    visualMap: {
      show: false,
      min: 0,
      max: most,
      inRange: { color: [colorOf('sunken'), colorOf('accent')] },
    },
    series: [
      {
        type: 'heatmap',
        data: cells.map((cell) => [...cell]),
        itemStyle: { borderColor: colorOf('surface'), borderWidth: 3, borderRadius: 6 },
        label: {
          show: look.width > 44 * columns.length,
          fontSize: 11,
          formatter: ({ data }) => format((data as number[])[2] ?? null),
        },
        labelLayout: { hideOverlap: true },
      },
    ],
  };
}
