import { z } from 'zod';
import { Language } from '../../identity/wire.ts';
import { FindingView } from '../../recommend/finding/wire.ts';

/** What a learner would write, to see what the bot would answer. */
export const FindingQuery = z.strictObject({
  text: z.string().trim().min(1).max(500),
  language: Language,
});
export type FindingQuery = z.infer<typeof FindingQuery>;

export const AnswerPreview = z.object({
  /** Of the answer. */
  language: Language,
  /** What the message was taken for, and how surely, 0 to 1. */
  intent: z.string(),
  want: z.string(),
  confidence: z.number(),
  alternatives: z.array(z.string()),
  /** What was read besides: subject, level, budget … as it was understood. */
  slots: z.record(z.string(), z.unknown()),
  /** What the bot would say. */
  replies: z.array(z.string()),
  /** The answer of the question book that was given; null when none was. */
  faqKey: z.string().nullable(),
  /** How products were chosen; null when none were looked for. */
  finding: FindingView.nullable(),
});
export type AnswerPreview = z.infer<typeof AnswerPreview>;
