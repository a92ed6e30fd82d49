import { appendAudit } from '../../../kernel/audit/append-audit.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import { limits } from '../../../kernel/limits.ts';
import type { ConsoleOpsDeps, InThread } from '../deps.ts';
import { requireReadable } from '../thread.ts';
import { tellBeside } from '../told.ts';
import { deleteMark, findLabels, findLabelsOf, insertMark } from './store.ts';
import type { LabelView } from './wire.ts';

interface Mark extends InThread {
  readonly labelId: string;
}

/** Puts a label on a thread the caller may read; once is enough. Throws `not_found`, `invalid_request` above the limit. */
export async function markConversation(deps: ConsoleOpsDeps, command: Mark): Promise<LabelView[]> {
  const { caller, conversationId, labelId } = command;
  await requireReadable(deps, command);
  const known = await findLabels(deps.db.query);
  if (!known.some((label) => label.labelId === labelId)) throw new DomainError(kernelErrors.not_found);
  const has = await labelsOf(deps, conversationId);
  if (has.length >= limits.labelsPerConversationMax)
    throw new DomainError(kernelErrors.invalid_request, { detail: 'the thread has enough labels' });
  const row = { conversationId, labelId, staffId: caller.staffId, createdAtMs: deps.clock.wallMs() };
  await change(deps, command, { action: 'label.put', write: (tx) => insertMark(tx, row) });
  return labelsOf(deps, conversationId);
}

/** Takes a label off a thread. Throws `not_found`. */
export async function unmarkConversation(deps: ConsoleOpsDeps, command: Mark): Promise<LabelView[]> {
  await requireReadable(deps, command);
  await change(deps, command, { action: 'label.removed', write: (tx) => deleteMark(tx, command) });
  return labelsOf(deps, command.conversationId);
}

interface Change {
  readonly action: string;
  readonly write: (tx: Parameters<typeof insertMark>[0]) => Promise<boolean>;
}

async function change(
  deps: ConsoleOpsDeps,
  { caller, conversationId, labelId }: Mark,
  { action, write }: Change,
): Promise<void> {
  const isChanged = await deps.db.transact(async (tx) => {
    if (!(await write(tx))) return false;
    const detail = { labelId };
    await appendAudit(deps, tx, {
      action,
      actor: `staff:${caller.staffId}`,
      subjectId: conversationId,
      detail,
    });
    return true;
  });
  if (isChanged) tellBeside(deps, { what: 'conversation', conversationId });
}

async function labelsOf(deps: ConsoleOpsDeps, conversationId: string): Promise<LabelView[]> {
  return (await findLabelsOf(deps.db.query, [conversationId])).get(conversationId) ?? [];
}
