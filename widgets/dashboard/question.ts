import type { FunnelBreakdown } from '../../src/metrics/wire.ts';

/** What the page asks; what is left out the server fills in. It stands in the address, so a reload asks the same. */
export interface Question {
  readonly from?: string;
  readonly to?: string;
  readonly timeZone?: string;
  readonly currency?: string;
  readonly breakdown: FunnelBreakdown;
}

/** In the order they are offered. */
export const breakdowns: readonly FunnelBreakdown[] = ['none', 'day', 'product', 'channel', 'language'];

const names = ['from', 'to', 'timeZone', 'currency', 'breakdown'] as const;

/** The question that an address holds; what is not one is left out. */
export function questionOf(search: string): Question {
  const given = new URLSearchParams(search);
  const breakdown = breakdowns.find((known) => known === given.get('breakdown')) ?? 'none';
  const question: Record<string, string> = {};
  for (const name of names) {
    const value = given.get(name);
    if (value !== null && value !== '') question[name] = value;
  }
  return { ...question, breakdown };
}

/** The question as query parameters. */
export function paramsOf(question: Question): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of names) {
    const value = question[name];
    if (value !== undefined) params.set(name, value);
  }
  return params;
}

/** The day that comes `days` later, or earlier when negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
