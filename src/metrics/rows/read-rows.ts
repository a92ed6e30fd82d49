import { createDayOf } from '../days.ts';
import { selectOf } from '../export/export-rows.ts';
import { exportSelects, localTime } from '../export/export-select.ts';
import { resolvePeriod } from '../period.ts';
import { paidAgainSql } from '../report/cohorts.ts';
import { plainValue } from '../sql/plain-value.ts';
import type { Warehouse } from '../warehouse/open-warehouse.ts';
import type { RowsQuery, RowsView } from './wire.ts';

export interface RowsDeps {
  readonly warehouse: Warehouse;
  readonly clock: { nowMs(): number };
  /** The merchant's. */
  readonly timeZone: string;
}

/** The columns by which rows may be chosen. */
const CHOSEN_BY = ['gateway', 'code', 'currency', 'rank'] as const;

/**
 * The rows behind a figure, a page at a time, oldest first. Learners stand as keys, as everywhere in the facts. Throws
 * `invalid_request` for days that are no period.
 */
export function readRows(deps: RowsDeps, query: RowsQuery): Promise<RowsView> {
  // Accounting days are the merchant's (M16), whoever looks at them.
  const isOfLedger = query.of === 'ledger' || query.of === 'accounting_days';
  const timeZone = isOfLedger ? deps.timeZone : (query.timeZone ?? deps.timeZone);
  const period = resolvePeriod(query, createDayOf(timeZone)(deps.clock.nowMs()));
  const { sql, order } = sourceOf(query, { ...period, timeZone });
  return deps.warehouse.withSession(async (session) => {
    const described = await session.rows(`DESCRIBE ${sql}`, zoneOf(sql, timeZone));
    const columns = described.map((row) => String(row['column_name']));
    const chosen = CHOSEN_BY.filter((name) => query[name] !== undefined && columns.includes(name));
    const values = {
      ...zoneOf(sql, timeZone),
      ...Object.fromEntries(chosen.map((name) => [name, query[name] ?? null])),
    };
    const where = chosen.map((name) => `"${name}" = $${name}`).join(' AND ') || 'true';
    const [count] = await session.rows(
      `SELECT count(*) AS "count" FROM (${sql}) AS "all" WHERE ${where}`,
      values,
    );
    const rows = await session.rows(
      `SELECT * FROM (${sql}) AS "all" WHERE ${where} ORDER BY ${order} LIMIT ${query.limit} OFFSET ${query.offset}`,
      values,
    );
    return {
      ...{ ...period, timeZone, columns },
      total: Number(count?.['count'] ?? 0),
      rows: rows.map((row) => columns.map((name) => plainValue(row[name] ?? null))),
    };
  });
}

/** Only what a statement names may be handed to it. */
function zoneOf(sql: string, timeZone: string): Record<string, string> {
  return sql.includes('$timeZone') ? { timeZone } : {};
}

function sourceOf(
  { of, cohort, later }: RowsQuery,
  period: { readonly from: string; readonly to: string; readonly timeZone: string },
): { sql: string; order: string } {
  if (of !== 'cohort' && of !== 'weekly_cohort')
    return { sql: selectOf(of, period, false), order: exportSelects[of].rowsOrder };
  const unit = of === 'cohort' ? 'month' : 'week';
  const paidIn = `date_trunc('${unit}', timezone($timeZone, make_timestamptz("sale"."atMs" * 1000)))`;
  // Both are checked by the schema: a day, and a whole number.
  return {
    sql: `SELECT printf('%015x', "learnerKey") AS "learner", "paymentId", "orderId", ${localTime('"sale"."atMs"')} AS "paidAt",
        "currency", "amountMinor", "gateway", "method"
      FROM "sale" WHERE "learnerKey" IN (SELECT "learnerKey" FROM (${paidAgainSql(unit)})
          WHERE "cohort" = '${cohort ?? period.from}' AND "later" = ${later})
        AND date_diff('${unit}', DATE '${cohort ?? period.from}', ${paidIn}::DATE) = ${later}`,
    order: '"paidAt", "paymentId"',
  };
}
