import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db/database.ts';

interface Audited {
  /** Past tense. */
  readonly action: string;
  readonly staffId: string;
  readonly conversationId: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Who passed a conversation on, gave it back or closed it stays provable. The last thing of its transaction. */
export function auditChange(
  deps: { clock: Clock },
  tx: Tx,
  { action, staffId, conversationId, detail = {} }: Audited,
): Promise<void> {
  return appendAudit(deps, tx, { action, actor: `staff:${staffId}`, subjectId: conversationId, detail });
}
