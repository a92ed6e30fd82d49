import type { Anomaly } from './wire.ts';

/** A day is held against so many before it; with fewer there is no usual. */
const DAYS_BEFORE = 28;
const DAYS_BEFORE_MIN = 7;
/** How many usual deviations are strange, and what makes a median deviation one. */
const DEVIATIONS = 4;
const NORMAL = 1.4826;

export interface Daily {
  readonly days: readonly string[];
  readonly values: readonly (number | null)[];
  /** Counts scatter by themselves, about as their root; shares of few scatter too. */
  readonly scatterOf: (median: number, place: number) => number;
}

/**
 * Days whose value lies further from the median of the days before than four of their usual deviations and than chance
 * alone moves such a figure. Days before the first value count as nothing, not as zero.
 */
export function findAnomalies({ days, values, scatterOf }: Daily): Anomaly[] {
  const begins = values.findIndex((value) => value !== null && value !== 0);
  if (begins < 0) return [];
  return days.flatMap((day, place) => {
    const value = values[place];
    if (value === null || value === undefined) return [];
    const before = values.slice(Math.max(begins, place - DAYS_BEFORE), place).filter((one) => one !== null);
    if (before.length < DAYS_BEFORE_MIN) return [];
    const expected = medianOf(before);
    const deviation = medianOf(before.map((one) => Math.abs(one - expected)));
    const tolerance = Math.max(DEVIATIONS * NORMAL * deviation, DEVIATIONS * scatterOf(expected, place));
    return Math.abs(value - expected) > tolerance ? [{ day, value, expected, tolerance }] : [];
  });
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}
