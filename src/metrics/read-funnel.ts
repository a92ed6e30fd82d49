import { limits } from '../kernel/limits.ts';
import { type CountedFunnel, countFunnel } from './count-funnel.ts';
import { beforeDayMs, createDayOf } from './days.ts';
import type { MetricsDeps } from './deps.ts';
import type { FollowedLog } from './follow-log.ts';
import { resolvePeriod } from './period.ts';
import type { FunnelCounts, FunnelQuery, FunnelRow, FunnelView } from './wire.ts';

export type ReadFunnelDeps = MetricsDeps & { readonly followed: FollowedLog };

type CountedRow = CountedFunnel['rows'][number];

/** Answers a question about the funnel from the event log. Amounts in minor units. Throws `invalid_request` for days
 * that are no period, `analytics_range_too_large` for more than fits. */
export async function readFunnel(deps: ReadFunnelDeps, query: FunnelQuery): Promise<FunnelView> {
  const timeZone = query.timeZone ?? deps.timeZone;
  const today = createDayOf(timeZone)(deps.clock.nowMs());
  const period = resolvePeriod(query, today);
  const question = { ...query, ...period, timeZone };
  const { journeys, readUpToPosition } = await deps.followed.journeysSince(beforeDayMs(period.from));
  const counted = countFunnel(journeys, question);
  // Days are bounded by the question and none of them may be missing from a plot.
  const rowsMax = query.breakdown === 'day' ? counted.rows.length : limits.funnelRowsMax;
  const shown = counted.rows.slice(0, rowsMax);
  return {
    ...period,
    timeZone,
    today,
    breakdown: query.breakdown,
    currency: query.currency ?? null,
    total: counted.total,
    rows: await labelRows(deps, query, shown),
    rest: restOf(counted.rows.slice(rowsMax)),
    withoutImpression: counted.withoutImpression,
    money: [...counted.money],
    readUpToPosition,
  };
}

async function labelRows(
  deps: MetricsDeps,
  { breakdown }: FunnelQuery,
  rows: readonly CountedRow[],
): Promise<FunnelRow[]> {
  const titles = breakdown === 'product' ? await deps.titlesOf(rows.map(([key]) => key)) : undefined;
  return rows.map(([key, counts]) => ({ key, label: titles?.get(key) ?? null, ...counts }));
}

function restOf(rows: readonly CountedRow[]): FunnelView['rest'] {
  if (rows.length === 0) return null;
  const sum = (count: keyof FunnelCounts) => rows.reduce((whole, [, counts]) => whole + counts[count], 0);
  return {
    rowsCount: rows.length,
    impressions: sum('impressions'),
    opened: sum('opened'),
    pressed: sum('pressed'),
    paid: sum('paid'),
    refunded: sum('refunded'),
  };
}
