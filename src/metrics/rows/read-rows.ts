import { createDayOf } from '../days.ts';
import { resolvePeriod } from '../period.ts';
import { plainValue } from '../sql/plain-value.ts';
import type { Warehouse } from '../warehouse/open-warehouse.ts';
import { sourceOf } from './source.ts';
import type { RowsQuery, RowsView } from './wire.ts';

export interface RowsDeps {
  readonly warehouse: Warehouse;
  readonly clock: { nowMs(): number };
  /** The merchant's. */
  readonly timeZone: string;
}

/** The columns by which rows may be chosen. */
const CHOSEN_BY = ['gateway', 'code', 'currency', 'rank', 'strategy'] as const;

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
    const named = namedIn(sql, { ...query, timeZone });
    const described = await session.rows(`DESCRIBE ${sql}`, named);
    const columns = described.map((row) => String(row['column_name']));
    const chosen = CHOSEN_BY.filter((name) => query[name] !== undefined && columns.includes(name));
    const values = {
      ...named,
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

const NAMED = ['timeZone', 'topic', 'variant', 'experiment'] as const;

/** Only what a statement names may be handed to it. */
function namedIn(
  sql: string,
  given: RowsQuery & { readonly timeZone: string },
): Record<string, string | null> {
  const names = NAMED.filter((name) => sql.includes(`$${name}`));
  return Object.fromEntries(names.map((name) => [name, given[name] ?? null]));
}
