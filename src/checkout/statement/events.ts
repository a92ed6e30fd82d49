import type { Tx } from '../../kernel/db/database.ts';
import { appendEvent, type OutboxDeps } from '../../kernel/outbox.ts';
import type { StatementImport } from './store.ts';

/** A statement was compared with our books; tells how many differences of each kind are open. */
export function statementMatched(
  deps: OutboxDeps & { livemode: boolean },
  tx: Tx,
  { statement, open }: { statement: StatementImport; open: Readonly<Record<string, number>> },
): Promise<string> {
  const { importId, gateway, day, linesCount } = statement;
  return appendEvent(deps, tx, {
    type: 'statement.matched',
    subjectId: importId,
    livemode: deps.livemode,
    payload: { importId, gateway, day, linesCount, open },
  });
}
