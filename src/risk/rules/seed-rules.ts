import type { Tx } from '../../kernel/db/database.ts';
import type { RulesDeps } from './deps.ts';
import type { RuleDefinition, RuleState } from './rule.ts';
import { standardDefinitions } from './standard-rules.ts';
import { hasRules, insertRules, type RuleRow, turnPage } from './store.ts';

/** Writes the standard rules, live as version 1, before the first change; afterwards nothing. */
export async function seedRules(deps: Pick<RulesDeps, 'clock' | 'newId'>, tx: Tx): Promise<void> {
  // The row of the book is the lock under which two first changes come one after another.
  await turnPage(tx);
  if (await hasRules(tx)) return;
  const rows = standardDefinitions.map((definition) =>
    rowOf(deps, definition, { version: 1, status: 'live', createdBy: 'system' }),
  );
  await insertRules(tx, rows);
}

/** A row for a version of a rule. */
export function rowOf(
  deps: Pick<RulesDeps, 'clock' | 'newId'>,
  definition: RuleDefinition,
  made: { version: number; status: RuleState; createdBy: string },
): RuleRow {
  const { learner, ...columns } = definition;
  const nowMs = deps.clock.nowMs();
  return {
    ...columns,
    ...made,
    ruleId: deps.newId('rul'),
    liveKey: made.status === 'live' ? definition.name : null,
    shadowKey: made.status === 'shadow' ? definition.name : null,
    learnerZh: learner.zh,
    learnerEn: learner.en,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}
