import { appendAudit } from '../../kernel/audit/append-audit.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { KeyName } from '../engine/types.ts';
import type { RulesDeps } from '../rules/deps.ts';
import { seedRules } from '../rules/seed-rules.ts';
import { keyAndHint } from './list-key.ts';
import { deleteListEntry, type ListEntry, type ListName, upsertListEntry } from './store.ts';

export interface AddToList {
  readonly list: ListName;
  readonly kind: KeyName;
  /** The thing itself; only its keyed hash is kept. */
  readonly value: string;
  /** Null: until somebody takes it off; whoever is let through is so for a time. */
  readonly untilMs: number | null;
  readonly note: string;
  readonly actor: string;
}

/** Puts a key on a list, audited; again replaces what was said of it. An entry to let through must have an end. */
export async function addToList(deps: RulesDeps, command: AddToList): Promise<ListEntry> {
  const { list, kind, value, untilMs, note, actor } = command;
  const entry: ListEntry = {
    entryId: deps.newId('lst'),
    list,
    kind,
    ...keyAndHint(deps, { kind, value }),
    note,
    createdBy: actor,
    createdAtMs: deps.clock.nowMs(),
    untilMs,
  };
  await deps.db.transact(async (tx) => {
    await seedRules(deps, tx);
    await upsertListEntry(tx, entry);
    const detail = { list, kind, untilMs };
    await appendAudit(deps, tx, { action: 'risk_list.added', actor, subjectId: entry.entryId, detail });
  });
  await deps.ruleBook.refresh();
  return entry;
}

/** Takes an entry off its list. Throws `not_found`. */
export async function removeFromList(
  deps: RulesDeps,
  { entryId, actor }: { entryId: string; actor: string },
): Promise<void> {
  await deps.db.transact(async (tx) => {
    await seedRules(deps, tx);
    if (!(await deleteListEntry(tx, entryId))) throw new DomainError(kernelErrors.not_found);
    await appendAudit(deps, tx, { action: 'risk_list.removed', actor, subjectId: entryId });
  });
  await deps.ruleBook.refresh();
}
