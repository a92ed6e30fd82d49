import { type Look, type PlotOptions, tooltipOf } from './look.ts';

interface Heat {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** By row and column, 0 to 1; null where there is nothing yet. */
  readonly values: readonly (readonly (number | null)[])[];
  readonly format: (value: number | null) => string;
}

export const heatHeight = (rows: number): number => 40 + rows * 34;

/** A text on a colour so strong is read in the colour that stands on it. */
const STRONG = 0.55;

/** Shares as colours: the stronger, the more. */
export function heat({ rows, columns, values, format }: Heat, look: Look): PlotOptions {
  const { colorOf } = look;
  const cells = values.flatMap((row, y) =>
    row.flatMap((value, x) => (value === null ? [] : [[x, y, value] as const])),
  );
  const most = Math.max(0.01, ...cells.map(([, , value]) => value));
  const hasText = look.width > 56 * columns.length + 120;
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
    series: [
      {
        type: 'custom',
        data: cells.map((cell) => [...cell]),
        renderItem: (_params, api) => {
          const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
          const size = api.size?.([1, 1]);
          const [width = 0, height = 0] = Array.isArray(size) ? size : [];
          const strength = Number(api.value(2)) / most;
          const box = { x: x - width / 2 + 2, y: y - height / 2 + 2, width: width - 4, height: height - 4 };
          const isStrong = strength > STRONG;
          return {
            type: 'group',
            children: [
              { type: 'rect', shape: { ...box, r: 6 }, style: { fill: colorOf('sunken') } },
              {
                type: 'rect',
                shape: { ...box, r: 6 },
                style: { fill: colorOf('accent'), opacity: 0.08 + 0.92 * strength },
              },
              {
                type: 'text',
                style: {
                  ...{ x, y, align: 'center' as const, verticalAlign: 'middle' as const },
                  text: hasText ? format(Number(api.value(2))) : '',
                  font: `11px ${look.font}`,
                  fill: colorOf(isStrong ? 'on-accent' : 'ink'),
                },
              },
            ],
          };
        },
      },
    ],
  };
}
