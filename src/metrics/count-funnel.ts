import { assertAmount } from '../kernel/money.ts';
import { beforeDayMs, createDayOf, daysBetween } from './days.ts';
import { hasReached, type Journeys, type MoneyFact, type ShownOnce, STEPS } from './journeys.ts';
import type { FunnelAmount, FunnelBreakdown, FunnelCounts, FunnelMoney } from './wire.ts';

export interface FunnelQuestion {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly breakdown: FunnelBreakdown;
  readonly currency?: string | undefined;
}

export interface CountedFunnel {
  readonly total: FunnelCounts;
  /** By key. Days come in order and with those on which nothing was shown; other keys by impressions. */
  readonly rows: readonly (readonly [key: string, counts: FunnelCounts])[];
  readonly withoutImpression: Omit<FunnelCounts, 'impressions'>;
  readonly money: readonly FunnelMoney[];
}

const DAY_MS = 86_400_000;

/**
 * Counts a funnel. An impression belongs to the day on which it was shown and counts in a step when a line of that
 * step's event carries its id, whenever that happened. Money and lines without an impression belong to the day of
 * their own event.
 */
export function countFunnel(journeys: Journeys, question: FunnelQuestion): CountedFunnel {
  const inPeriod = createPeriod(question);
  const { impressions, steps } = journeys;
  const total = noCounts();
  const rows = new Map<string, FunnelCounts>();
  if (question.breakdown === 'day') {
    for (const day of daysBetween(question.from, question.to)) rows.set(day, noCounts());
  }
  for (const [impressionId, shown] of impressions) {
    if (!isWanted(question, shown.currency)) continue;
    const day = inPeriod(shown.atMs);
    if (day === null) continue;
    const bits = steps.get(impressionId) ?? 0;
    addImpression(total, bits);
    if (question.breakdown !== 'none') {
      addImpression(rowOf(rows, keyOf(question.breakdown, shown, day)), bits);
    }
  }
  return {
    total,
    rows: question.breakdown === 'day' ? [...rows] : byImpressions(rows),
    withoutImpression: countDirectLines(journeys, question, inPeriod),
    money: countMoney(journeys, question, inPeriod),
  };
}

/** The day of an instant when it lies in the period, else null. */
type Period = (instantMs: number) => string | null;

function createPeriod({ from, to, timeZone }: FunnelQuestion): Period {
  const dayOf = createDayOf(timeZone);
  const fromMs = beforeDayMs(from);
  // As far after the last day as `beforeDayMs` is before the first: 15 hours on either side of UTC.
  const toMs = 2 * Date.parse(to) - beforeDayMs(to) + DAY_MS;
  return (instantMs) => {
    if (instantMs < fromMs || instantMs > toMs) return null;
    const day = dayOf(instantMs);
    return from <= day && day <= to ? day : null;
  };
}

function isWanted({ currency }: FunnelQuestion, given: string): boolean {
  return currency === undefined || currency === given;
}

function keyOf(breakdown: Exclude<FunnelBreakdown, 'none'>, shown: ShownOnce, day: string): string {
  if (breakdown === 'day') return day;
  if (breakdown === 'product') return shown.productId;
  return shown[breakdown];
}

function noCounts(): FunnelCounts {
  return { impressions: 0, opened: 0, pressed: 0, paid: 0, refunded: 0 };
}

function rowOf(rows: Map<string, FunnelCounts>, key: string): FunnelCounts {
  const row = rows.get(key) ?? noCounts();
  rows.set(key, row);
  return row;
}

function addImpression(counts: FunnelCounts, bits: number): void {
  counts.impressions += 1;
  // Most impressions lead nowhere.
  if (bits === 0) return;
  for (const step of STEPS) if (hasReached(bits, step)) counts[step] += 1;
}

function byImpressions(rows: Map<string, FunnelCounts>): [string, FunnelCounts][] {
  return [...rows].sort(
    ([oneKey, one], [otherKey, other]) => other.impressions - one.impressions || (oneKey < otherKey ? -1 : 1),
  );
}

function countDirectLines(
  { directLines }: Journeys,
  question: FunnelQuestion,
  inPeriod: Period,
): CountedFunnel['withoutImpression'] {
  const { impressions: _none, ...counts } = noCounts();
  for (const { step, atMs, currency } of directLines.values()) {
    if (isWanted(question, currency) && inPeriod(atMs) !== null) counts[step] += 1;
  }
  return counts;
}

function countMoney(journeys: Journeys, question: FunnelQuestion, inPeriod: Period): FunnelMoney[] {
  const money = new Map<string, FunnelMoney>();
  const add = (kind: 'paid' | 'refunded', fact: MoneyFact): void => {
    if (!isWanted(question, fact.currency) || inPeriod(fact.atMs) === null) return;
    const row = money.get(fact.currency) ?? noMoney(fact.currency);
    money.set(fact.currency, row);
    for (const { impressionId, amountMinor } of fact.parts) {
      const source = sourceOf(journeys, impressionId, inPeriod);
      row[kind][source] = assertAmount(row[kind][source] + amountMinor);
      row[kind].totalMinor = assertAmount(row[kind].totalMinor + amountMinor);
    }
  };
  for (const sale of journeys.sales.values()) add('paid', sale);
  for (const refund of journeys.refunds.values()) add('refunded', refund);
  return [...money.values()].sort((one, other) => (one.currency < other.currency ? -1 : 1));
}

function noMoney(currency: string): FunnelMoney {
  const none = (): FunnelAmount => ({
    totalMinor: 0,
    periodImpressionsMinor: 0,
    otherImpressionsMinor: 0,
    withoutImpressionMinor: 0,
  });
  return { currency, paid: none(), refunded: none() };
}

function sourceOf(
  { impressions }: Journeys,
  impressionId: string | null,
  inPeriod: Period,
): Exclude<keyof FunnelAmount, 'totalMinor'> {
  if (impressionId === null) return 'withoutImpressionMinor';
  const shown = impressions.get(impressionId);
  const isOfPeriod = shown !== undefined && inPeriod(shown.atMs) !== null;
  return isOfPeriod ? 'periodImpressionsMinor' : 'otherImpressionsMinor';
}
