import { createHash } from 'node:crypto';
import { appendAudit } from '../../kernel/audit/append-audit.ts';
import { DomainError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { Analytics } from '../analytics.ts';
import { metricsErrors } from '../errors.ts';
import type { Session, StreamedRows } from '../warehouse/session.ts';
import { BOUNDED_FUNCTIONS } from './bounded-functions.ts';
import { plainValue } from './plain-value.ts';
import { requireBounded } from './require-bounded.ts';
import type { SqlView } from './wire.ts';

interface AskSql {
  readonly sql: string;
  /** Who asks, as the audit names them. */
  readonly actor: string;
}

/**
 * Answers one reading statement from a copy of the facts. Throws `sql_refused` for anything else, with what the database
 * says, `sql_too_slow` and `sql_too_large` for what takes or gives more than it may. Audited before it runs: who, when and the
 * statement's digest, since its words may name people.
 */
export async function askSql(
  analytics: Pick<Analytics, 'db' | 'clock' | 'snapshots' | 'sqlTimeMs'>,
  { sql, actor }: AskSql,
): Promise<SqlView> {
  const digest = createHash('sha256').update(sql).digest('hex');
  await analytics.db.transact((tx) =>
    appendAudit(analytics, tx, {
      action: 'analytics.sql_asked',
      actor,
      detail: { digest, characters: sql.length },
    }),
  );
  const { warehouse, takenAtMs } = await analytics.snapshots.current();
  const startedMs = performance.now();
  const answer = await warehouse.withSession((session) => runGuarded(session, sql, analytics.sqlTimeMs));
  return { ...answer, snapshotAtMs: takenAtMs, tookMs: Math.round(performance.now() - startedMs) };
}

type Answer = Pick<SqlView, 'columns' | 'rows' | 'isTruncated'>;

async function runGuarded(session: Session, sql: string, timeMs: number): Promise<Answer> {
  const stop = { isLate: false };
  const timer = setTimeout(() => {
    stop.isLate = true;
    session.interrupt();
  }, timeMs);
  try {
    // Planning computes constants already.
    for (const macro of BOUNDED_FUNCTIONS) await session.run(macro);
    await requireBounded(session, sql);
    await session.requireOneSelect(sql);
    return await readRows(await session.stream(sql));
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw refusalOf(error, stop.isLate);
  } finally {
    clearTimeout(timer);
  }
}

async function readRows({ names, chunks }: StreamedRows): Promise<Answer> {
  const rows: unknown[][] = [];
  let characters = 0;
  for await (const chunk of chunks) {
    // A row at a time: two thousand long texts at once would be more than this process can hold.
    for (let place = 0; place < chunk.rowCount; place += 1) {
      if (rows.length === limits.analyticsSqlRowsMax) return { columns: [...names], rows, isTruncated: true };
      const plain = chunk.getRowValues(place).map(plainValue);
      characters += JSON.stringify(plain).length;
      if (characters > limits.analyticsSqlCharactersMax) throw new DomainError(metricsErrors.sql_too_large);
      rows.push(plain);
    }
  }
  return { columns: [...names], rows, isTruncated: false };
}

function refusalOf(error: unknown, isLate: boolean): DomainError {
  const detail = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  if (isLate) return new DomainError(metricsErrors.sql_too_slow);
  const isLarge = /Out of Memory|memory limit/i.test(detail);
  return new DomainError(isLarge ? metricsErrors.sql_too_large : metricsErrors.sql_refused, { detail });
}
