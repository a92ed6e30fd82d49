import { createDayOf, daysBetween } from '../days.ts';
import { periodIntervals } from '../journey/period-intervals.ts';
import { type Period, resolvePeriod } from '../period.ts';
import type { Warehouse } from '../warehouse/open-warehouse.ts';
import type { Session } from '../warehouse/session.ts';
import { findAnomalies } from './find-anomalies.ts';
import type { TrendSeries, TrendsQuery, TrendsView } from './wire.ts';

interface TrendsDeps {
  readonly warehouse: Warehouse;
  readonly clock: { nowMs(): number };
  /** The merchant's. */
  readonly timeZone: string;
}

/**
 * What happened day by day, empty days included, with the days that are unlike those before them. Revenue is the
 * ledger's, net of refunds, by the merchant's accounting days; everything else by days of the asked time zone. Throws
 * `invalid_request` for days that are no period.
 */
export async function readTrends(deps: TrendsDeps, query: TrendsQuery): Promise<Omit<TrendsView, 'behind'>> {
  const timeZone = query.timeZone ?? deps.timeZone;
  const today = createDayOf(timeZone)(deps.clock.nowMs());
  const period = resolvePeriod(query, today);
  const asked = { ...period, timeZone, today, days: daysBetween(period.from, period.to) };
  const [money, counts] = await deps.warehouse.withSession(async (session) => [
    await revenueOf(session, period),
    await countsOf(session, asked),
  ]);
  return {
    ...asked,
    accountingTimeZone: deps.timeZone,
    series: [
      ...[...money].map(([currency, byDay]) =>
        seriesOf(asked, { name: 'netRevenue', unit: 'minor', currency, top: byDay, bottom: null }),
      ),
      ...kinds.map(({ name, unit, top, bottom }) =>
        seriesOf(asked, {
          ...{ name, unit, currency: null },
          top: counts.get(top) ?? NONE,
          bottom: bottom === null ? null : (counts.get(bottom) ?? NONE),
        }),
      ),
    ],
  };
}

type ByDay = ReadonlyMap<string, number>;
const NONE: ByDay = new Map();

/** Each figure, of the sums below; `bottom` is what its days are divided by. */
const kinds = [
  { name: 'orders', unit: 'count', top: 'orders', bottom: null },
  { name: 'refunds', unit: 'count', top: 'refunds', bottom: null },
  { name: 'paymentSuccess', unit: 'share', top: 'collected', bottom: 'tried' },
  { name: 'conversations', unit: 'count', top: 'conversations', bottom: null },
  { name: 'questions', unit: 'count', top: 'questions', bottom: null },
  { name: 'answered', unit: 'share', top: 'answered', bottom: 'questions' },
  { name: 'handoffs', unit: 'count', top: 'handoffs', bottom: null },
  { name: 'csat', unit: 'score', top: 'csatSum', bottom: 'csatAnswers' },
  { name: 'recommended', unit: 'count', top: 'recommended', bottom: null },
  { name: 'clickRate', unit: 'share', top: 'clicked', bottom: 'recommended' },
] as const;

const SUMS: Readonly<Record<string, string>> = {
  orders: `SELECT "atMs", 1 AS "value" FROM "sale"`,
  refunds: `SELECT "atMs", 1 FROM "refund"`,
  collected: `SELECT "atMs", 1 FROM "sale" WHERE "gateway" IS NOT NULL`,
  tried: `SELECT "atMs", 1 FROM "sale" WHERE "gateway" IS NOT NULL UNION ALL SELECT "atMs", 1 FROM "failure" WHERE "gateway" IS NOT NULL`,
  conversations: `SELECT "atMs", 1 FROM "conversation"`,
  questions: `SELECT "atMs", 1 FROM "turn"`,
  answered: `SELECT "atMs", 1 FROM "turn" WHERE "repliesCount" > 0`,
  handoffs: `SELECT "atMs", 1 FROM "handoff" WHERE "how" = 'requested'`,
  csatSum: `SELECT "atMs", "score" FROM "csat"`,
  csatAnswers: `SELECT "atMs", 1 FROM "csat"`,
  recommended: `SELECT "atMs", 1 FROM "impression"`,
  clicked: `SELECT "atMs", 1 FROM "impression" WHERE "impressionKey" IN (SELECT "impressionKey" FROM "click")`,
};

/** Revenue less discounts and refunds, before fees: currency → day → amount in minor units. */
async function revenueOf(session: Session, { from, to }: Period): Promise<ReadonlyMap<string, ByDay>> {
  const rows = await session.rows(
    `SELECT "currency", "accountingDay" AS "day", (-sum("amountMinor"))::BIGINT AS "sum" FROM "money"
      WHERE "account" IN ('revenue', 'discounts', 'bonus_discounts', 'refunds') AND "accountingDay" BETWEEN $from AND $to
      GROUP BY ALL ORDER BY "currency"`,
    { from, to },
  );
  return grouped(rows.map((row) => [String(row['currency']), String(row['day']), Number(row['sum'])]));
}

async function countsOf(
  session: Session,
  period: Period & { readonly timeZone: string },
): Promise<ReadonlyMap<string, ByDay>> {
  const parts = periodIntervals(period).map(
    ({ fromMs, toMs }) => `("atMs" >= ${fromMs} AND "atMs" < ${toMs})`,
  );
  if (parts.length === 0) return new Map();
  const selects = Object.entries(SUMS).map(
    ([name, select]) =>
      `SELECT '${name}' AS "name", "atMs", "value" FROM (${select}) AS "sums" ("atMs", "value")`,
  );
  const rows = await session.rows(
    `SELECT "name", strftime(timezone($timeZone, make_timestamptz("atMs" * 1000)), '%Y-%m-%d') AS "day", sum("value") AS "sum"
      FROM (${selects.join(' UNION ALL ')}) WHERE ${parts.join(' OR ')} GROUP BY ALL`,
    { timeZone: period.timeZone },
  );
  return grouped(rows.map((row) => [String(row['name']), String(row['day']), Number(row['sum'])]));
}

function grouped(
  rows: readonly (readonly [group: string, day: string, sum: number])[],
): ReadonlyMap<string, ByDay> {
  const groups = new Map<string, Map<string, number>>();
  for (const [group, day, sum] of rows) {
    const own = groups.get(group) ?? new Map<string, number>();
    groups.set(group, own.set(day, sum));
  }
  return groups;
}

interface Figure extends Pick<TrendSeries, 'name' | 'unit' | 'currency'> {
  readonly top: ByDay;
  readonly bottom: ByDay | null;
}

function seriesOf(
  { days, today }: { readonly days: readonly string[]; readonly today: string },
  { name, unit, currency, top, bottom }: Figure,
): TrendSeries {
  const tops = days.map((day) => top.get(day) ?? 0);
  const bottoms = bottom === null ? null : days.map((day) => bottom.get(day) ?? 0);
  const values = tops.map((sum, place) => (bottoms === null ? sum : divided(sum, bottoms[place] ?? 0)));
  const scatterOf = (median: number, place: number): number => {
    if (unit === 'count') return Math.sqrt(Math.max(median, 1));
    // A share of few is moved by each of them; a score of one to five by a point at most.
    const share = unit === 'share' ? Math.min(Math.max(median, 0.01), 0.99) : 0.5;
    return unit === 'minor' ? 0 : Math.sqrt((share * (1 - share)) / Math.max(bottoms?.[place] ?? 1, 1));
  };
  // A day that is not over is no lower than others for that.
  const over = days.filter((day) => day < today).length;
  return {
    ...{ name, unit, currency, values, of: bottoms },
    total: bottoms === null ? sumOf(tops) : divided(sumOf(tops), sumOf(bottoms)),
    anomalies: findAnomalies({ days: days.slice(0, over), values: values.slice(0, over), scatterOf }),
  };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function divided(top: number, bottom: number): number | null {
  return bottom === 0 ? null : top / bottom;
}
