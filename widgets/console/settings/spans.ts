/** From and until, in minutes of the day; 1440 is midnight at its end. */
export type Span = [number, number];

/** How a day is told: closed, all of it, or by hours. */
export type DayKind = 'closedDay' | 'allDay' | 'bySpans';

const dayMinutes = 1_440;

export function kindOf(spans: readonly Span[]): DayKind {
  if (spans.length === 0) return 'closedDay';
  const [only] = spans;
  return spans.length === 1 && only?.[0] === 0 && only[1] === dayMinutes ? 'allDay' : 'bySpans';
}

/** What a day begins with when its kind is chosen. */
export function spansFor(kind: DayKind): Span[] {
  if (kind === 'closedDay') return [];
  return kind === 'allDay' ? [[0, dayMinutes]] : [[540, 1_080]];
}

/** `09:30`, as a time field has it; midnight at the end of a day is `00:00`. */
export function clockOf(minutes: number): string {
  const pad = (number: number) => String(number).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}`;
}

/** What a time field has, in minutes; as an end, midnight is the end of the day. Null when it is not filled in. */
export function minutesOf(clock: string, isEnd: boolean): number | null {
  const [, hours = '', minutes = ''] = /^(\d\d):(\d\d)/.exec(clock) ?? [];
  if (hours === '') return null;
  const read = Number(hours) * 60 + Number(minutes);
  return isEnd && read === 0 ? dayMinutes : read;
}

/** Whether each span ends after it begins. */
export function areWhole(spans: readonly Span[]): boolean {
  return spans.every(([from, until]) => from < until);
}

/** What is proposed as the next span of a day: an hour after the last one ended, while the day lasts. */
export function nextSpan(spans: readonly Span[]): Span {
  const from = Math.min((spans.at(-1)?.[1] ?? 480) + 60, dayMinutes - 60);
  return [from, Math.min(from + 240, dayMinutes)];
}
