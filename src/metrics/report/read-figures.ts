import { createDayOf } from '../days.ts';
import { exportSelects } from '../export/export-select.ts';
import { periodIntervals } from '../journey/period-intervals.ts';
import { resolvePeriod } from '../period.ts';
import type { Warehouse } from '../warehouse/open-warehouse.ts';
import type { Row, Session } from '../warehouse/session.ts';
import { answersOf } from './answers.ts';
import { cohortsBy } from './cohorts.ts';
import { gapsOf } from './gaps.ts';
import { wilson } from './intervals.ts';
import { segmentsOf } from './segments.ts';
import { type UnansweredDeps, unansweredOf } from './unanswered.ts';
import { OUTCOMES, variantsOf } from './variants.ts';
import type { FiguresQuery, FiguresView, MoneyDay } from './wire.ts';

interface FiguresDeps extends UnansweredDeps {
  readonly warehouse: Warehouse;
  readonly clock: { nowMs(): number };
  readonly timeZone: string;
}

/**
 * What an operator of the business looks at, for a period. Money is the ledger's, by the merchant's accounting days;
 * everything else by days of the asked time zone. Throws `invalid_request` for days that are no period.
 */
export async function readFigures(deps: FiguresDeps, query: FiguresQuery): Promise<FiguresView> {
  const timeZone = query.timeZone ?? deps.timeZone;
  const today = createDayOf(timeZone)(deps.clock.nowMs());
  const period = resolvePeriod(query, today);
  const intervals = periodIntervals({ ...period, timeZone });
  const parts = intervals.map(({ fromMs, toMs }) => `("atMs" >= ${fromMs} AND "atMs" < ${toMs})`);
  const inside = parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`;
  const unanswered = await unansweredOf(deps, intervals);
  return deps.warehouse.withSession(async (session) => ({
    ...period,
    timeZone,
    accountingTimeZone: deps.timeZone,
    today,
    money: await moneyOf(session, period),
    gateways: await gatewaysOf(session, inside),
    service: await serviceOf(session, inside),
    ranks: await ranksOf(session, inside),
    cohorts: (await cohortsBy(session, 'month', { timeZone, today })).map(({ start, ...cohort }) => ({
      month: start.slice(0, 7),
      ...cohort,
    })),
    weeklyCohorts: (await cohortsBy(session, 'week', { timeZone, today })).map(({ start, ...cohort }) => ({
      week: start,
      ...cohort,
    })),
    ...(await variantsOf(session, inside)),
    answers: await answersOf(session, inside),
    gaps: await gapsOf(session, inside),
    unanswered,
    segments: await segmentsOf(session, intervals.at(-1)?.toMs ?? 0),
  }));
}

const count = (row: Row | undefined, name: string): number => Number(row?.[name] ?? 0);

async function moneyOf(session: Session, { from, to }: { from: string; to: string }): Promise<MoneyDay[]> {
  const { sql, order } = exportSelects.accounting_days;
  const rows = await session.rows(
    `${sql} WHERE "accountingDay" BETWEEN $from AND $to GROUP BY "accountingDay", "currency" ORDER BY ${order}`,
    { from, to },
  );
  return rows.map((row) => {
    const numbers = Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? Number(value) : value,
    ]);
    return Object.fromEntries(numbers) as MoneyDay;
  });
}

async function gatewaysOf(session: Session, inside: string): Promise<FiguresView['gateways']> {
  const rows = await session.rows(`SELECT "gateway", "code", count(*) AS "count" FROM (
      SELECT "gateway", NULL AS "code" FROM "sale" WHERE ${inside}
      UNION ALL SELECT "gateway", "code" FROM "failure" WHERE ${inside})
    WHERE "gateway" IS NOT NULL GROUP BY ALL ORDER BY "count" DESC, "code"`);
  const names = [...new Set(rows.map((row) => String(row['gateway'])))].sort();
  return names.map((gateway) => {
    const own = rows.filter((row) => row['gateway'] === gateway);
    const paid = count(
      own.find((row) => row['code'] === null),
      'count',
    );
    const codes = own
      .filter((row) => row['code'] !== null)
      .map((row) => ({ code: String(row['code']), count: count(row, 'count') }));
    const failed = codes.reduce((sum, code) => sum + code.count, 0);
    return { gateway, paid, failed, success: wilson(paid, paid + failed), codes };
  });
}

async function serviceOf(session: Session, inside: string): Promise<FiguresView['service']> {
  const [talk] = await session.rows(`SELECT count(DISTINCT "turn"."conversationKey") AS "asked",
      count(DISTINCT "asked"."conversationKey") AS "handed"
    FROM (SELECT * FROM "turn" WHERE ${inside}) AS "turn"
    LEFT JOIN (SELECT "conversationKey" FROM "handoff" WHERE "how" = 'requested') AS "asked" USING ("conversationKey")`);
  const [all] = await session.rows(`SELECT count(*) AS "conversations" FROM "conversation" WHERE ${inside}`);
  const [csat] = await session.rows(
    `SELECT count("score") AS "count", avg("score") AS "average" FROM "csat" WHERE ${inside}`,
  );
  const [wait] =
    await session.rows(`SELECT quantile_disc("waitMs", 0.5) AS "median", quantile_disc("waitMs", 0.95) AS "p95" FROM (
    SELECT min("atMs") FILTER ("how" = 'accepted') - min("atMs") FILTER ("how" = 'requested') AS "waitMs"
    FROM "handoff" GROUP BY "handoffId" HAVING "waitMs" IS NOT NULL AND ${inside.replaceAll('"atMs"', `min("atMs")`)})`);
  const [asked, handed] = [count(talk, 'asked'), count(talk, 'handed')];
  return {
    conversations: count(all, 'conversations'),
    handedOff: handed,
    handoff: wilson(handed, asked),
    deflection: wilson(asked - handed, asked),
    csatAnswers: count(csat, 'count'),
    csatAverage: csat?.['average'] === null || csat === undefined ? null : Number(csat['average']),
    waitMedianMs: orNull(wait?.['median']),
    waitP95Ms: orNull(wait?.['p95']),
  };
}

function orNull(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}

async function ranksOf(session: Session, inside: string): Promise<FiguresView['ranks']> {
  const rows =
    await session.rows(`SELECT "rank", count(*) AS "shown", count(*) FILTER ("isClicked") AS "clicked",
      count(*) FILTER ("isPaid") AS "paid"
    FROM (${OUTCOMES}) WHERE ${inside} AND "rank" IS NOT NULL GROUP BY "rank" ORDER BY "rank"`);
  return rows.map((row) => {
    const [shown, clicked, paid] = [count(row, 'shown'), count(row, 'clicked'), count(row, 'paid')];
    return {
      rank: count(row, 'rank'),
      shown,
      clicked,
      paid,
      ctr: wilson(clicked, shown),
      conversion: wilson(paid, shown),
    };
  });
}
