import { isWithin, selectOf } from '../export/export-rows.ts';
import { exportSelects, localTime } from '../export/export-select.ts';
import { moneyNumbers } from '../export/money-numbers.ts';
import { periodIntervals } from '../journey/period-intervals.ts';
import { paidAgainSql } from '../report/cohorts.ts';
import { exposedSql } from '../report/variants.ts';
import type { RowsQuery } from './wire.ts';

type Period = { readonly from: string; readonly to: string; readonly timeZone: string };

interface Source {
  readonly sql: string;
  readonly order: string;
}

/** The statement whose rows a figure is made of, and their order by the columns that it has. */
export function sourceOf(query: RowsQuery, period: Period): Source {
  if (query.of === 'cohort' || query.of === 'weekly_cohort') return cohortSource(query, period);
  if (query.of === 'gap') return gapSource(period);
  if (query.of === 'exposed') return exposedSource(query, period);
  const sql = selectOf(query.of, period, false);
  const { number } = query;
  const entries = number === undefined || query.of !== 'ledger' ? '' : ` AND ${entriesOf(number)}`;
  return { sql: `${sql}${entries}`, order: exportSelects[query.of].rowsOrder };
}

function entriesOf(number: NonNullable<RowsQuery['number']>): string {
  if (number !== 'sales') return moneyNumbers[number].entries;
  return `${moneyNumbers.net.entries} AND NOT (${moneyNumbers.fee.entries})`;
}

const learner = `printf('%015x', "learnerKey") AS "learner"`;

function cohortSource({ of, cohort, later }: RowsQuery, { from }: Period): Source {
  const unit = of === 'cohort' ? 'month' : 'week';
  const paidIn = `date_trunc('${unit}', timezone($timeZone, make_timestamptz("sale"."atMs" * 1000)))`;
  // Both are checked by the schema: a day, and a whole number.
  return {
    sql: `SELECT ${learner}, "paymentId", "orderId", ${localTime('"sale"."atMs"')} AS "paidAt",
        "currency", "amountMinor", "gateway", "method"
      FROM "sale" WHERE "learnerKey" IN (SELECT "learnerKey" FROM (${paidAgainSql(unit)})
          WHERE "cohort" = '${cohort ?? from}' AND "later" = ${later})
        AND date_diff('${unit}', DATE '${cohort ?? from}', ${paidIn}::DATE) = ${later}`,
    order: '"paidAt", "paymentId"',
  };
}

function gapSource(period: Period): Source {
  const words = (list: string) => `array_to_string(coalesce("asked"."${list}", []), ' ')`;
  return {
    sql: `SELECT "conversationId", printf('%015x', "asked"."learnerKey") AS "learner", ${localTime('"asked"."atMs"')} AS "askedAt",
        "asked"."strategy", trim(${words('unmet')} || ' ' || ${words('relaxed')}) AS "unmet", "productsCount",
        "asked"."channel", "asked"."language"
      FROM "recommendation" AS "asked" LEFT JOIN "conversation" USING ("conversationKey")
      WHERE ${isWithin('"asked"."atMs"', periodIntervals(period))} AND list_contains("topicIds", $topic)`,
    order: '"askedAt", "conversationId"',
  };
}

function exposedSource({ experiment }: RowsQuery, period: Period): Source {
  const inside = isWithin('"atMs"', periodIntervals(period));
  return {
    sql: `SELECT "conversationId", printf('%015x', "exposed"."learnerKey") AS "learner", ${localTime('"exposed"."atMs"')} AS "shownAt",
        "exposed"."variant", "exposed"."isPaid"
      FROM (${exposedSql(inside)}) AS "exposed" LEFT JOIN "conversation" USING ("conversationKey")
      WHERE "exposed"."variant" = $variant AND "experimentId" ${experiment === undefined ? 'IS NULL' : '= $experiment'}`,
    order: '"shownAt", "learner"',
  };
}
