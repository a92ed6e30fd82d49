import { z } from 'zod';

/** `POST /conversations/{id}/notes`: what staff tell each other. The page makes the id; a resend changes nothing. */
export const AddNoteBody = z.strictObject({
  clientNoteId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  text: z.string().trim().min(1).max(4_000),
});
export type AddNoteBody = z.infer<typeof AddNoteBody>;

/** An internal note. Learners never see it; card and identity numbers in it are masked like everywhere. */
export const NoteView = z.object({
  noteId: z.string(),
  conversationId: z.string(),
  /** The last message there was when it was written: where it stands in the thread. */
  afterSeq: z.number().int(),
  text: z.string(),
  staffId: z.string(),
  staffName: z.string(),
  createdAtMs: z.number().int(),
});
export type NoteView = z.infer<typeof NoteView>;

/** `GET /conversations/{id}/notes`, oldest first. */
export const NoteList = z.object({ notes: z.array(NoteView) });
export type NoteList = z.infer<typeof NoteList>;
