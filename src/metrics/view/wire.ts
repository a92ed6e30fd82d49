import { z } from 'zod';

/** What the dashboard's address says after the question mark: names and values, no figure. */
const Question = z
  .string()
  .max(4_000)
  .regex(/^[\w.~%+=&-]*$/, 'no query string');

const Name = z.string().trim().min(1).max(80);

export const SaveViewBody = z.strictObject({
  name: Name,
  question: Question,
  /** Everybody who may read figures may open it; only its owner changes it. */
  isShared: z.boolean().default(false),
});
export type SaveViewBody = z.infer<typeof SaveViewBody>;

export const SavedView = z.object({
  savedViewId: z.string(),
  name: z.string(),
  question: z.string(),
  isShared: z.boolean(),
  isMine: z.boolean(),
  updatedAtMs: z.number().int(),
});
export type SavedView = z.infer<typeof SavedView>;

/** One's own, then those that others share; each by name. */
export const SavedViews = z.object({ views: z.array(SavedView) });
export type SavedViews = z.infer<typeof SavedViews>;
