/** Every time zone of our days is off by a multiple of this, so a calendar day begins at one. */
const QUARTER_HOUR_MS = 15 * 60_000;

interface Calendar {
  readonly format: Intl.DateTimeFormat;
  quarter: number;
  day: string;
}

const calendars = new Map<string, Calendar>();

/** The calendar day (YYYY-MM-DD) of an instant in the merchant's time zone (M16). */
export function accountingDayOf(instantMs: number, timeZone: string): string {
  const calendar = calendars.get(timeZone) ?? newCalendar(timeZone);
  const quarter = Math.floor(instantMs / QUARTER_HOUR_MS);
  if (calendar.quarter !== quarter) {
    calendar.quarter = quarter;
    calendar.day = calendar.format.format(instantMs);
  }
  return calendar.day;
}

function newCalendar(timeZone: string): Calendar {
  // The Swedish locale writes dates in ISO order.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  const calendar = { format, quarter: Number.NaN, day: '' };
  calendars.set(timeZone, calendar);
  return calendar;
}
