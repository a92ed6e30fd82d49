import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import { GIVEN_UP_AT_MS } from './store.ts';

/** A command beside a running server keeps the writer for a moment only. */
const ROWS_AT_ONCE = 200;

export interface ReplayNotifications {
  readonly gatewayEventIds: readonly string[];
  /** Who, for the audit: `command_line`, or a pseudonym. */
  readonly actor: string;
}

/**
 * Puts stored notifications before the job once more, which applies them as it did the first time: twice is once.
 * Those that still wait stay as they are. Returns how many were put there.
 */
export async function replayNotifications(
  deps: { readonly db: Database; readonly clock: Clock },
  { gatewayEventIds, actor }: ReplayNotifications,
): Promise<number> {
  let replayed = 0;
  for (let from = 0; from < gatewayEventIds.length; from += ROWS_AT_ONCE) {
    const ids = gatewayEventIds.slice(from, from + ROWS_AT_ONCE);
    replayed += await deps.db.transact(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('gateway_event')
        // Due at once, whatever clock the server goes by. What came of it before stays until there is news.
        .set({ status: 'received', attempts: 0, nextAttemptAtMs: 0 })
        .where('gatewayEventId', 'in', ids)
        .where('status', '<>', 'received')
        .executeTakeFirst();
      const count = Number(numUpdatedRows);
      if (count > 0) {
        const audit = {
          action: 'gateway_event.replayed',
          actor,
          subjectId: ids[0] ?? null,
          detail: { count },
        };
        await appendAudit(deps, tx, audit);
      }
      return count;
    });
  }
  return replayed;
}

/** Ids of those that were given up since an instant, oldest first. */
export async function findGivenUp(deps: { readonly db: Database }, sinceMs: number): Promise<string[]> {
  const rows = await deps.db.query
    .selectFrom('gateway_event')
    .select('gatewayEventId')
    .where('nextAttemptAtMs', '=', GIVEN_UP_AT_MS)
    .where('receivedAtMs', '>=', sinceMs)
    .orderBy('gatewayEventId')
    .execute();
  return rows.map(({ gatewayEventId }) => gatewayEventId);
}
