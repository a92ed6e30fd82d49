import type { Queries } from '../db/database.ts';
import type { AuditEntry } from '../db/tables.ts';

export interface ListAudit {
  readonly action?: string | undefined;
  readonly actor?: string | undefined;
  readonly subjectId?: string | undefined;
  /** Only entries before this one, for the next page. */
  readonly beforeSequence?: number | undefined;
  readonly limit: number;
}

/** Entries of the audit chain, newest first. */
export function listAudit(db: Queries, command: ListAudit): Promise<AuditEntry[]> {
  const { action, actor, subjectId, beforeSequence, limit } = command;
  return db
    .selectFrom('audit_entry')
    .selectAll()
    .$if(action !== undefined, (query) => query.where('action', '=', action ?? ''))
    .$if(actor !== undefined, (query) => query.where('actor', '=', actor ?? ''))
    .$if(subjectId !== undefined, (query) => query.where('subjectId', '=', subjectId ?? ''))
    .$if(beforeSequence !== undefined, (query) => query.where('sequence', '<', beforeSequence ?? 0))
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute();
}
