import { readSlots, type Slots } from '../../recommend/index.ts';

/** What a message names besides its want. */
export interface SaidSlots extends Slots {
  /** As it stands on receipts, upper case. */
  readonly orderNumber?: string;
  /** How long content may take at most, or how long it is wanted. */
  readonly durationMinutes?: number;
  /** A day: of the calendar, or counted from today (-1 = yesterday). */
  readonly date?:
    | { readonly year?: number; readonly month: number; readonly day: number }
    | { readonly daysFromToday: number };
}

/** Reads what a normalised text names, in both languages. */
export function readSaidSlots(text: string): SaidSlots {
  const orderNumber = /\b20\d{6}[a-z0-9]{8}\b/u.exec(text)?.[0].toUpperCase();
  const durationMinutes = readDuration(text);
  const date = readDate(text);
  return {
    ...readSlots(text),
    ...(orderNumber === undefined ? {} : { orderNumber }),
    ...(durationMinutes === undefined ? {} : { durationMinutes }),
    ...(date === undefined ? {} : { date }),
  };
}

const MINUTES: readonly (readonly [RegExp, number])[] = [
  [/分钟|minutes?|mins?/u, 1],
  [/小时|钟头|hours?|hrs?/u, 60],
];
const NUMBERS: Readonly<Record<string, number>> = {
  ...{ 半: 0.5, 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 },
  ...{ an: 1, a: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, eight: 8, ten: 10, 'half an': 0.5 },
};
const DURATION =
  /(\d+(?:\.\d+)?|半|[一两二三四五六七八九十]|half an|\b(?:an?|one|two|three|four|five|six|eight|ten))\s*个?\s*(分钟|小时|钟头|minutes?|mins?|hours?|hrs?)/u;

function readDuration(text: string): number | undefined {
  const [, count, unit] = DURATION.exec(text) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  const each = MINUTES.find(([pattern]) => pattern.test(unit))?.[1] ?? 1;
  return Math.round((NUMBERS[count] ?? Number(count)) * each);
}

const DAYS: readonly (readonly [RegExp, number])[] = [
  [/大前天/u, -3],
  [/前天|day before yesterday/u, -2],
  [/昨天|昨晚|\byesterday\b|\blast night\b/u, -1],
  [/今天|今晚|\btoday\b|\btonight\b/u, 0],
  [/后天|day after tomorrow/u, 2],
  [/明天|\btomorrow\b/u, 1],
  [/上周|上个?星期|\blast week\b/u, -7],
];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function readDate(text: string): SaidSlots['date'] {
  const whole = /\b(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})/u.exec(text);
  if (whole !== null) return dayOf(Number(whole[2]), Number(whole[3]), Number(whole[1]));
  const short = /(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]/u.exec(text);
  if (short !== null) return dayOf(Number(short[1]), Number(short[2]));
  const named =
    /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?\b/u.exec(text);
  if (named !== null) return dayOf(MONTHS.indexOf(named[1] ?? '') + 1, Number(named[2]));
  const relative = DAYS.find(([pattern]) => pattern.test(text));
  return relative === undefined ? undefined : { daysFromToday: relative[1] };
}

function dayOf(month: number, day: number, year?: number): SaidSlots['date'] {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return { ...(year === undefined ? {} : { year }), month, day };
}
