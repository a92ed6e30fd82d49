import { appendAudit } from '../../../kernel/audit/append-audit.ts';
import type { ConsoleOpsDeps, InThread } from '../deps.ts';
import { findLastAddress } from '../details/store.ts';
import { requireReadable, type Thread } from '../thread.ts';
import type { PersonalField, RevealBody, RevealedField } from './wire.ts';

/**
 * Shows one masked field of a thread's learner. The audit comes first: nobody sees what nobody knows they saw. Throws
 * `not_found` unless the caller may read the thread.
 */
export async function revealField(
  deps: ConsoleOpsDeps,
  { caller, conversationId, body }: InThread & { body: RevealBody },
): Promise<RevealedField> {
  const thread = await requireReadable(deps, { caller, conversationId });
  const { field, reason } = body;
  await deps.db.transact((tx) =>
    appendAudit(deps, tx, {
      action: 'personal_data.revealed',
      actor: `staff:${caller.staffId}`,
      subjectId: thread.learnerId,
      // What stands in the chain stays for ever, so digits of a reason, which may be a number of somebody, do not.
      detail: { field, conversationId, reason: reason.replace(/\d/g, '•') },
    }),
  );
  return { field, value: await knownValueOf(deps, field, thread) };
}

async function knownValueOf(
  deps: ConsoleOpsDeps,
  field: PersonalField,
  thread: Thread,
): Promise<string | null> {
  if (field === 'name') return thread.displayName;
  if (field === 'host_id') return thread.hostUserId;
  if (field === 'ip') return findLastAddress(deps.db.query, thread.learnerId);
  return (await deps.contactOf?.(thread.learnerId))?.[field] ?? null;
}
