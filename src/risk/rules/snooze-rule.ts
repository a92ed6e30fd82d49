import { appendAudit } from '../../kernel/audit/append-audit.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { KeyName } from '../engine/types.ts';
import { keyAndHint } from '../lists/list-key.ts';
import type { RulesDeps } from './deps.ts';
import { seedRules } from './seed-rules.ts';
import { findVersions, insertSnooze, type Snooze } from './store.ts';

export interface SnoozeRule {
  readonly name: string;
  readonly kind: KeyName;
  /** The thing itself: an id, an address. Only its keyed hash is kept. */
  readonly value: string;
  readonly untilMs: number;
  readonly note: string;
  readonly actor: string;
}

/** Silences a rule for one key until a moment. Throws `not_found` when no version of it was ever saved. */
export async function snoozeRule(deps: RulesDeps, command: SnoozeRule): Promise<Snooze> {
  const { name, kind, value, untilMs, note, actor } = command;
  const snooze: Snooze = {
    snoozeId: deps.newId('snz'),
    ruleName: name,
    kind,
    ...keyAndHint(deps, { kind, value }),
    note,
    createdBy: actor,
    createdAtMs: deps.clock.nowMs(),
    untilMs,
  };
  await deps.db.transact(async (tx) => {
    await seedRules(deps, tx);
    if ((await findVersions(tx, name)).length === 0) throw new DomainError(kernelErrors.not_found);
    await insertSnooze(tx, snooze);
    const detail = { rule: name, kind, untilMs };
    await appendAudit(deps, tx, { action: 'rule.snoozed', actor, subjectId: snooze.snoozeId, detail });
  });
  await deps.ruleBook.refresh();
  return snooze;
}
