import type { Tx } from '../../kernel/db/database.ts';
import type { RulesDeps } from './deps.ts';
import { turnPage } from './store.ts';

/** Changes what the book of rules and models holds: one change at a time, and every process reads it anew. */
export async function changeBook<T>(
  { db, ruleBook }: Pick<RulesDeps, 'db' | 'ruleBook'>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const changed = await db.transact(async (tx) => {
    // Whoever changes it at the same time waits here.
    await turnPage(tx);
    return work(tx);
  });
  await ruleBook.refresh();
  return changed;
}
