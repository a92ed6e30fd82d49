import type { SimulatedPress } from './simulate-learners.ts';
import type { Parts } from './split.ts';

/** The parts, with the later half of the validation kept for calibration alone. */
export interface Slices extends Parts {
  readonly calibration: readonly SimulatedPress[];
}

/** Cuts the validation in two by time. */
export function slicesOf({ train, validation, test }: Parts): Slices {
  const byTime = [...validation].sort((a, b) => a.atMs - b.atMs);
  const middle = byTime.length >> 1;
  return { train, validation: byTime.slice(0, middle), calibration: byTime.slice(middle), test };
}
