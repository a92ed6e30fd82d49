import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { riskErrors } from '../errors.ts';
import { changeBook } from './change-book.ts';
import type { RulesDeps } from './deps.ts';
import { moveRule } from './promote-rule.ts';
import { findChange, findRule, type RuleChange, settleChange } from './store.ts';

export interface DecideRuleChange {
  readonly changeId: string;
  readonly decision: 'approved' | 'declined';
  /** `staff:ID`, never who wished it. */
  readonly actor: string;
}

/**
 * A second person allows or declines what would change the rules in force. Throws `not_found`, `second_person_needed`
 * when they ask for themselves, `rule_change_decided`.
 */
export function decideRuleChange(deps: RulesDeps, command: DecideRuleChange): Promise<RuleChange> {
  return changeBook(deps, (tx) => settle(deps, tx, command));
}

async function settle(
  deps: RulesDeps,
  tx: Tx,
  { changeId, decision, actor }: DecideRuleChange,
): Promise<RuleChange> {
  const change = await findChange(tx, changeId);
  const rule = change && (await findRule(tx, change.ruleId));
  if (change === undefined || rule === undefined) throw new DomainError(kernelErrors.not_found);
  // Taking one's own wish back needs nobody else.
  if (decision === 'approved' && change.requestedBy === actor)
    throw new DomainError(riskErrors.second_person_needed);
  const settled = { changeId, status: decision, decidedBy: actor, decidedAtMs: deps.clock.nowMs() };
  if (!(await settleChange(tx, settled))) throw new DomainError(riskErrors.rule_change_decided);
  const decided = { ...change, ...settled };
  if (decision === 'approved') {
    await moveRule(deps, tx, { rule, to: change.wish === 'live' ? 'live' : 'retired', actor });
    return decided;
  }
  const about = { actor, subjectId: rule.ruleId, detail: { changeId } };
  await appendAudit(deps, tx, { action: 'rule.change_declined', ...about });
  return decided;
}
