import { addDays, createDayOf } from '../days.ts';

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** A day begins and ends within this of the same day in UTC, moved clocks included. */
const AROUND_MS = 27 * HOUR_MS;

/** From an instant, up to but without another. */
export interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The instants whose calendar day in a time zone lies in a period. Nearly always one interval; where a clock went back
 * over midnight, the day before came again in between.
 */
export function periodIntervals(period: {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}): Interval[] {
  const dayOf = createDayOf(period.timeZone);
  const isInside = (atMs: number): boolean => {
    const day = dayOf(atMs);
    return period.from <= day && day <= period.to;
  };
  const startMs = Date.parse(period.from) - AROUND_MS;
  const endMs = Date.parse(addDays(period.to, 1)) + AROUND_MS;
  const changes: number[] = [];
  let was = false;
  for (let atMs = startMs; atMs <= endMs; atMs += QUARTER_MS) {
    // Between its ends every day inside is inside.
    if (atMs > startMs + 2 * AROUND_MS && atMs < endMs - 2 * AROUND_MS - QUARTER_MS) continue;
    for (let minute = atMs; minute < atMs + QUARTER_MS; minute += MINUTE_MS) {
      const is = isInside(minute);
      if (is !== was) changes.push(minute);
      was = is;
    }
  }
  return pairsOf(changes);
}

function pairsOf(changes: readonly number[]): Interval[] {
  const intervals: Interval[] = [];
  for (let place = 0; place + 1 < changes.length; place += 2) {
    intervals.push({ fromMs: changes[place] ?? 0, toMs: changes[place + 1] ?? 0 });
  }
  return intervals;
}
