import { accountingDayOf } from '../ledger/accounting-day.ts';

const DAY_MS = 86_400_000;
const QUARTER_HOUR_MS = 15 * 60_000;
/** No time zone is further from UTC than this. */
const ZONE_MAX_MS = 15 * 3_600_000;

/** A calendar day in a time zone, from its first instant to the first of the next, in ms. */
export interface DayWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The window of a day (YYYY-MM-DD); 23 or 25 hours where clocks are changed. Throws RangeError for what is no day. */
export function windowOf(day: string, timeZone: string): DayWindow {
  return { fromMs: startOf(day, timeZone), toMs: startOf(dayAfter(day, 1), timeZone) };
}

/** The day so many days later, or earlier. */
export function dayAfter(day: string, days: number): string {
  return new Date(midnightUtc(day) + days * DAY_MS).toISOString().slice(0, 10);
}

function startOf(day: string, timeZone: string): number {
  let [early, late] = [midnightUtc(day) - ZONE_MAX_MS, midnightUtc(day) + ZONE_MAX_MS];
  // Every zone begins its days at a quarter of an hour; the first one of this day is between the two.
  while (late - early > QUARTER_HOUR_MS) {
    const middle = early + Math.floor((late - early) / 2 / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
    if (accountingDayOf(middle, timeZone) < day) early = middle;
    else late = middle;
  }
  return late;
}

function midnightUtc(day: string): number {
  const ms = Date.parse(`${day}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(ms);
  if (!isDay || new Date(ms).toISOString().slice(0, 10) !== day) {
    throw new RangeError(`${day} is no day; write it as 2026-11-22`);
  }
  return ms;
}
