import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { canTransition } from '../../kernel/state-machine.ts';
import { riskErrors } from '../errors.ts';
import type { RulesDeps } from './deps.ts';
import { type RuleState, ruleTransitions } from './rule.ts';
import { seedRules } from './seed-rules.ts';
import {
  findOpenChanges,
  findRule,
  findVersions,
  insertChange,
  type RuleChange,
  type RuleRow,
  updateRuleState,
} from './store.ts';

export interface PromoteRule {
  readonly name: string;
  /** Left out: the newest version that can be. */
  readonly version?: number;
  readonly to: Exclude<RuleState, 'draft'>;
  readonly note: string | null;
  readonly actor: string;
}

/** What became of a wish: done at once, or waiting for a second person. */
export type Promoted = { readonly rule: RuleRow; readonly change: RuleChange | null };

/**
 * Moves a version of a rule on. Into shadow and out of drafts at once; what changes the rules in force (live, and the
 * end of a live one) becomes a wish that another person decides (`decideRuleChange`). Throws `not_found`,
 * `rule_state_refused`, `rule_change_open`.
 */
export async function promoteRule(deps: RulesDeps, command: PromoteRule): Promise<Promoted> {
  const promoted = await deps.db.transact(async (tx) => {
    await seedRules(deps, tx);
    const rule = await wantedVersion(tx, command);
    const needsSecond = command.to === 'live' || rule.status === 'live';
    if (needsSecond) return { rule, change: await askFor(deps, tx, { rule, command }) };
    if (command.to === 'shadow') await retireShadow(deps, tx, rule);
    return { rule: await moveRule(deps, tx, { rule, to: command.to, actor: command.actor }), change: null };
  });
  await deps.ruleBook.refresh();
  return promoted;
}

async function wantedVersion(tx: Tx, { name, version, to }: PromoteRule): Promise<RuleRow> {
  const versions = (await findVersions(tx, name)).filter(
    (rule) => version === undefined || rule.version === version,
  );
  const rule = versions.find(({ status }) => canTransition(ruleTransitions, status, to));
  if (rule !== undefined) return rule;
  const [newest] = versions;
  if (newest === undefined) throw new DomainError(kernelErrors.not_found);
  throw new DomainError(riskErrors.rule_state_refused, { extensions: { status: newest.status } });
}

/** A name has one version in shadow: the newer one takes its place. */
async function retireShadow(deps: RulesDeps, tx: Tx, { name }: RuleRow): Promise<void> {
  for (const rule of await findVersions(tx, name))
    if (rule.status === 'shadow')
      await updateRuleState(tx, rule, { status: 'retired', updatedAtMs: deps.clock.nowMs() });
}

async function askFor(
  deps: RulesDeps,
  tx: Tx,
  { rule, command }: { rule: RuleRow; command: PromoteRule },
): Promise<RuleChange> {
  const open = (await findOpenChanges(tx)).find(({ ruleId }) => ruleId === rule.ruleId);
  if (open !== undefined)
    throw new DomainError(riskErrors.rule_change_open, { extensions: { changeId: open.changeId } });
  const change: RuleChange = {
    changeId: deps.newId('rch'),
    ruleId: rule.ruleId,
    wish: command.to === 'live' ? 'live' : 'retired',
    openKey: rule.ruleId,
    status: 'requested',
    note: command.note,
    requestedBy: command.actor,
    decidedBy: null,
    createdAtMs: deps.clock.nowMs(),
    decidedAtMs: null,
  };
  await insertChange(tx, change);
  await appendAudit(deps, tx, {
    action: 'rule.change_requested',
    actor: command.actor,
    subjectId: rule.ruleId,
    detail: { changeId: change.changeId, name: rule.name, version: rule.version, wish: change.wish },
  });
  return change;
}

/** Changes the state of a version, audited; a version that comes in force ends the one before it. */
export async function moveRule(
  deps: RulesDeps,
  tx: Tx,
  { rule, to, actor }: { rule: RuleRow; to: RuleState; actor: string },
): Promise<RuleRow> {
  if (!canTransition(ruleTransitions, rule.status, to))
    throw new DomainError(riskErrors.rule_state_refused, { extensions: { status: rule.status } });
  const updatedAtMs = deps.clock.nowMs();
  if (to === 'live') {
    const before = (await findVersions(tx, rule.name)).find(({ status }) => status === 'live');
    if (before !== undefined) await updateRuleState(tx, before, { status: 'retired', updatedAtMs });
  }
  await updateRuleState(tx, rule, { status: to, updatedAtMs });
  const detail = { name: rule.name, version: rule.version, from: rule.status };
  await appendAudit(deps, tx, { action: `rule.${pastOf[to]}`, actor, subjectId: rule.ruleId, detail });
  return (await findRule(tx, rule.ruleId)) ?? rule;
}

const pastOf: Readonly<Record<RuleState, string>> = {
  draft: 'saved',
  shadow: 'shadowed',
  live: 'put_live',
  retired: 'retired',
};
