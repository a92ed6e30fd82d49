import type { FunnelView } from '../../src/metrics/wire.ts';
import { steps } from './rows.ts';

/** More rows than this are not told apart in a picture; the table has them all. */
export const plottedRowsMax = 8;
/** One small plot per step, each with its own scale, in CSS pixels. */
export const smallPlot = { height: 64, gap: 34, top: 26, bottom: 28 } as const;

const stepBar = 46;
const groupOfBars = 74;
const axis = 88;

/** How high the plot has to be, in CSS pixels. */
export function plotHeight({ breakdown, rows }: FunnelView): number {
  if (breakdown === 'none') return steps.length * stepBar;
  if (breakdown === 'day') {
    const { height, gap, top, bottom } = smallPlot;
    return top + steps.length * (height + gap) - gap + bottom;
  }
  return axis + Math.min(rows.length, plottedRowsMax) * groupOfBars;
}
