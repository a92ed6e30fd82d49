import { limits } from '../../../kernel/limits.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { namesOfStaff } from '../thread.ts';
import { findNotes } from './store.ts';
import type { NoteView } from './wire.ts';

/** The notes of a thread that the caller may read, oldest first. */
export async function listNotes(
  deps: Pick<ConsoleOpsDeps, 'db'>,
  conversationId: string,
): Promise<NoteView[]> {
  const notes = await findNotes(deps.db.query, { conversationId, limit: limits.notesListedMax });
  const names = await namesOfStaff(
    deps.db.query,
    notes.map(({ staffId }) => staffId),
  );
  return notes.map(({ clientNoteId: _made, ...note }) => ({
    ...note,
    staffName: names.get(note.staffId) ?? '',
  }));
}
