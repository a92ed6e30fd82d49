import type { ServiceView } from '../../bot/handoff/wire.ts';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

type Spans = [number, number][];

/** Places in the week, Monday 0: of `mon`, `mon-fri` or `all`; null for anything else. */
export function daysOf(text: string): number[] | null {
  if (text === 'all') return DAYS.map((_, place) => place);
  const [first = '', last = first, ...more] = text.split('-');
  const [from, to] = [first, last].map((name) => (DAYS as readonly string[]).indexOf(name));
  if (from === undefined || to === undefined || from < 0 || to < from || more.length > 0) return null;
  return DAYS.map((_, place) => place).slice(from, to + 1);
}

const SPAN = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/;
const DAY_MINUTES = 1_440;

/** Minutes of the day, of `9:00-12:00,13:30-18:00`, `all-day` or `closed`; null for anything else. */
export function spansOf(text: string): Spans | null {
  if (text === 'closed') return [];
  if (text === 'all-day') return [[0, DAY_MINUTES]];
  const spans: Spans = [];
  for (const part of text.split(',')) {
    const match = SPAN.exec(part.trim());
    if (match === null) return null;
    const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number);
    const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
    if (fromMinute > 59 || toMinute > 59 || to > DAY_MINUTES || from >= to) return null;
    spans.push([from, to]);
  }
  return spans;
}

/** Minutes of the day as people write them. */
function clockText(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return `${hour}:${String(minute).padStart(2, '0')}`;
}

/** The settings as lines of text. */
export function describeHours({ version, settings, isOpen, opensAtMs }: ServiceView): string[] {
  const { timeZone, week, days, targets, offerMs, wrapUpMs, askCsat } = settings;
  const opens = opensAtMs === null ? 'never' : localText(opensAtMs, timeZone);
  const rows = [
    ['version', version === 0 ? '0: nothing was set yet' : String(version)],
    ['zone', timeZone],
    ['now', isOpen ? 'open' : `closed, open again ${opens}`],
    ...DAYS.map((day, place) => [day, spansText(week[place] ?? [])]),
    ...days.map(({ date, spans, name }) => [
      date,
      [spansText(spans), name?.zh, name?.en].filter((part) => part !== undefined).join('  '),
    ]),
    ...Object.entries(targets).map(([priority, { firstAnswerMs, nextAnswerMs, resolutionMs }]) => [
      priority,
      `first answer ${spanText(firstAnswerMs)}, next ${spanText(nextAnswerMs)}, resolution ${spanText(resolutionMs)}`,
    ]),
    ['offer', spanText(offerMs)],
    ['wrap-up', spanText(wrapUpMs)],
    ['rating', askCsat ? 'asked after closing' : 'not asked'],
  ];
  return rows.map(([name = '', words = '']) => `${name.padEnd(11)}${words}`);
}

function spansText(spans: readonly (readonly [number, number])[]): string {
  if (spans.length === 0) return 'closed';
  return spans.map(([from, to]) => `${clockText(from)}-${clockText(to)}`).join(', ');
}

function spanText(ms: number | null): string {
  if (ms === null) return 'not promised';
  if (ms % 3_600_000 === 0 && ms > 0) return `${ms / 3_600_000} h`;
  return ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1000} s`;
}

function localText(atMs: number, timeZone: string): string {
  const parts = { timeZone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' } as const;
  return new Date(atMs).toLocaleString('sv-SE', parts);
}
