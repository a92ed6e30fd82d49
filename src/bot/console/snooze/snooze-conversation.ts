import { appendAudit } from '../../../kernel/audit/append-audit.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import { limits } from '../../../kernel/limits.ts';
import type { ConsoleOpsDeps, InThread } from '../deps.ts';
import { requireHeld } from '../thread.ts';
import { tellBeside } from '../told.ts';
import { deleteSnooze, saveSnooze } from './store.ts';
import type { SnoozeView } from './wire.ts';

/**
 * Lets a thread sleep until an instant, or until its learner writes. Throws `not_found`, `conversation_not_yours`,
 * `invalid_request` for an instant that is past or too far.
 */
export async function snoozeConversation(
  deps: ConsoleOpsDeps,
  { caller, conversationId, untilMs }: InThread & { untilMs: number },
): Promise<SnoozeView> {
  const thread = await requireHeld(deps, { caller, conversationId });
  const nowMs = deps.clock.wallMs();
  if (untilMs <= nowMs || untilMs > nowMs + limits.snoozeMaxMs)
    throw new DomainError(kernelErrors.invalid_request, {
      detail: 'untilMs: in the future, 30 days at most',
    });
  const { staffId, displayName } = caller;
  await deps.db.transact(async (tx) => {
    await saveSnooze(tx, {
      conversationId,
      staffId,
      afterSeq: thread.lastSeq,
      untilMs,
      createdAtMs: nowMs,
    });
    await appendAudit(deps, tx, {
      action: 'conversation.snoozed',
      actor: `staff:${staffId}`,
      subjectId: conversationId,
      detail: { untilMs },
    });
  });
  tellBeside(deps, { what: 'conversation', conversationId });
  return { snooze: { untilMs, staffId, staffName: displayName } };
}

/** Wakes a thread by hand. Throws `not_found`, `conversation_not_yours`. */
export async function wakeConversation(deps: ConsoleOpsDeps, asked: InThread): Promise<SnoozeView> {
  const { caller, conversationId } = asked;
  await requireHeld(deps, asked);
  await deps.db.transact(async (tx) => {
    if (!(await deleteSnooze(tx, conversationId))) return;
    await appendAudit(deps, tx, {
      action: 'conversation.woken',
      actor: `staff:${caller.staffId}`,
      subjectId: conversationId,
    });
  });
  tellBeside(deps, { what: 'conversation', conversationId });
  return { snooze: null };
}
