import type { ServiceSettings } from '../wire.ts';

type Hours = Pick<ServiceSettings, 'timeZone' | 'week' | 'days'>;

/** A day of the calendar, as `YYYY-MM-DD`. */
type Day = string;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Longer than any holiday: who is not back by then has no hours. */
const DAYS_AHEAD_MAX = 400;

/** Whether people are there by the calendar at an instant. */
export function isOpenAt(hours: Hours, atMs: number): boolean {
  return spansAround(hours, atMs).some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
}

/** When people are there again, from `atMs` on; `atMs` itself while they are; null when never. */
export function nextOpenAt(hours: Hours, atMs: number): number | null {
  for (const { fromMs, toMs } of spansFrom(hours, atMs)) {
    if (toMs > atMs) return Math.max(fromMs, atMs);
  }
  return null;
}

/** The instant at which `openMs` of open hours have passed since `atMs`; null when they never have. */
export function afterOpenTime(hours: Hours, atMs: number, openMs: number): number | null {
  let leftMs = openMs;
  for (const { fromMs, toMs } of spansFrom(hours, atMs)) {
    const startMs = Math.max(fromMs, atMs);
    if (toMs <= startMs) continue;
    if (toMs - startMs >= leftMs) return startMs + leftMs;
    leftMs -= toMs - startMs;
  }
  return null;
}

/** Whether the runtime knows a time zone by this name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

function* spansFrom(hours: Hours, atMs: number): Generator<Span> {
  const first = dayOf(hours.timeZone, atMs);
  for (let ahead = 0; ahead <= DAYS_AHEAD_MAX; ahead += 1) yield* spansOn(hours, dayAfter(first, ahead));
}

/** Of the day of an instant; a span ends at midnight at the latest. */
function spansAround(hours: Hours, atMs: number): Span[] {
  return spansOn(hours, dayOf(hours.timeZone, atMs));
}

function spansOn({ timeZone, week, days }: Hours, day: Day): Span[] {
  const special = days.find(({ date }) => date === day);
  // Monday first; `getUTCDay` begins with Sunday.
  const spans = special?.spans ?? week[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? [];
  return spans
    .map(([from, to]) => ({ fromMs: instantOf(timeZone, day, from), toMs: instantOf(timeZone, day, to) }))
    .sort((one, other) => one.fromMs - other.fromMs);
}

function dayAfter(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** A clock time as an instant; one that a change to summer time leaves out is the first after it. */
function instantOf(timeZone: string, day: Day, minutes: number): number {
  const local = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS;
  const guess = local - offsetMs(timeZone, local);
  return local - offsetMs(timeZone, guess);
}

function dayOf(timeZone: string, atMs: number): Day {
  return new Date(atMs + offsetMs(timeZone, atMs)).toISOString().slice(0, 10);
}

/** How far local clocks are ahead of UTC. */
function offsetMs(timeZone: string, atMs: number): number {
  const parts = formatterOf(timeZone).formatToParts(atMs);
  const value = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
  return local - Math.floor(atMs / 1000) * 1000;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than all else here. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(timeZone, formatter);
  return formatter;
}
