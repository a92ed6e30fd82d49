import type { Queries } from '../../kernel/db/database.ts';
import { findListEntries } from '../lists/store.ts';
import type { RuleBookView, RuleChangeView, RuleView } from '../wire.ts';
import type { RulesDeps } from './deps.ts';
import { ruleFields } from './rule-fields.ts';
import { seedRules } from './seed-rules.ts';
import { definitionOf, findOpenChanges, findRules, findSnoozes, type RuleRow } from './store.ts';

/** Everything in the book as `actor` sees it: rules that are not over, open wishes, snoozes, lists. */
export async function viewRules(deps: RulesDeps, actor: string): Promise<RuleBookView> {
  await deps.db.transact((tx) => seedRules(deps, tx));
  const { query } = deps.db;
  const nowMs = deps.clock.nowMs();
  const [rules, snoozes, entries] = await Promise.all([
    findRules(query, ['draft', 'shadow', 'live']),
    findSnoozes(query, nowMs),
    findListEntries(query, nowMs),
  ]);
  return {
    rules: rules.map(viewRule).sort((one, other) => other.priority - one.priority),
    changes: await viewChanges(query, { rules, actor }),
    snoozes: snoozes as RuleBookView['snoozes'],
    entries,
    fields: Object.entries(ruleFields).map(([name, type]) => ({ name, type })),
  };
}

/** A version of a rule for those who work with it. */
export function viewRule(row: RuleRow): RuleView {
  const { ruleId, version, status, createdBy, updatedAtMs } = row;
  return { ...definitionOf(row), ruleId, version, status, createdBy, updatedAtMs };
}

async function viewChanges(
  query: Queries,
  { rules, actor }: { rules: readonly RuleRow[]; actor: string },
): Promise<RuleChangeView[]> {
  const changes = await findOpenChanges(query);
  return changes.flatMap(({ changeId, ruleId, wish, note, requestedBy, createdAtMs }) => {
    const rule = rules.find((one) => one.ruleId === ruleId);
    if (rule === undefined) return [];
    const { name, version } = rule;
    const mayApprove = requestedBy !== actor;
    return [
      {
        ...{ changeId, ruleId, name, version, note, requestedBy, createdAtMs, mayApprove },
        wish: wish === 'live' ? ('live' as const) : ('retired' as const),
      },
    ];
  });
}
