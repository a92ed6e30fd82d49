import type { Session } from '../warehouse/session.ts';
import { BOUNDED_NAMES } from './bounded-functions.ts';

/** They make texts as long as a number in them says, and have no bounded form. */
const UNBOUNDED_NAMES: ReadonlySet<string> = new Set(['printf', 'format', 'bar']);

const EXPLAIN = /^\s*explain(\s+analyze)?\b/i;

/**
 * Refuses functions without a bound, and bounded ones that are called by the schema of DuckDB's own. Looks at the parsed
 * statement: planning it would compute already what is constant. Throws a sentence; for what cannot be parsed, DuckDB's.
 */
export async function requireBounded(session: Session, sql: string): Promise<void> {
  const [row] = await session.rows('SELECT json_serialize_sql($sql::VARCHAR) AS parsed', {
    sql: sql.replace(EXPLAIN, ''),
  });
  const parsed = JSON.parse(String(row?.['parsed'])) as { error: boolean; error_message?: string };
  if (parsed.error) throw new Error(parsed.error_message);
  refuseIn(parsed);
}

function refuseIn(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) refuseCall(node);
  for (const inside of Object.values(node)) refuseIn(inside);
}

function refuseCall(node: { function_name?: unknown; schema?: unknown; catalog?: unknown }): void {
  if (typeof node.function_name !== 'string') return;
  const name = node.function_name.toLowerCase();
  if (UNBOUNDED_NAMES.has(name)) throw new Error(`${name} is not answered: it makes texts of any length`);
  const isQualified = Boolean(node.schema) || Boolean(node.catalog);
  if (isQualified && BOUNDED_NAMES.has(name)) throw new Error(`${name} is called without a schema here`);
}
