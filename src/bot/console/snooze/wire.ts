import { z } from 'zod';

/** `PUT /conversations/{id}/snooze`: out of sight until then, or until the learner writes. `DELETE` wakes it. */
export const SnoozeBody = z.strictObject({
  /** Wall time in ms, in the future, at most 30 days ahead. */
  untilMs: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
});
export type SnoozeBody = z.infer<typeof SnoozeBody>;

/** Null when it is awake. */
export const SnoozeView = z.object({
  snooze: z.object({ untilMs: z.number().int(), staffId: z.string(), staffName: z.string() }).nullable(),
});
export type SnoozeView = z.infer<typeof SnoozeView>;
