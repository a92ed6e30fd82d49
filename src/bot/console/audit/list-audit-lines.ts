import type { z } from 'zod';
import { listAudit } from '../../../kernel/audit/list-audit.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { namesOfStaff } from '../thread.ts';
import type { AuditPage, AuditQuery } from './wire.ts';

const STAFF = 'staff:';

/** Entries of the audit chain with the names of who acted, newest first. */
export async function listAuditLines(
  deps: Pick<ConsoleOpsDeps, 'db'>,
  { cursor, limit, ...query }: z.output<typeof AuditQuery>,
): Promise<AuditPage> {
  const entries = await listAudit(deps.db.query, { ...query, beforeSequence: cursor, limit: limit + 1 });
  const page = entries.slice(0, limit);
  const names = await namesOfStaff(
    deps.db.query,
    page.map(({ actor }) => staffIdOf(actor)),
  );
  return {
    entries: page.map(({ sequence, action, actor, subjectId, detail, occurredAtMs }) => ({
      ...{ sequence, action, actor, subjectId, occurredAtMs },
      actorName: names.get(staffIdOf(actor) ?? '') ?? null,
      detail: JSON.parse(detail) as Record<string, unknown>,
    })),
    nextCursor: entries.length > limit ? (page.at(-1)?.sequence ?? null) : null,
  };
}

function staffIdOf(actor: string): string | null {
  return actor.startsWith(STAFF) ? actor.slice(STAFF.length) : null;
}
