import { limits } from '../../kernel/limits.ts';
import { FACTS, JOURNEY_TABLES, tablesOf } from '../warehouse/schema.ts';
import type { SqlTables } from './wire.ts';

/** The tables worth a question; what keeps the warehouse itself in order is none of them. */
const LISTED = [...Object.keys(FACTS), 'product', 'money', ...Object.values(JOURNEY_TABLES)];
const COLUMN = /"(\w+)" ([A-Z0-9]+(?:\[\])?)/g;

/** What analysts' SQL may read, with the limits of an answer. */
export function listTables({ sqlTimeMs }: { readonly sqlTimeMs: number }): SqlTables {
  const columns = tablesOf();
  return {
    tables: LISTED.map((table) => ({
      table,
      columns: [...(columns[table] ?? '').matchAll(COLUMN)].map(([, column = '', type = '']) => ({
        column,
        type,
      })),
    })),
    secondsMax: sqlTimeMs / 1000,
    rowsMax: limits.analyticsSqlRowsMax,
  };
}
