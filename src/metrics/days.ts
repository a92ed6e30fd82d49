const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
/** No place on earth is further from UTC than this. */
const UTC_OFFSET_MAX_MS = 15 * 3_600_000;

/** Tells the calendar day (YYYY-MM-DD) of an instant. */
export type DayOf = (instantMs: number) => string;

/**
 * Reads days in a time zone. Formatting is slow, so a quarter of an hour that begins and ends on one day is formatted
 * once; clocks are never moved twice within one.
 */
export function createDayOf(timeZone: string): DayOf {
  // The Swedish locale writes dates in ISO order.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  const known = new Map<number, string | null>();
  return (instantMs) => {
    const quarter = Math.floor(instantMs / QUARTER_MS);
    let day = known.get(quarter);
    if (day === undefined) {
      const startMs = quarter * QUARTER_MS;
      const first = format.format(startMs);
      day = first === format.format(startMs + QUARTER_MS - 1) ? first : null;
      known.set(quarter, day);
    }
    return day ?? format.format(instantMs);
  };
}

/** The day that comes `days` later, or earlier when negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Every day from the first to the last, both included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** An instant before the day begins anywhere. */
export function beforeDayMs(day: string): number {
  return Date.parse(day) - UTC_OFFSET_MAX_MS;
}
