import { accountingDayOf } from '../../ledger/accounting-day.ts';

/** How soon a refund shows at the payer, as each service states it. */
interface Span {
  readonly unit: 'minutes' | 'days' | 'working_days';
  readonly from: number;
  readonly to: number;
}

/** By gateway and method, else by method alone. Sources: the services' own help pages; holidays come on top. */
const spans: Readonly<Record<string, Span>> = {
  /** Test money moves at once, whatever the method. */
  sandbox: { unit: 'minutes', from: 0, to: 10 },
  wallet: { unit: 'minutes', from: 0, to: 1 },
  alipay: { unit: 'days', from: 0, to: 1 },
  wechat_pay: { unit: 'days', from: 1, to: 3 },
  card: { unit: 'working_days', from: 5, to: 10 },
};

/** A way that nobody stated a time for. */
const unknownSpan: Span = { unit: 'working_days', from: 1, to: 10 };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** When money that goes back now is there. */
export interface Arrival {
  /** The latest, in ms. */
  readonly byMs: number;
  readonly text: { readonly zh: string; readonly en: string };
}

export interface Returning {
  /** Null for the wallet. */
  readonly gateway: string | null;
  readonly method: string;
  readonly nowMs: number;
  /** Where working days are counted. */
  readonly timeZone: string;
}

/** How soon, and at the latest when, a refund that is asked now shows at the payer. */
export function arrivalOf({ gateway, method, nowMs, timeZone }: Returning): Arrival {
  const span = spans[gateway?.split('_')[0] ?? 'wallet'] ?? spans[method] ?? unknownSpan;
  return { byMs: latestMs(span, nowMs, timeZone), text: textOf(span) };
}

function latestMs({ unit, to }: Span, nowMs: number, timeZone: string): number {
  if (unit === 'minutes') return nowMs + to * MINUTE_MS;
  if (unit === 'days') return nowMs + to * DAY_MS;
  let dayMs = nowMs;
  for (let left = to; left > 0; ) {
    dayMs += DAY_MS;
    if (!isWeekend(dayMs, timeZone)) left -= 1;
  }
  return dayMs;
}

function isWeekend(instantMs: number, timeZone: string): boolean {
  const weekday = new Date(`${accountingDayOf(instantMs, timeZone)}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

function textOf({ unit, from, to }: Span): Arrival['text'] {
  if (unit === 'minutes') {
    return to <= 1 ? { zh: '立即到账', en: 'at once' } : { zh: `${to} 分钟内`, en: `within ${to} minutes` };
  }
  if (unit === 'days' && from === 0) return { zh: '几分钟到 1 天', en: 'minutes to 1 day' };
  if (unit === 'days') return { zh: `${from}–${to} 天`, en: `${from}–${to} days` };
  return { zh: `${from}–${to} 个工作日`, en: `${from}–${to} working days` };
}
