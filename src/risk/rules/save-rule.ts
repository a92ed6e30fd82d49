import { appendAudit } from '../../kernel/audit/append-audit.ts';
import { DomainError } from '../../kernel/errors.ts';
import { riskErrors } from '../errors.ts';
import { compileRule, RuleRefused } from './compile-rule.ts';
import type { RulesDeps } from './deps.ts';
import type { RuleDefinition } from './rule.ts';
import { rowOf, seedRules } from './seed-rules.ts';
import { findVersions, insertRules, type RuleRow, updateDraft } from './store.ts';

export interface SaveRule {
  readonly definition: RuleDefinition;
  /** As the audit chain names them. */
  readonly actor: string;
}

/**
 * Keeps a rule as a draft: the name's draft written anew, else its next version. Nothing comes in force by it. Throws
 * `rule_invalid` with place and reason when it does not compile or type-check.
 */
export async function saveRule(deps: RulesDeps, { definition, actor }: SaveRule): Promise<RuleRow> {
  refuseInvalid(definition);
  return deps.db.transact(async (tx) => {
    await seedRules(deps, tx);
    const versions = await findVersions(tx, definition.name);
    const draft = versions.find(({ status }) => status === 'draft');
    const version = draft?.version ?? (versions[0]?.version ?? 0) + 1;
    const row = rowOf(deps, definition, { version, status: 'draft', createdBy: actor });
    const saved =
      draft === undefined ? row : { ...row, ruleId: draft.ruleId, createdAtMs: draft.createdAtMs };
    if (draft === undefined) await insertRules(tx, [saved]);
    else await updateDraft(tx, saved);
    const detail = { name: saved.name, version };
    await appendAudit(deps, tx, { action: 'rule.saved', actor, subjectId: saved.ruleId, detail });
    return saved;
  });
}

/** Throws `rule_invalid`. */
export function refuseInvalid(definition: RuleDefinition): void {
  try {
    compileRule(definition, { version: 0, state: 'shadow' });
  } catch (error) {
    if (!(error instanceof RuleRefused)) throw error;
    throw new DomainError(riskErrors.rule_invalid, { extensions: { ...error.fault } });
  }
}
