import { appendAudit } from '../../../kernel/audit/append-audit.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import { maskSensitive } from '../../conversation/mask.ts';
import type { ConsoleOpsDeps, InThread } from '../deps.ts';
import { requireReadable } from '../thread.ts';
import { tellBeside } from '../told.ts';
import { findNoteByClientId, insertNote } from './store.ts';
import type { AddNoteBody, NoteView } from './wire.ts';

/**
 * Keeps what staff tell each other about a thread, masked like every message (C7). A resend gets the first answer
 * again. Throws `not_found`, `invalid_request` for a resend with other words of somebody else.
 */
export async function addNote(
  deps: ConsoleOpsDeps,
  { caller, conversationId, body }: InThread & { body: AddNoteBody },
): Promise<NoteView> {
  const thread = await requireReadable(deps, { caller, conversationId });
  const { staffId } = caller;
  const row = {
    noteId: deps.newId('note'),
    conversationId,
    clientNoteId: body.clientNoteId,
    staffId,
    afterSeq: thread.lastSeq,
    text: maskSensitive(body.text),
    createdAtMs: deps.clock.wallMs(),
  };
  const written = await deps.db.transact(async (tx) => {
    if (!(await insertNote(tx, row))) return false;
    const detail = { conversationId };
    await appendAudit(deps, tx, {
      action: 'note.added',
      actor: `staff:${staffId}`,
      subjectId: row.noteId,
      detail,
    });
    return true;
  });
  if (written) tellBeside(deps, { what: 'conversation', conversationId });
  const kept = written ? row : await findNoteByClientId(deps.db.query, row);
  if (kept?.staffId !== staffId) {
    throw new DomainError(kernelErrors.invalid_request, { detail: 'clientNoteId: used by somebody else' });
  }
  const { clientNoteId: _made, ...shown } = kept;
  return { ...shown, staffName: caller.displayName };
}
