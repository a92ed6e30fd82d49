import type { Queries, Tx } from '../../kernel/db/database.ts';
import type { RiskRule, RiskRuleChange, RiskRuleSnooze } from '../../kernel/db/tables.ts';
import type { RuleDefinition, RuleState } from './rule.ts';

export type RuleRow = Omit<RiskRule, 'status'> & { readonly status: RuleState };
export type RuleChange = RiskRuleChange;
export type Snooze = RiskRuleSnooze;

const BOOK = 'book';

/** The number that grows with every change of rules, snoozes and lists. */
export async function findBookVersion(queries: Queries): Promise<number> {
  const row = await queries
    .selectFrom('risk_rule_book')
    .select('version')
    .where('bookId', '=', BOOK)
    .executeTakeFirst();
  return row?.version ?? 0;
}

/** Says to every process, once committed, that what they hold is old; changes of rules wait for each other here. */
export async function turnPage(tx: Tx): Promise<void> {
  await tx
    .updateTable('risk_rule_book')
    .set((of) => ({ version: of('version', '+', 1) }))
    .where('bookId', '=', BOOK)
    .execute();
}

/** Rules in the given states, by name, newest version first. */
export async function findRules(queries: Queries, states: readonly RuleState[]): Promise<RuleRow[]> {
  const rows = await queries
    .selectFrom('risk_rule')
    .selectAll()
    .where('status', 'in', states)
    .orderBy('name')
    .orderBy('version', 'desc')
    .execute();
  return rows as RuleRow[];
}

export async function findRule(queries: Queries, ruleId: string): Promise<RuleRow | undefined> {
  const row = await queries
    .selectFrom('risk_rule')
    .selectAll()
    .where('ruleId', '=', ruleId)
    .executeTakeFirst();
  return row as RuleRow | undefined;
}

/** All versions of a name, newest first. */
export async function findVersions(queries: Queries, name: string): Promise<RuleRow[]> {
  const rows = await queries
    .selectFrom('risk_rule')
    .selectAll()
    .where('name', '=', name)
    .orderBy('version', 'desc')
    .execute();
  return rows as RuleRow[];
}

export async function hasRules(queries: Queries): Promise<boolean> {
  const row = await queries.selectFrom('risk_rule').select('ruleId').limit(1).executeTakeFirst();
  return row !== undefined;
}

export async function insertRules(tx: Tx, rules: readonly RuleRow[]): Promise<void> {
  await tx.insertInto('risk_rule').values(rules).execute();
}

/** Writes a draft anew; what a rule is stays as it is from `shadow` on. */
export async function updateDraft(tx: Tx, rule: RuleRow): Promise<void> {
  const { ruleId, ...columns } = rule;
  await tx
    .updateTable('risk_rule')
    .set(columns)
    .where('ruleId', '=', ruleId)
    .where('status', '=', 'draft')
    .execute();
}

/** `liveKey` and `shadowKey` let one version of a name be live and one be in shadow. */
export async function updateRuleState(
  tx: Tx,
  { ruleId, name }: Pick<RuleRow, 'ruleId' | 'name'>,
  { status, updatedAtMs }: { status: RuleState; updatedAtMs: number },
): Promise<void> {
  await tx
    .updateTable('risk_rule')
    .set({
      status,
      liveKey: status === 'live' ? name : null,
      shadowKey: status === 'shadow' ? name : null,
      updatedAtMs,
    })
    .where('ruleId', '=', ruleId)
    .execute();
}

export function definitionOf(row: RuleRow): RuleDefinition {
  return {
    name: row.name,
    expression: row.expression,
    action: row.action as RuleDefinition['action'],
    priority: row.priority,
    whenMissing: row.whenMissing as RuleDefinition['whenMissing'],
    analystText: row.analystText,
    learner: { zh: row.learnerZh, en: row.learnerEn },
    retryAfterSeconds: row.retryAfterSeconds,
  };
}

export async function insertChange(tx: Tx, change: RuleChange): Promise<void> {
  await tx.insertInto('risk_rule_change').values(change).execute();
}

export async function findChange(queries: Queries, changeId: string): Promise<RuleChange | undefined> {
  return queries
    .selectFrom('risk_rule_change')
    .selectAll()
    .where('changeId', '=', changeId)
    .executeTakeFirst();
}

export async function findOpenChanges(queries: Queries): Promise<RuleChange[]> {
  return queries
    .selectFrom('risk_rule_change')
    .selectAll()
    .where('status', '=', 'requested')
    .orderBy('createdAtMs')
    .execute();
}

/** Settles a wish that is open; false when somebody else was faster. */
export async function settleChange(
  tx: Tx,
  change: Pick<RuleChange, 'changeId' | 'status' | 'decidedBy' | 'decidedAtMs'>,
): Promise<boolean> {
  const { changeId, ...columns } = change;
  const result = await tx
    .updateTable('risk_rule_change')
    .set({ ...columns, openKey: null })
    .where('changeId', '=', changeId)
    .where('status', '=', 'requested')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function insertSnooze(tx: Tx, snooze: Snooze): Promise<void> {
  await tx.insertInto('risk_rule_snooze').values(snooze).execute();
}

export async function findSnoozes(queries: Queries, nowMs: number): Promise<Snooze[]> {
  return queries
    .selectFrom('risk_rule_snooze')
    .selectAll()
    .where('untilMs', '>', nowMs)
    .orderBy('createdAtMs')
    .execute();
}
